import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { TextEdits } from "./text-edits";

describe("TextEdits", () => {
  it("nests what is put around ranges as the ranges do, in whatever order it comes", () => {
    const edits = new TextEdits("a b c");
    edits.wrap({ start: 2, end: 3 }, "<", ">");
    edits.wrap({ start: 0, end: 5 }, "[", "]");
    edits.wrap({ start: 0, end: 3 }, "(", ")");
    expect(edits.apply().text).toBe("[(a <b>) c]");
  });

  it("puts what comes first outside, around the same range", () => {
    const edits = new TextEdits("x");
    edits.wrap({ start: 0, end: 1 }, "[", "]");
    edits.wrap({ start: 0, end: 1 }, "(", ")");
    expect(edits.apply().text).toBe("[(x)]");
  });

  it("closes one range before it opens the next", () => {
    const edits = new TextEdits("ab");
    edits.wrap({ start: 1, end: 2 }, "<", ">");
    edits.wrap({ start: 0, end: 1 }, "(", ")");
    expect(edits.apply().text).toBe("(a)<b>");
  });

  it("blanks a range and keeps its lines", () => {
    const edits = new TextEdits("let a: {\n  b: 1\n} = c");
    edits.blank(5, 18);
    expect(edits.apply().text).toBe("let a   \n      \n  = c");
  });

  it("leads each kept character back to where it was", () => {
    const part = fc.record({
      text: fc.string({ unit: fc.constantFrom("a", "b", "\n", " "), minLength: 1, maxLength: 5 }),
      change: fc.constantFrom("keep", "blank", "wrap", "insert"),
    });
    fc.assert(
      fc.property(fc.array(part), (parts) => {
        const source = parts.map(({ text }) => text).join("");
        const edits = new TextEdits(source);
        const kept: { at: number; character: string }[] = [];
        let start = 0;
        for (const { text, change } of parts) {
          const end = start + text.length;
          if (change === "blank") edits.blank(start, end);
          if (change === "wrap") edits.wrap({ start, end }, "<<", ">");
          if (change === "insert") edits.insert(start, "###");
          if (change !== "blank") {
            for (let at = start; at < end; at += 1)
              kept.push({ at, character: text[at - start] ?? "" });
          }
          start = end;
        }
        const edited = edits.apply();
        expect(edited.text.split("\n").length).toBe(source.split("\n").length);
        const back = [...edited.text].map((character, at) => ({
          character,
          at: edited.findSource(at),
        }));
        for (const { at, character } of kept) {
          expect(back).toContainEqual({ at, character });
        }
        for (const { at } of back) expect(at).toBeLessThanOrEqual(source.length);
      }),
    );
  });
});
