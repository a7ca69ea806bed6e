import { type MimeBundle, type TableView, toNumeric } from "../../../notebook/output";
import { inspectValue } from "./inspect-value";
import type { InspectedEntry, Inspection } from "./inspection";
import { printInspection } from "./print-inspection";

type Item = TableView["rows"][number][number];
const maxRows = 1000;

/** `console.table`: rows of an array or object, with a column for each key. Undefined where there are no rows. */
export function tabulate(value: unknown): MimeBundle | undefined {
  const rows = inspectValue(value, { depth: 1, width: maxRows, total: 100_000 });
  if (rows.form === "text") return undefined;
  const columns = [...new Set(rows.entries.flatMap(({ value }) => findKeys(value)))];
  const hasPlain = rows.entries.some(({ value }) => value.form === "text");
  const table: TableView = {
    columns: ["(index)", ...columns, ...(hasPlain ? ["Values"] : [])],
    rows: rows.entries.map(({ key, value }) => [
      /^\d+$/.test(key) ? Number(key) : key,
      ...columns.map((column) => findItem(value, column)),
      ...(hasPlain ? [value.form === "text" ? toItem(value) : null] : []),
    ]),
    more: rows.more,
  };
  return {
    "text/plain": printInspection(rows),
    "application/vnd.descent.table+json": table,
  };
}

function findKeys(row: Inspection): string[] {
  return row.form === "text" ? [] : row.entries.map(({ key }) => key);
}

function findItem(row: Inspection, column: string): Item {
  if (row.form === "text") return null;
  const entry: InspectedEntry | undefined = row.entries.find(({ key }) => key === column);
  return entry ? toItem(entry.value) : null;
}

function toItem(value: Inspection): Item {
  if (value.form !== "text") return printInspection(value, 0);
  switch (value.type) {
    case "number":
      return toNumeric(Number(value.text));
    case "boolean":
      return value.text === "true";
    case "null":
    case "undefined":
      return null;
    case "string":
      return value.text.slice(1, -1);
    default:
      return value.text;
  }
}
