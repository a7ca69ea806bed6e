import styles from "./controls.module.css";

const SUBSCRIPTS = "₀₁₂₃₄₅₆₇₈₉";

/** A symbol as in the formulas: "w₀" is an italic w with an upright subscript. */
export function MathSymbol({ text }: { text: string }) {
  const base = [...text].filter((char) => !SUBSCRIPTS.includes(char)).join("");
  const index = [...text]
    .filter((char) => SUBSCRIPTS.includes(char))
    .map((char) => SUBSCRIPTS.indexOf(char))
    .join("");
  return (
    <span className={styles.symbol} aria-hidden="true">
      <i>{base}</i>
      {index && <sub>{index}</sub>}
    </span>
  );
}
