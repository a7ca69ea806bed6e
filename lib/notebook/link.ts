import { deflateSync } from "fflate";
import * as z from "zod/mini";
import type { Cell } from "./cell";
import { decodeBase64, encodeBase64 } from "./encode-png";
import { inflate } from "./inflate";
import { checkCellCount, formatBytes, maxLinkBytes, maxLinkTextBytes } from "./limits";

const prefix = "notebook=";

const linkSchema = z.object({
  version: z.literal(1),
  cells: z.array(z.tuple([z.enum(["code", "markdown"]), z.string()])),
});

/**
 * A link that carries the cells' sources, without outputs, compressed in its fragment:
 * `…/notebook/#notebook=…`. `baseUrl` is the absolute address of the page that opens it.
 *
 * Throws a RangeError if the link would be over 32 KiB, or the notebook more than a link may carry.
 */
export function toLink(
  cells: readonly Cell[],
  baseUrl: string,
): { url: string; sizeBytes: number } {
  checkCellCount("The link", cells.length);
  const content: z.input<typeof linkSchema> = {
    version: 1,
    cells: cells.map(({ kind, source }) => [kind, source]),
  };
  const text = new TextEncoder().encode(JSON.stringify(content));
  const url = new URL(baseUrl);
  url.hash = prefix + toBase64Url(deflateSync(text, { level: 9 }));
  const sizeBytes = url.href.length;
  if (text.length > maxLinkTextBytes) throw tooLarge("text", text.length, maxLinkTextBytes);
  if (sizeBytes > maxLinkBytes) throw tooLarge("link", sizeBytes, maxLinkBytes);
  return { url: url.href, sizeBytes };
}

/** Whether the part of an address after the `#`, with it or without, is meant for `parseLink`. */
export function isNotebookLink(hash: string): boolean {
  return hash.replace(/^#/, "").startsWith(prefix);
}

/**
 * The cells that a link carries, with ids of their own. Nothing of them runs.
 *
 * Throws a RangeError, in a sentence for readers, if the link is not whole.
 */
export function parseLink(hash: string): Cell[] {
  if (!isNotebookLink(hash)) {
    throw new RangeError(`The link: expected a part that begins with "#${prefix}".`);
  }
  if (hash.length > maxLinkBytes) {
    throw new RangeError(
      `The link: expected at most ${formatBytes(maxLinkBytes)}, but got ${formatBytes(hash.length)}.`,
    );
  }
  const bytes = inflate(fromBase64Url(hash.replace(/^#/, "").slice(prefix.length)), {
    format: "deflate",
    maxBytes: maxLinkTextBytes,
    name: "The link",
  });
  const { cells } = readContent(bytes);
  checkCellCount("The link", cells.length);
  return cells.map(([kind, source], index) => ({
    id: `cell-${index + 1}`,
    kind,
    source,
    outputs: [],
    executionCount: null,
  }));
}

function tooLarge(what: string, sizeBytes: number, maxBytes: number): RangeError {
  return new RangeError(
    `This notebook is too large for a link: expected a ${what} of at most ${formatBytes(maxBytes)}, but it has ${formatBytes(sizeBytes)}. Save it as a file and share that.`,
  );
}

function readContent(bytes: Uint8Array): z.output<typeof linkSchema> {
  let value: unknown;
  try {
    value = JSON.parse(new TextDecoder("utf-8", { fatal: true }).decode(bytes));
  } catch {
    throw new RangeError("The link is damaged. Ask for it again, or for the notebook as a file.");
  }
  const result = z.safeParse(linkSchema, value);
  if (result.success) return result.data;
  throw new RangeError(
    "The link: expected a notebook of this edition of the book. Ask for the notebook as a file.",
  );
}

function toBase64Url(bytes: Uint8Array): string {
  return encodeBase64(bytes).replaceAll("+", "-").replaceAll("/", "_").replace(/=+$/, "");
}

function fromBase64Url(text: string): Uint8Array {
  const isUrlForm = /^[A-Za-z0-9_-]+$/.test(text);
  const bytes = isUrlForm && decodeBase64(text.replaceAll("-", "+").replaceAll("_", "/"));
  if (bytes) return bytes;
  throw new RangeError(
    "The link is damaged: it was cut, or something was added. Copy the whole of it again.",
  );
}
