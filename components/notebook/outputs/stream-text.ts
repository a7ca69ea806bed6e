/** The text of a stream: cleaned, cut short, and cut into pieces, without reading more than is shown. */

// Together about a window: what a cell says should not part it from the text that follows.
const firstLines = 30;
const lastLines = 10;
const firstChars = 8_000;
const lastChars = 2_000;

export interface Excerpt {
  head: string;
  /** Empty where the head is everything. */
  tail: string;
  /** Of the whole text; the end of the last line may be missing. */
  lineCount: number;
  /** How many lines neither head nor tail has; 0 where only parts of long lines are missing. */
  hiddenLines: number;
}

/**
 * The first 100 lines and the last 20, at most 10 kB in all; everything where it is not more than that.
 *
 * The text comes in parts, of which only the first and the last are read. Lines are counted part by part
 * with `countNewlines`, so that a caller can remember the counts.
 */
export function createExcerpt(
  parts: readonly string[],
  newlines = parts.map(countNewlines),
): Excerpt {
  const length = sum(parts.map((part) => part.length));
  const endsInLine = !(parts.findLast((part) => part !== "") ?? "\n").endsWith("\n");
  const lineCount = sum(newlines) + (endsInLine ? 1 : 0);
  if (length <= firstChars + lastChars && lineCount <= firstLines + lastLines) {
    return { head: stripControls(parts.join("")), tail: "", lineCount, hiddenLines: 0 };
  }
  const head = takeLines(readStart(parts, firstChars), firstLines);
  const tail = takeLastLines(readEnd(parts, lastChars), lastLines);
  const shown = countNewlines(head) + countNewlines(tail) + (endsInLine ? 1 : 0);
  return {
    head: stripControls(head),
    tail: stripControls(tail),
    lineCount,
    hiddenLines: Math.max(0, lineCount - shown),
  };
}

export interface Chunk {
  text: string;
  lineCount: number;
}

const chunkLines = 400;
const chunkChars = 16_000;

/** The first pieces of the text, of at most 400 lines and 16 kB each; and whether more follow. */
export function splitChunks(
  parts: readonly string[],
  maxCount: number,
): { chunks: Chunk[]; hasMore: boolean } {
  const text = readStart(parts, maxCount * chunkChars);
  const isWhole = text.length === sum(parts.map((part) => part.length));
  const chunks: Chunk[] = [];
  let from = 0;
  while (from < text.length && chunks.length < maxCount) {
    const to = findChunkEnd(text, from);
    const piece = text.slice(from, to);
    chunks.push({ text: stripControls(piece), lineCount: Math.max(1, countNewlines(piece)) });
    from = to;
  }
  return { chunks, hasMore: !isWhole || from < text.length };
}

export function countNewlines(text: string): number {
  let count = 0;
  for (let at = text.indexOf("\n"); at >= 0; at = text.indexOf("\n", at + 1)) count += 1;
  return count;
}

/** Escape sequences of terminals (colours, cursor, titles), and control characters but tab and newline. */
const controls =
  // biome-ignore lint/suspicious/noControlCharactersInRegex: they are what is looked for
  /\x1b\[[\d;?]*[ -/]*[@-~]?|\x1b\][^\x07\x1b]*(?:\x07|\x1b\\)?|\r(?=\n)|[\x00-\x08\x0b-\x1f\x7f-\x9f]/g;

export function stripControls(text: string): string {
  return text.replace(controls, "");
}

function findChunkEnd(text: string, from: number): number {
  const limit = Math.min(from + chunkChars, text.length);
  let to = from;
  for (let line = 0; line < chunkLines; line += 1) {
    const next = text.indexOf("\n", to) + 1;
    if (next === 0 || next > limit) break;
    to = next;
  }
  if (to > from) return to;
  // A line that is longer than a piece is broken, but not within a character.
  return isHighSurrogate(text, limit - 1) && limit < text.length ? limit + 1 : limit;
}

function isHighSurrogate(text: string, at: number): boolean {
  const code = text.charCodeAt(at);
  return code >= 0xd800 && code < 0xdc00;
}

/** Whole lines at the start of a text, or a part of the first where that fills it. */
function takeLines(text: string, count: number): string {
  let end = 0;
  for (let line = 0; line < count; line += 1) {
    const next = text.indexOf("\n", end) + 1;
    if (next === 0) break;
    end = next;
  }
  return end > 0 ? text.slice(0, end) : text;
}

function takeLastLines(text: string, count: number): string {
  let start = text.length;
  // The newline that ends the text is part of its last line.
  for (let line = 0; line < count; line += 1) {
    const before = start >= 2 ? text.lastIndexOf("\n", start - 2) : -1;
    if (before < 0) break;
    start = before + 1;
  }
  return start < text.length ? text.slice(start) : text;
}

function readStart(parts: readonly string[], length: number): string {
  let text = "";
  for (const part of parts) {
    if (text.length >= length) break;
    text += part.slice(0, length - text.length);
  }
  return text;
}

function readEnd(parts: readonly string[], length: number): string {
  let text = "";
  for (let i = parts.length - 1; i >= 0 && text.length < length; i -= 1) {
    const part = parts[i] as string;
    text = part.slice(Math.max(0, part.length - (length - text.length))) + text;
  }
  return text;
}

function sum(values: readonly number[]): number {
  return values.reduce((total, value) => total + value, 0);
}
