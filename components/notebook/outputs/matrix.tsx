import type { TensorView } from "@/lib/notebook/output";
import { createFormat, readNumber, writeValue } from "./format-values";
import { HiddenPart } from "./hidden-part";
import styles from "./outputs.module.css";
import { ScrollBox } from "./scroll-box";
import tensorStyles from "./tensor.module.css";
import { useShown } from "./use-shown";

interface MatrixProps {
  /** Row by row; of the last row some may be missing. */
  values: TensorView["values"];
  columns: number;
}

const rowStep = 500;
const columnStep = 100;

/** Values in rows and columns, with their indices; at first 20 rows of 12. */
export function Matrix({ values, columns: width }: MatrixProps) {
  const rows = useShown(Math.ceil(values.length / width), 20, rowStep);
  const columns = useShown(width, 12, columnStep);
  const visible = Array.from({ length: rows.count }, (_, row) =>
    values.slice(row * width, row * width + Math.min(columns.count, width)),
  );
  const numbers = visible.flat().map(readNumber);
  const format = createFormat(numbers.filter((value) => value !== undefined));
  const indices = Array.from({ length: columns.count }, (_, column) => column);
  const number = `${styles.number} ${tensorStyles.index}`;
  return (
    <>
      <ScrollBox className={styles.scroll} label="Values">
        <table className={`${styles.table} ${tensorStyles.matrix}`}>
          <thead>
            <tr>
              <td />
              {indices.map((column) => (
                <th key={column} scope="col" className={number}>
                  {column}
                </th>
              ))}
              {columns.hidden > 0 && <td className={styles.soft}>…</td>}
            </tr>
          </thead>
          <tbody>
            {visible.map((row, index) => (
              // biome-ignore lint/suspicious/noArrayIndexKey: the index is what names a row
              <tr key={index}>
                <th scope="row" className={number}>
                  {index}
                </th>
                {row.map((value, column) => (
                  // biome-ignore lint/suspicious/noArrayIndexKey: the index is what names a column
                  <td key={column} className={styles.number}>
                    {writeValue(value, format)}
                  </td>
                ))}
                {columns.hidden > 0 && <td className={styles.soft}>…</td>}
              </tr>
            ))}
          </tbody>
        </table>
      </ScrollBox>
      <HiddenPart rows={rows} columns={columns} />
    </>
  );
}
