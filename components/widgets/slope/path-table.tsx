import type { Point } from "@/lib/descent/descend";
import { formatNumber } from "@/lib/format";
import styles from "./slope.module.css";

const rowCount = 6;

/** The first steps as numbers, for those who do not see the path. */
export function PathTable({ path }: { path: readonly Point[] }) {
  return (
    <div className={`visually-hidden ${styles.table}`}>
      <table className={styles.unseen}>
        <caption>The first steps</caption>
        <thead>
          <tr>
            <th scope="col">step</th>
            <th scope="col">w</th>
            <th scope="col">loss</th>
            <th scope="col">slope</th>
          </tr>
        </thead>
        <tbody>
          {path.slice(0, rowCount).map(({ w, loss, slope }, k) => (
            // biome-ignore lint/suspicious/noArrayIndexKey: the index is the step
            <tr key={k}>
              <th scope="row">{k}</th>
              <td>{formatNumber(w)}</td>
              <td>{formatNumber(loss)}</td>
              <td>{formatNumber(slope)}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}
