import { gzipSync } from "fflate";
import { describe, expect, it } from "vitest";
import type { Cell } from "./cell";
import { toHtmlFile } from "./html-file";
import { toIpynb } from "./ipynb";
import { openNotebookFile } from "./open-file";

const cells: Cell[] = [
  { id: "a", kind: "code", source: "1 + 1 // é", outputs: [], executionCount: 1 },
  { id: "b", kind: "markdown", source: "# Text", outputs: [], executionCount: null },
];
const ipynb = toIpynb(cells, { title: "T" });
const utf8 = new TextEncoder().encode(ipynb);

const open = (content: BlobPart, name: string) => openNotebookFile(new File([content], name));

describe("openNotebookFile(file)", () => {
  it("opens notebooks, also compressed, whatever the case of their names", async () => {
    expect(await open(ipynb, "a.ipynb")).toEqual(cells);
    expect(await open(ipynb, "A.IPYNB")).toEqual(cells);
    expect(await open(gzipSync(utf8).slice(), "a.ipynb.gz")).toEqual(cells);
    expect(await open(gzipSync(utf8).slice(), "a.ipynb")).toEqual(cells);
  });

  it("opens the HTML files that the book saves", async () => {
    const html = toHtmlFile(cells, { title: "T", renderOutput: () => "" });
    expect(await open(html, "a.html")).toEqual(cells);
  });

  it("opens code and Markdown as one cell", async () => {
    expect(await open("1 + 1", "a.ts")).toMatchObject([{ kind: "code", source: "1 + 1" }]);
    expect(await open("1 + 1", "a.js")).toMatchObject([{ kind: "code", source: "1 + 1" }]);
    expect(await open("# A", "a.md")).toMatchObject([{ kind: "markdown", source: "# A" }]);
    expect(await open("", "a.md")).toMatchObject([{ source: "" }]);
  });

  it("reads past a byte order mark, and UTF-16 where the mark says so", async () => {
    expect(await open(`\ufeff${ipynb}`, "a.ipynb")).toEqual(cells);
    const littleEndian = Buffer.from(`\ufeff${ipynb}`, "utf16le");
    expect(await open(littleEndian, "a.ipynb")).toEqual(cells);
    expect(await open(Buffer.from(littleEndian).swap16(), "a.ipynb")).toEqual(cells);
  });

  it.each([
    ["a.docx", "x", /^"a\.docx": expected a file that ends in \.ipynb/],
    ["ipynb", "x", /ends in \.ipynb/],
    ["a.constructor", "x", /ends in \.ipynb/],
    ["a.ipynb", "", /^"a\.ipynb": expected JSON/],
    ["a.html", "<p>Hello", /^"a\.html": expected an HTML file that the book has saved/],
    ["a.ts", Uint8Array.from([0x61, 0xe9, 0x20]), /^"a\.ts": expected text in UTF-8/],
    ["a.ipynb", gzipSync(utf8).slice(0, 40), /^"a\.ipynb": .*damaged/],
    ["a.md", gzipSync(new Uint8Array(22_000_000)).slice(), /^"a\.md": expected at most 20 MB/],
  ])("refuses %s in a sentence that names it", async (name, content, sentence) => {
    await expect(open(content, name)).rejects.toThrow(RangeError);
    await expect(open(content, name)).rejects.toThrow(sentence);
  });

  it("does not even read a file over 20 MB", async () => {
    const file = { name: "a.ipynb", size: 21 * 1024 * 1024, arrayBuffer: () => Promise.reject() };
    await expect(openNotebookFile(file)).rejects.toThrow(
      '"a.ipynb": expected at most 20 MB, but got 21 MB.',
    );
  });

  it("says so where a file cannot be read", async () => {
    const file = {
      name: "a.ipynb",
      size: 1,
      arrayBuffer: () => Promise.reject(new DOMException("", "NotReadableError")),
    };
    await expect(openNotebookFile(file)).rejects.toThrow(/^"a\.ipynb" cannot be read/);
  });
});
