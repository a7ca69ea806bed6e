import { type MimeBundle, type TableView, toNumeric } from "../../../notebook/output";
import type { Host } from "../host";
import { all, goOn, type Later, present } from "./later";
import { isNumbers, isTensor, readNumbers, readRows } from "./numbers";
import { describeKind } from "./text";
import type * as Types from "./types";

/** A table shows so many rows and columns at most. */
const shownRows = 200;
const shownColumns = 50;

export function createTable(host: Host): typeof Types.table {
  return (rows: unknown) => present(host, describeTable(rows));
}

function describeTable(rows: unknown): Later<MimeBundle> {
  if (isTensor(rows)) {
    return goOn(readRows("table", rows), ({ shape, values }) => {
      if (shape.length !== 2) {
        throw new RangeError(
          `table: expected a tensor of shape [rows, columns], but got [${shape.join(", ")}].`,
        );
      }
      const [count, width] = shape as [number, number];
      const columns = Array.from({ length: width }, (_, column) => String(column));
      return describe(columns, count, (row, column) => values[row * width + Number(column)]);
    });
  }
  if (Array.isArray(rows)) return describeRows(rows);
  if (typeof rows === "object" && rows !== null) return describeColumns(Object.entries(rows));
  throw new TypeError(`table: expected a list of rows, but got ${describeKind(rows)}.`);
}

function describeRows(rows: unknown[]): MimeBundle {
  const columns = new Set<string>();
  for (const [place, row] of rows.entries()) {
    if (typeof row !== "object" || row === null) {
      throw new TypeError(
        `table: expected rows that are objects or lists, but got ${describeKind(row)} at place ${place}.`,
      );
    }
    for (const key of Object.keys(row)) columns.add(key);
  }
  return describe([...columns], rows.length, (row, column) => {
    return (rows[row] as Record<string, unknown>)[column];
  });
}

function describeColumns(entries: [string, unknown][]): Later<MimeBundle> {
  const read = entries.map(
    ([name, value]): Later<ArrayLike<unknown>> =>
      Array.isArray(value) || !isNumbers(value)
        ? checkList(name, value)
        : readNumbers(`table: ${name}`, value),
  );
  return goOn(all(read), (lists) => {
    const count = Math.max(0, ...lists.map(({ length }) => length));
    const places = new Map(entries.map(([name], place) => [name, place]));
    return describe([...places.keys()], count, (row, column) => {
      return lists[places.get(column) as number]?.[row];
    });
  });
}

function checkList(name: string, value: unknown): ArrayLike<unknown> {
  if (Array.isArray(value)) return value;
  throw new TypeError(`table: expected ${name} to be a list, but got ${describeKind(value)}.`);
}

function describe(
  columns: string[],
  count: number,
  cell: (row: number, column: string) => unknown,
): MimeBundle {
  const shown = columns.slice(0, shownColumns);
  const rows = Array.from({ length: Math.min(count, shownRows) }, (_, row) =>
    shown.map((column) => writeCell(cell(row, column))),
  );
  const lines = [shown, ...rows].map((row) => row.join("\t"));
  return {
    "text/plain": lines.join("\n"),
    "application/vnd.descent.table+json": { columns: shown, rows, more: count - rows.length },
  };
}

function writeCell(value: unknown): TableView["rows"][number][number] {
  if (typeof value === "number") return toNumeric(value);
  if (typeof value === "string" || typeof value === "boolean") return value;
  if (value === null || value === undefined) return null;
  if (typeof value === "object" && !(value instanceof Date)) {
    try {
      return JSON.stringify(value) ?? describeKind(value);
    } catch {
      return describeKind(value);
    }
  }
  return String(value);
}
