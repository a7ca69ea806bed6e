import Papa from "papaparse";

// Also the wide forms that Excel takes for the same signs, and blanks before them, which some spreadsheets skip.
const formulaStart = /^\s*[=+\-@＝＋－＠]|^[\t\r\n]/;

/**
 * Rows as the text of a file. A cell that a spreadsheet would take for a formula begins with an apostrophe, by which it
 * is shown as it is; a lone "-" calculates nothing and stays.
 */
export function formatCsv(rows: readonly (readonly (string | number)[])[]): string {
  const safe = rows.map((row) => row.map(defuseCell));
  return `${Papa.unparse(safe, { newline: "\r\n" })}\r\n`;
}

export function defuseCell(cell: string | number): string | number {
  if (typeof cell === "number" || cell === "-") return cell;
  return formulaStart.test(cell) ? `'${cell}` : cell;
}

/** The rows of a file with commas, semicolons or tabs; the mark that Excel puts at its beginning is left out. */
export function parseCsv(text: string): string[][] {
  const { data } = Papa.parse<string[]>(text.replace(/^\uFEFF/, ""), {
    skipEmptyLines: "greedy",
    delimitersToGuess: [",", ";", "\t"],
  });
  return data;
}
