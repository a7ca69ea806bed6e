/** Small helpers for printing programs: numbers and lines, in a form that both languages read. */

/** The widest line that a program gets where it can be broken. */
export const maxColumns = 76;

/** A number as JavaScript and Python both read it, without the rounding of `5 * 0.07`. */
export function printNumber(value: number): string {
  const rounded = Number(value.toPrecision(15));
  const isTiny = rounded !== 0 && Math.abs(rounded) < 1e-4;
  return isTiny ? rounded.toExponential() : String(rounded);
}

/** The same with a decimal point, by which Python tells a float from an integer. */
export function printFloat(value: number): string {
  const printed = printNumber(value);
  return /^-?\d+$/.test(printed) ? `${printed}.0` : printed;
}

/** `initialAccumulatorValue` as `initial_accumulator_value`, and `beta1` as `beta_1`. */
export function toSnakeCase(name: string): string {
  return name.replaceAll(/[A-Z]|\d+/g, (start) => `_${start.toLowerCase()}`);
}

/** `meanSquaredError` as "mean squared error". */
export function toWords(name: string): string {
  return toSnakeCase(name).replaceAll("_", " ");
}

/** "one", "one and two", "one, two and three". */
export function joinWords(words: readonly string[], link: "and" | "or" = "and"): string {
  const last = words.at(-1) ?? "";
  return words.length < 2 ? last : `${words.slice(0, -1).join(", ")} ${link} ${last}`;
}

/** A comment as lines that begin with `mark`. */
export function printComment(text: string, mark: "//" | "#"): string {
  const lines: string[] = [mark];
  for (const word of text.split(" ")) {
    const line = `${lines.at(-1)} ${word}`;
    if (line.length > maxColumns) lines.push(`${mark} ${word}`);
    else lines[lines.length - 1] = line;
  }
  return lines.join("\n");
}

/**
 * `before` + `items` + `after`: on one line where it fits, otherwise an item a line, with a comma
 * after the last, as Prettier and Black set it.
 */
export function printList(
  before: string,
  items: readonly string[],
  after: string,
  {
    indent = "  ",
    padding = "",
    columns = maxColumns,
  }: { indent?: string; padding?: string; columns?: number } = {},
): string {
  const line = `${before}${padding}${items.join(", ")}${padding}${after}`;
  if (line.length <= columns && !line.includes("\n")) return line;
  return [before, ...items.map((item) => `${indentLines(item, indent)},`), after].join("\n");
}

export function indentLines(text: string, indent: string): string {
  return text.replaceAll(/^(?=.)/gm, indent);
}

/** How often a program reports: at most ten times, at round epochs where there are many. */
export function chooseReportInterval(epochs: number): number {
  return Math.max(1, Math.ceil(epochs / 10));
}
