import { mkdirSync, mkdtempSync, renameSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { hashEdition } from "./edition.mjs";

let folder: string;
const write = (name: string, text: string) => writeFileSync(path.join(folder, name), text);

beforeEach(() => {
  folder = mkdtempSync(path.join(tmpdir(), "edition-"));
  mkdirSync(path.join(folder, "chapter"));
  write("book.json", "[]");
  write("chapter/text.mdx", "# Title");
});
afterEach(() => {
  rmSync(folder, { recursive: true });
});

describe("hashEdition(folder)", () => {
  it("changes with a text, a name and a new file, and with nothing else", () => {
    const first = hashEdition(folder);
    expect(first).toMatch(/^[0-9a-f]{16}$/);
    write("chapter/text.test.ts", "it()");
    expect(hashEdition(folder)).toBe(first);

    write("chapter/text.mdx", "# Another");
    const second = hashEdition(folder);
    renameSync(path.join(folder, "book.json"), path.join(folder, "books.json"));
    const third = hashEdition(folder);
    write("chapter/more.mdx", "");
    expect(new Set([first, second, third, hashEdition(folder)]).size).toBe(4);
  });
});
