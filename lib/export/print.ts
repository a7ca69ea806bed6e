/** Small helpers for printing programs: numbers and lines, in a form that both languages read. */

/** The widest line that a program gets where it can be broken. */
export const maxColumns = 76;

/** A number as JavaScript and Python both read it, without the rounding of `5 * 0.07`. */
export function printNumber(value: number): string {
  return String(Number(value.toPrecision(15)));
}

/**
 * `before` + `items` + `after`: on one line where it fits, otherwise an item a line, with a comma
 * after the last, as Prettier and Black set it.
 */
export function printList(
  before: string,
  items: readonly string[],
  after: string,
  { indent = "  ", padding = "" }: { indent?: string; padding?: string } = {},
): string {
  const line = `${before}${padding}${items.join(", ")}${padding}${after}`;
  if (line.length <= maxColumns && !line.includes("\n")) return line;
  return [before, ...items.map((item) => `${indentLines(item, indent)},`), after].join("\n");
}

export function indentLines(text: string, indent: string): string {
  return text.replaceAll(/^(?=.)/gm, indent);
}

/** How often a program reports: at most ten times, at round epochs where there are many. */
export function chooseReportInterval(epochs: number): number {
  return Math.max(1, Math.ceil(epochs / 10));
}
