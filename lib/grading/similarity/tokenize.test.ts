import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { findSimilar } from "./find-similar";
import { lex, mostTokens } from "./lex";
import { parseInTime } from "./parse-in-time";
import { softmaxAnswers } from "./testing/softmax-answers";
import { tokenize } from "./tokenize";

const words = (code: string) => tokenize(code).map(({ word }) => word);

describe("tokenize(code)", () => {
  it("keeps what a program does, and not how it is called", () => {
    expect(words("const area = (r: number): number => Math.PI * r ** 2; // round")).toEqual(
      "let name = ( name ) => Math . PI * name ** 2".split(" "),
    );
    expect(words("xs.map(x => x.weight + 0.5).own('a')")).toEqual(
      "name . map ( name => name . name + number ) . name ( string )".split(" "),
    );
  });

  it("gives the same with and without the parser, where there are no types", () => {
    for (const code of Object.values(softmaxAnswers)) {
      const plain = code.replace(/: number(\[\])?/g, "");
      expect(parseInTime(plain)).toBeDefined();
      // A hash makes it no program, after all of it.
      expect(words(`${plain}\n#`).slice(0, -1)).toEqual(words(plain));
    }
  });

  it("takes any text, and gives tokens that stand in it one after the other", () => {
    const bits = fc.constantFrom(
      "`",
      "'",
      '"',
      "\\",
      "/",
      "/*",
      "*/",
      "//",
      "\n",
      "{",
      "(",
      "<T>(",
      "a",
      "1",
      "#",
      "é",
      "\ud800",
      "${",
      "}",
      "=>",
      "\u2028",
      "😀",
    );
    const text = fc.oneof(
      fc.string({ unit: "binary" }),
      fc.array(bits, { maxLength: 40 }).map((parts) => parts.join("")),
    );
    fc.assert(
      fc.property(text, (code) => {
        for (const tokens of [tokenize(code), lex(code)]) {
          tokens.forEach(({ start, end }, index) => {
            expect(start).toBeGreaterThanOrEqual(tokens[index - 1]?.end ?? 0);
            expect(end).toBeGreaterThan(start);
          });
          expect(tokens.at(-1)?.end ?? 0).toBeLessThanOrEqual(code.length);
        }
      }),
      { numRuns: 300 },
    );
  });

  const million = 1_000_000;
  it.each([
    ["a megabyte of code", "const a = [1, 2].map((x) => x * 2);\n".repeat(million / 35)],
    ["a megabyte in one name", "a".repeat(million)],
    ["a megabyte of one digit", "1".repeat(million)],
    ["a text that is not closed", `"${"\\\\".repeat(million / 2)}\\`],
    ["a template that is not closed", `\`${"${`".repeat(million / 3)}`],
    ["a comment that is not closed", `/*${" *".repeat(million / 2)}`],
    ["slashes in one line", "a / [".repeat(million / 5)],
    ["slashes and brackets", "/[".repeat(million / 2)],
    ["brackets", "(".repeat(million)],
    ["brackets that a parser would follow", "([{".repeat(30_000)],
    ["types that Babel reads in exponential time", "<T>(".repeat(60)],
    ["functions that Babel reads in exponential time", "async<T>(".repeat(60)],
    ["emoji and broken surrogates", "\ud83d\ude00\ud800".repeat(million / 3)],
    ["zeros", "\0".repeat(million)],
  ])("is done with %s", { timeout: 20_000 }, (_, code) => {
    expect(tokenize(code).length).toBeLessThanOrEqual(mostTokens);
    const items = ["a", "b"].map((student) => ({ student, exercise: "x", code }));
    const score = findSimilar(items, { x: "let a;" })[0]?.score ?? 0;
    expect(score >= 0 && score <= 1).toBe(true);
  });
});
