/** Something in the book that is not as it has to be. */
export interface Finding {
  /** Relative to the repository. */
  file: string;
  /** One-based. */
  line: number;
  message: string;
}

/** In the form that editors and terminals make a link of. */
export function formatFinding({ file, line, message }: Finding): string {
  return `${file}:${line} ${message}`;
}

/** The one-based line of the first place where this stands, or 1 where it stands nowhere. */
export function findLine(text: string, needle: string | RegExp): number {
  const index = typeof needle === "string" ? text.indexOf(needle) : text.search(needle);
  return index < 0 ? 1 : text.slice(0, index).split("\n").length;
}
