import { useMemo } from "react";
import type { TableView } from "@/lib/notebook/output";
import { createFormat, readNumber, writeValue } from "./format-values";
import { HiddenPart } from "./hidden-part";
import styles from "./outputs.module.css";
import { ScrollBox } from "./scroll-box";
import { useShown } from "./use-shown";

const rowStep = 500;
const columnStep = 40;

/** Rows under named columns; long ones are cut until the reader asks for more. */
export function Table({ view }: { view: TableView }) {
  const rows = useShown(view.rows.length, 20, rowStep);
  const columns = useShown(view.columns.length, 20, columnStep);
  const formats = useMemo(() => createFormats(view), [view]);
  const names = view.columns.slice(0, columns.count);
  return (
    <div>
      <ScrollBox className={styles.scroll} label="Table">
        <table className={styles.table}>
          <thead>
            <tr>
              {names.map((name, column) => (
                // biome-ignore lint/suspicious/noArrayIndexKey: two columns may have one name
                <th key={column} scope="col" className={formats[column] && styles.number}>
                  {name}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {view.rows.slice(0, rows.count).map((row, index) => (
              // biome-ignore lint/suspicious/noArrayIndexKey: rows have no names
              <tr key={index}>
                {names.map((_, column) => {
                  const value = row[column] ?? null;
                  const format = formats[column];
                  return (
                    // biome-ignore lint/suspicious/noArrayIndexKey: two columns may have one name
                    <td key={column} className={format && styles.number}>
                      {value === null ? (
                        <span className={styles.soft}>–</span>
                      ) : (
                        writeValue(value, format ?? String)
                      )}
                    </td>
                  );
                })}
              </tr>
            ))}
          </tbody>
        </table>
      </ScrollBox>
      <HiddenPart rows={rows} columns={columns} />
      {rows.hidden === 0 && view.more > 0 && (
        <p className={styles.note}>{`and ${view.more.toLocaleString("en-GB")} more rows`}</p>
      )}
    </div>
  );
}

/** For each column that holds only numbers, how they are written. */
function createFormats({ columns, rows }: TableView) {
  return columns.map((_, column) => {
    const values = rows.map((row) => row[column] ?? null).filter((value) => value !== null);
    const numbers = values.map(readNumber).filter((value) => value !== undefined);
    const isNumeric = numbers.length > 0 && numbers.length === values.length;
    return isNumeric ? createFormat(numbers) : undefined;
  });
}
