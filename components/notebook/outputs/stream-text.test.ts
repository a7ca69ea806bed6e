import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { countNewlines, createExcerpt, splitChunks, stripControls } from "./stream-text";

const count = (length: number) => Array.from({ length }, (_, i) => `${i + 1}\n`).join("");
const parts = fc.array(fc.string({ unit: fc.constantFrom("a", "\n", "😀", "\t", "bc") }), {
  maxLength: 6,
});

describe("createExcerpt(parts)", () => {
  it("is everything where that is short", () => {
    expect(createExcerpt(["a\n", "b"])).toEqual({
      head: "a\nb",
      tail: "",
      lineCount: 2,
      hiddenLines: 0,
    });
    expect(createExcerpt([count(40)]).tail).toBe("");
  });

  it("is the first 30 lines and the last 10 where there are more", () => {
    const { head, tail, lineCount, hiddenLines } = createExcerpt([count(1000)]);
    expect(head).toBe(count(30));
    expect(tail.split("\n")).toEqual([...Array.from({ length: 10 }, (_, i) => `${991 + i}`), ""]);
    expect([lineCount, hiddenLines]).toEqual([1000, 960]);
  });

  it("counts a last line without a newline", () => {
    const { tail, lineCount, hiddenLines } = createExcerpt([count(200), "end"]);
    expect(tail.endsWith("200\nend")).toBe(true);
    expect([lineCount, hiddenLines]).toEqual([201, 161]);
  });

  it("shows the start and the end of one very long line", () => {
    const { head, tail, hiddenLines } = createExcerpt([`<${"x".repeat(1e6)}`, ">"]);
    expect(head.length + tail.length).toBe(10_000);
    expect([head[0], tail.at(-1), hiddenLines]).toEqual(["<", ">", 0]);
  });

  it("reads only the ends of a million lines", () => {
    const text = count(1e6);
    const start = performance.now();
    for (let i = 0; i < 100; i += 1) createExcerpt([text, "x\n"], [1e6, 1]);
    // 100 times within the time of a few frames; to read it all takes as long once.
    expect(performance.now() - start).toBeLessThan(100);
  });

  it("is a start and an end of the text, with the lines between them counted", () => {
    fc.assert(
      fc.property(parts, fc.nat(400), (pieces, repeats) => {
        const long = [...pieces, "z\n".repeat(repeats), ...pieces];
        const text = long.join("");
        const { head, tail, lineCount, hiddenLines } = createExcerpt(long);
        expect(text.startsWith(head)).toBe(true);
        expect(text.endsWith(tail)).toBe(true);
        const lines = text.split("\n").length - (text === "" || text.endsWith("\n") ? 1 : 0);
        expect(lineCount).toBe(lines);
        if (tail !== "") {
          const between = text.slice(head.length, text.length - tail.length);
          expect(countNewlines(between)).toBe(hiddenLines);
        }
      }),
    );
  });
});

describe("splitChunks(parts, maxCount)", () => {
  it("loses nothing, and breaks long lines only between characters", () => {
    fc.assert(
      fc.property(parts, fc.nat(20_000), (pieces, repeats) => {
        const long = [...pieces, "😀x".repeat(repeats), ...pieces];
        const { chunks, hasMore } = splitChunks(long, 100);
        expect(hasMore).toBe(false);
        expect(chunks.map(({ text }) => text).join("")).toBe(long.join(""));
        for (const { text } of chunks) {
          expect(text.length).toBeLessThanOrEqual(16_001);
          expect(text.isWellFormed()).toBe(true);
        }
      }),
      { numRuns: 50 },
    );
  });

  it("says that there is more, and keeps its pieces when text is added", () => {
    const first = splitChunks([count(5000)], 3);
    expect(first.hasMore).toBe(true);
    expect(first.chunks.map(({ lineCount }) => lineCount)).toEqual([400, 400, 400]);
    expect(splitChunks([count(9000)], 3).chunks).toEqual(first.chunks);
  });
});

describe("stripControls(text)", () => {
  it("takes away what only a terminal understands", () => {
    expect(stripControls("\u001b[1;32mgreen\u001b[0m")).toBe("green");
    expect(stripControls("\u001b]0;title\u0007a\u001b]8;;https://e.org\u001b\\b")).toBe("ab");
    expect(stripControls("a\r\nb\tc\u0000\u0008\u009b")).toBe("a\nb\tc");
    expect(stripControls("cut \u001b[3")).toBe("cut ");
  });
});
