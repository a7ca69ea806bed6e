// @ts-check
import { createHash } from "node:crypto";
import { readdirSync, readFileSync } from "node:fs";
import path from "node:path";

/**
 * The edition of the book: 16 hexadecimal digits that change with anything in `content/` but its tests. A site is
 * built with it, a submission carries it, and who grades compares it with their own.
 *
 * @param {string} folder
 */
export function hashEdition(folder = "content") {
  const hash = createHash("sha256");
  const names = readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile() && !/\.test\.tsx?$/.test(entry.name))
    .map((entry) => path.relative(folder, path.join(entry.parentPath, entry.name)))
    .map((name) => name.split(path.sep).join("/"))
    .sort();
  for (const name of names) {
    hash
      .update(`${name}\0`)
      .update(readFileSync(path.join(folder, name)))
      .update("\0");
  }
  return hash.digest("hex").slice(0, 16);
}
