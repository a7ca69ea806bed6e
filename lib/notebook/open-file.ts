import type { Cell } from "./cell";
import { notebookTag } from "./html-file";
import { inflate } from "./inflate";
import { parseIpynb } from "./ipynb";
import { formatBytes, maxFileBytes } from "./limits";

/** What is asked of a `File`. */
export type NotebookFile = Pick<File, "name" | "size" | "arrayBuffer">;

const kinds: Record<string, (text: string, name: string) => Cell[]> = {
  ipynb: parseIpynb,
  json: parseIpynb,
  html: parseHtmlFile,
  htm: parseHtmlFile,
  ts: (source) => [toCell("code", source)],
  js: (source) => [toCell("code", source)],
  md: (source) => [toCell("markdown", source)],
};

/**
 * The cells of a file that the reader chose: `.ipynb`, an HTML file that the book wrote, or a `.ts`, `.js` or `.md`
 * as one cell; each also compressed with gzip. Nothing of them runs.
 *
 * Rejects with a RangeError, in a sentence for readers that begins with the file's name.
 */
export async function openNotebookFile(file: NotebookFile): Promise<Cell[]> {
  const name = `"${file.name}"`;
  const parse = findParser(file.name);
  if (!parse) {
    throw new RangeError(`${name}: expected a file that ends in .ipynb, .html, .ts, .js or .md.`);
  }
  if (file.size > maxFileBytes) {
    throw new RangeError(
      `${name}: expected at most ${formatBytes(maxFileBytes)}, but got ${formatBytes(file.size)}.`,
    );
  }
  return parse(decode(unpack(await read(file, name), name), name), name);
}

function findParser(fileName: string) {
  const ending = /\.([a-z]+)(?:\.gz)?$/.exec(fileName.toLowerCase())?.[1] ?? "";
  return Object.hasOwn(kinds, ending) ? kinds[ending] : undefined;
}

async function read(file: NotebookFile, name: string): Promise<Uint8Array> {
  try {
    return new Uint8Array(await file.arrayBuffer());
  } catch {
    throw new RangeError(
      `${name} cannot be read. It may have been moved or changed; choose it again.`,
    );
  }
}

function unpack(bytes: Uint8Array, name: string): Uint8Array {
  const isGzip = bytes[0] === 0x1f && bytes[1] === 0x8b;
  return isGzip ? inflate(bytes, { format: "gzip", maxBytes: maxFileBytes, name }) : bytes;
}

/** UTF-8, or UTF-16 where a byte order mark says so. */
function decode(bytes: Uint8Array, name: string): string {
  const [first, second] = bytes;
  const isLittleEndian = first === 0xff && second === 0xfe;
  const isBigEndian = first === 0xfe && second === 0xff;
  const encoding = isLittleEndian ? "utf-16le" : isBigEndian ? "utf-16be" : "utf-8";
  try {
    return new TextDecoder(encoding, { fatal: true }).decode(bytes);
  } catch {
    throw new RangeError(`${name}: expected text in UTF-8, but it is in another encoding.`);
  }
}

function parseHtmlFile(text: string, name: string): Cell[] {
  const start = text.indexOf(notebookTag);
  const end = text.indexOf("</script>", start);
  if (start < 0 || end < 0) {
    throw new RangeError(
      `${name}: expected an HTML file that the book has saved, but there is no notebook in it.`,
    );
  }
  return parseIpynb(text.slice(start + notebookTag.length, end), name);
}

function toCell(kind: Cell["kind"], source: string): Cell {
  return { id: "cell-1", kind, source, outputs: [], executionCount: null };
}
