import styles from "./controls.module.css";

const subscripts = "₀₁₂₃₄₅₆₇₈₉";

/** A symbol as in the formulas: "w₀" is an italic w with an upright subscript. */
export function MathSymbol({ text }: { text: string }) {
  const base = [...text].filter((char) => !subscripts.includes(char)).join("");
  const index = [...text]
    .filter((char) => subscripts.includes(char))
    .map((char) => subscripts.indexOf(char))
    .join("");
  return (
    <span className={styles.symbol} aria-hidden="true">
      <i>{base}</i>
      {index && <sub>{index}</sub>}
    </span>
  );
}
