import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { CellSyntaxError, parseCell } from "./parse-cell";
import { transformCell } from "./transform-cell";

const known = { isStandard: () => false, isVariable: () => false, isCaptured: () => false };

function findError(source: string): CellSyntaxError {
  try {
    parseCell(source);
  } catch (error) {
    if (error instanceof CellSyntaxError) return error;
    throw error;
  }
  throw new Error("The source was expected to be wrong.");
}

describe("parseCell(source)", () => {
  it.each([
    ["let x = ;", "Unexpected ;.", 8],
    ["f(1, 2", "The code ends too early: expected ,.", 6],
    ["let x = 1; let x = 2", "Identifier 'x' has already been declared.", 15],
    ["if (x {", "Unexpected {. Expected ) here.", 6],
    ["const a", "Missing initializer in const declaration.", 7],
    ["return 1", "'return' outside of function.", 0],
    ["'abc", "Unterminated string constant.", 0],
    ["<div>hello</div>", "Cells have no JSX.", 12],
    ["@wrap class A {}", "Decorators cannot run in a cell.", 0],
  ])("says what is wrong with %s", (source, message, start) => {
    const error = findError(source);
    expect(error.message).toContain(message);
    expect(error.start).toBe(start);
  });

  it("never ends a message with Babel's place", () => {
    for (const source of ["a b", "let", "`${", "({", "class { }", "for (;;", "0x", "a?.b = 1"]) {
      expect(findError(source).message).not.toMatch(/\(\d+:\d+\)/);
    }
  });
});

const fragment = fc.constantFrom(
  ..."let const var x y = 1 ; ( ) { } [ ] , : => function class if for while of in await async ` ' \" / * + ? . ... ! as any type interface import export from default new this super yield \\u0061 \n // /* */ @ # <".split(
    " ",
  ),
);

describe("transformCell(source)", () => {
  it("fails on anything that is no cell with a CellSyntaxError, and with nothing else", () => {
    const source = fc.oneof(
      fc.string(),
      fc.string({ unit: "binary" }),
      fc.array(fragment, { maxLength: 30 }).map((parts) => parts.join(" ")),
    );
    fc.assert(
      fc.property(source, (text) => {
        try {
          transformCell(text, 1, known);
        } catch (error) {
          expect(error).toBeInstanceOf(CellSyntaxError);
          const { start, end } = error as CellSyntaxError;
          expect(start).toBeGreaterThanOrEqual(0);
          expect(end).toBeLessThanOrEqual(text.length);
        }
      }),
      { numRuns: 3000, seed: 1 },
    );
  });

  it("finds the place that Babel loses after `arguments`", () => {
    for (const [source, start] of [
      ["arguments §", 10],
      ["1;\r\narguments §", 14],
    ] as const) {
      expect(() => transformCell(source, 1, known)).toThrow(expect.objectContaining({ start }));
    }
  });

  it("says so where code is nested too deeply", () => {
    for (const source of [
      "(".repeat(1e5),
      "[".repeat(1e5) + "]".repeat(1e5),
      `1${"+1".repeat(1e5)}`,
    ]) {
      expect(() => transformCell(source, 1, known)).toThrow(CellSyntaxError);
    }
  });
});
