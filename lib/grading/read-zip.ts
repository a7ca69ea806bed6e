import type { Readable } from "node:stream";
import { type Entry, fromBufferPromise, validateFileName, type ZipFile } from "yauzl";
import { formatBytes } from "../notebook/limits";

export interface ZipLimits {
  maxEntries: number;
  /** Of all entries together, as the archive claims. */
  maxTotalBytes: number;
  /** Of the entry that is read, whatever the archive claims. */
  maxFileBytes: number;
}

/** Why an archive is refused, in a sentence for the instructor. */
export class ZipError extends Error {
  override name = "ZipError";
}

/**
 * The bytes of one file in an archive: at its root or in a folder that holds all, as when somebody has unpacked it and
 * packed it again. Nothing else in it is unpacked, and nothing is written.
 *
 * Rejects with a ZipError if the archive is damaged, is not what its own directory says, could harm whoever unpacks
 * it, or has not exactly one such file.
 */
export async function readFileInZip(
  archive: Buffer,
  fileName: string,
  limits: ZipLimits,
): Promise<Buffer> {
  const zip = await open(archive);
  try {
    const entries = await listEntries(zip, limits);
    const named = entries.filter(({ name }) => name.replace(/^[^/]+\//, "") === fileName);
    const [first, second] = named;
    if (!first) throw new ZipError(`There is no ${fileName} in it.`);
    if (second) throw new ZipError(`There are several ${fileName} in it.`);
    return await readEntry(zip, first, limits.maxFileBytes);
  } finally {
    zip.close();
  }
}

interface NamedEntry {
  name: string;
  entry: Entry;
}

async function open(archive: Buffer): Promise<ZipFile> {
  try {
    // Names stay bytes, so that one that is no path does not hide the others.
    return await fromBufferPromise(archive, { decodeStrings: false, validateEntrySizes: true });
  } catch {
    throw new ZipError("It is no zip archive, or not all of one.");
  }
}

async function listEntries(zip: ZipFile, limits: ZipLimits): Promise<NamedEntry[]> {
  if (zip.entryCount > limits.maxEntries) {
    throw new ZipError(`It has ${zip.entryCount} entries; at most ${limits.maxEntries} are read.`);
  }
  const entries: NamedEntry[] = [];
  let totalBytes = 0;
  try {
    for await (const entry of zip.eachEntry()) {
      entries.push({ name: decodeName(entry), entry });
      totalBytes += entry.uncompressedSize;
    }
  } catch (error) {
    if (error instanceof ZipError) throw error;
    throw new ZipError("The directory of the archive is damaged.");
  }
  for (const { name, entry } of entries) checkEntry(name, entry);
  if (new Set(entries.map(({ name }) => name)).size < entries.length) {
    throw new ZipError("It has two entries of the same name.");
  }
  if (haveOverlap(entries)) {
    throw new ZipError("Entries of it share the same bytes, as in a zip bomb.");
  }
  if (totalBytes > limits.maxTotalBytes) {
    throw new ZipError(
      `It unpacks to ${formatBytes(totalBytes)}; at most ${formatBytes(limits.maxTotalBytes)} are read.`,
    );
  }
  return entries;
}

/** UTF-8, of which ASCII is a part; names in older code pages come out with other letters, which does not matter. */
function decodeName({ fileName }: Entry): string {
  const bytes = fileName as unknown as Buffer;
  return bytes.toString("utf8");
}

function checkEntry(name: string, entry: Entry) {
  const shown = JSON.stringify(name.slice(0, 100));
  if (name.includes("\0") || validateFileName(name.replaceAll("\\", "/")) !== null) {
    throw new ZipError(`Its entry ${shown} would be unpacked outside of its folder.`);
  }
  if (entry.isEncrypted()) throw new ZipError(`Its entry ${shown} is encrypted.`);
  const fileType = (entry.externalFileAttributes >>> 16) & 0o170000;
  if (fileType === 0o120000) throw new ZipError(`Its entry ${shown} is a symbolic link.`);
}

function haveOverlap(entries: readonly NamedEntry[]): boolean {
  const ranges = entries
    .map(({ entry }) => entry)
    .sort((a, b) => a.relativeOffsetOfLocalHeader - b.relativeOffsetOfLocalHeader);
  return ranges.some((range, index) => {
    const end = range.relativeOffsetOfLocalHeader + range.compressedSize;
    const next = ranges[index + 1];
    return next !== undefined && end > next.relativeOffsetOfLocalHeader;
  });
}

async function readEntry(zip: ZipFile, { entry }: NamedEntry, maxBytes: number): Promise<Buffer> {
  const parts: Buffer[] = [];
  let sizeBytes = 0;
  try {
    const stream: Readable = await zip.openReadStreamPromise(entry);
    for await (const part of stream) {
      sizeBytes += part.length;
      if (sizeBytes > maxBytes) break;
      parts.push(part);
    }
  } catch {
    throw new ZipError("What it holds is damaged, or longer than the archive claims.");
  }
  if (sizeBytes > maxBytes) {
    throw new ZipError(`What it holds unpacks to more than ${formatBytes(maxBytes)}.`);
  }
  return Buffer.concat(parts);
}
