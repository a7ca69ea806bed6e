import type { Pair } from "@/lib/descent/valley";
import { formatNumber } from "@/lib/format";
import styles from "./valley.module.css";

/** What one step does to each coordinate, and what that means. */
export function Factors({ factors: [along, across] }: { factors: Pair }) {
  return (
    <dl className={styles.factors}>
      <dt>
        <i>w</i>
        <sub>1</sub> × {formatNumber(along)}
      </dt>
      <dd>{meaning(along)}</dd>
      <dt>
        <i>w</i>
        <sub>2</sub> × {formatNumber(across)}
      </dt>
      <dd>{meaning(across)}</dd>
    </dl>
  );
}

function meaning(factor: number) {
  const size = Math.abs(factor);
  if (size > 1 + 1e-9) return "changes sides and grows";
  if (size > 1 - 1e-9) return "changes sides for ever";
  if (size < 1e-9) return "is there in one step";
  if (factor < 0) return "changes sides and shrinks";
  return size > 0.9 ? "creeps" : "shrinks";
}
