import fc from "fast-check";
import { deflateSync } from "fflate";
import { describe, expect, it } from "vitest";
import { anyCells, anyJunk } from "./arbitrary";
import type { Cell } from "./cell";
import { isNotebookLink, parseLink, toLink } from "./link";

const page = "https://descent.example/book/notebook/";

const cell = (source: string): Cell => ({
  id: "a",
  kind: "code",
  source,
  outputs: [],
  executionCount: null,
});

const hashOf = (url: string) => new URL(url).hash;
const pack = (bytes: Uint8Array) =>
  `#notebook=${Buffer.from(deflateSync(bytes, { level: 9 })).toString("base64url")}`;
const packJson = (value: unknown) => pack(new TextEncoder().encode(JSON.stringify(value)));

describe("toLink(cells, baseUrl)", () => {
  it("carries kinds and sources, in order, and no outputs", () => {
    fc.assert(
      fc.property(anyCells, (cells) => {
        const { url, sizeBytes } = toLink(cells, page);
        expect(sizeBytes).toBe(new TextEncoder().encode(url).length);
        expect(parseLink(hashOf(url))).toEqual(
          cells.map(({ kind, source }, index) => ({
            id: `cell-${index + 1}`,
            kind,
            source,
            outputs: [],
            executionCount: null,
          })),
        );
      }),
      { numRuns: 200 },
    );
  });

  it("needs no escapes, and takes the place of another fragment", () => {
    const { url } = toLink([cell("1 + 1")], `${page}?a=1#old`);
    expect(url).toMatch(/^https:\/\/descent\.example\/book\/notebook\/\?a=1#notebook=[\w-]+$/);
  });

  it("is refused above 32 KiB, in favour of a file", () => {
    // Random digits: at least 3.3 bits each, so 100 000 of them are more than 40 kB.
    const digits = Array.from(fc.sample(fc.nat(9), { numRuns: 100_000, seed: 1 })).join("");
    expect(() => toLink([cell(digits)], page)).toThrow(RangeError);
    expect(() => toLink([cell(digits)], page)).toThrow(/link of at most 32 kB.*Save it as a file/);
  });

  it("is refused where it would unpack to more than a link may", () => {
    expect(() => toLink([cell("a".repeat(1_100_000))], page)).toThrow(/text of at most 1 MB/);
  });
});

describe("isNotebookLink(hash)", () => {
  it("tells a notebook from a heading and from a figure's settings", () => {
    expect(
      ["#notebook=x", "notebook=x", "#notebook", "#descends:fit.epochs=2", ""].map(isNotebookLink),
    ).toEqual([true, true, false, false, false]);
  });
});

describe("parseLink(hash)", () => {
  const link = hashOf(toLink([cell("const x = 1;\n".repeat(20)), cell("x")], page).url);

  it.each([
    ["another fragment", "#top", /begins with "#notebook="/],
    ["nothing", "#notebook=", /cut/],
    ["a point after it", `${link}.`, /cut, or something was added/],
    ["escapes", link.replace("=", "=%20"), /cut, or something was added/],
    ["half of it", link.slice(0, link.length / 2), /damaged/],
    ["another edition", packJson({ version: 2, cells: [] }), /edition/],
    ["cells of another kind", packJson({ version: 1, cells: [["sql", ""]] }), /edition/],
    ["what is no UTF-8", pack(Uint8Array.from([0xff, 0xff])), /damaged/],
    [
      "too many cells",
      packJson({ version: 1, cells: Array(1001).fill(["code", ""]) }),
      /1000 cells/,
    ],
    ["a long one", `#notebook=${"A".repeat(40_000)}`, /at most 32 kB/],
  ])("refuses %s", (_, hash, sentence) => {
    expect(() => parseLink(hash)).toThrow(RangeError);
    expect(() => parseLink(hash)).toThrow(sentence);
  });

  it("stops unpacking at 1 MB", () => {
    // 24 MB of spaces in 24 kB.
    const bomb = pack(new Uint8Array(24_000_000).fill(0x20));
    expect(bomb.length).toBeLessThan(32 * 1024);
    expect(() => parseLink(bomb)).toThrow(/unpacks to more/);
  });

  it("does not follow deep nesting", () => {
    expect(() => parseLink(pack(new Uint8Array(1_000_000).fill(0x5b)))).toThrow(RangeError);
  });

  // To make one takes longer than to break and to read it.
  const links = fc.constantFrom(
    ...fc
      .sample(anyCells, { numRuns: 500, seed: 4 })
      .map((cells) => hashOf(toLink(cells, page).url)),
  );

  it("gives cells or a sentence where a link is cut or changed", () => {
    const base64url = fc.constantFrom(
      ..."ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz-_.%=",
    );
    const mutated = fc
      .tuple(links, fc.nat(), fc.nat(6), fc.array(base64url, { maxLength: 6 }))
      .map(([text, start, length, inserted]) => {
        const from = start % text.length;
        return text.slice(0, from) + inserted.join("") + text.slice(from + length);
      });
    fc.assert(fc.property(mutated, expectCellsOrSentence), { numRuns: 2500, seed: 1 });
  });

  it("gives cells or a sentence for any bytes, and any JSON, in a link", () => {
    const any = fc.oneof(
      fc
        .uint8Array({ maxLength: 300 })
        .map((bytes) => `#notebook=${Buffer.from(bytes).toString("base64url")}`),
      fc.uint8Array({ maxLength: 300 }).map(pack),
      fc.json().map((text) => pack(new TextEncoder().encode(text))),
      anyJunk.map((cells) => packJson({ version: 1, cells })),
      fc.string(),
    );
    fc.assert(fc.property(any, expectCellsOrSentence), { numRuns: 2500, seed: 2 });
  });
});

function expectCellsOrSentence(hash: string) {
  let cells: Cell[];
  try {
    cells = parseLink(hash);
  } catch (error) {
    expect(error).toBeInstanceOf(RangeError);
    expect((error as RangeError).message).toMatch(/^The link[ :].*\.$/s);
    return;
  }
  expect(parseLink(hashOf(toLink(cells, page).url))).toEqual(cells);
}
