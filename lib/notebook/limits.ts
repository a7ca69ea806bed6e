const kilobyte = 1024;
const megabyte = 1024 * kilobyte;

/** What a notebook from outside may be at most; beyond it, it is refused in a sentence. */
export const maxFileBytes = 20 * megabyte;
export const maxLinkBytes = 32 * kilobyte;
/** Of the text that a link unpacks to. */
export const maxLinkTextBytes = megabyte;
export const maxCells = 1000;

/** As in "41 kB" or "5.2 MB", of 1024 bytes each step, rounded up. */
export function formatBytes(bytes: number): string {
  if (bytes < megabyte) return `${Math.ceil(bytes / kilobyte)} kB`;
  return `${Math.ceil((bytes / megabyte) * 10) / 10} MB`;
}

/** Throws a RangeError that begins with `name` if these are more cells than can be opened. */
export function checkCellCount(name: string, count: number): void {
  if (count <= maxCells) return;
  throw new RangeError(
    `${name}: expected at most ${maxCells} cells, but got ${count}. Split the notebook into parts.`,
  );
}
