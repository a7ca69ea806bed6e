import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { checkSyntax } from "./check-syntax";

/** The message, and in brackets what it marks. */
function explain(source: string): string {
  const problem = checkSyntax(source);
  if (!problem) return "";
  return `${problem.message} [${source.slice(problem.from, problem.to)}]`;
}

describe("checkSyntax(source)", () => {
  it.each([
    "",
    "await model.fit(xs, ys)",
    "const x: number = 1; x satisfies number",
    'import { plot } from "descent";',
    "interface A { b?: string }",
    "for await (const x of y) {}",
    "let a = 1\nlet b = a ** 2",
  ])("finds nothing wrong with %j", (source) => {
    expect(checkSyntax(source)).toBeNull();
  });

  it.each([
    ["f(1, 2", "The code ends before `(` of line 1 is closed: `)` is missing. [2]"],
    [
      "const a = [1, 2;",
      "Expected a comma or `]` here, since `[` of line 1 is open, but found `;`. [;]",
    ],
    ["foo(a, b]", "`]` comes before `(` of line 1 is closed: `)` is missing. []]"],
    ["f(1))", "`)` closes nothing: there is one too many, or its partner is missing. [)]"],
    ['let s = "abc\n', 'This text has no closing quote: `"` is missing. ["]'],
    [
      "a b",
      "The statement seems to end before `b`: is an operator, a comma or a bracket missing? [b]",
    ],
    [
      "function f() { await g(); }",
      "`await` works at the top level of a cell and in functions marked `async`: write `async` before this function. [await]",
    ],
    ["let class = 1", "`class` is a word of the language and cannot be a name. [class]"],
    ["# a comment", "A comment begins with `//`. [#]"],
    ["def f(x):\n  return x", "A function begins with `function`: `function f(x) { … }`. [f]"],
    ["x === ", "The code ends too early: something is missing at the end. [=]"],
    ["const f = (x) -> x", "The arrow of a function is `=>`. [>]"],
  ])("explains %j", (source, explanation) => {
    expect(explain(source)).toBe(explanation);
  });

  it("says what is declared twice", () => {
    expect(explain("const a = 1;\nconst a = 2;")).toMatch(/^`a` is declared twice .* \[a\]$/);
  });

  const code = fc.array(
    fc.constantFrom(
      ..."( ) [ ] { } , ; : = => . ... + - ` ' \" / // /* */ # @ \\ $ ${ \n 1 0x x let const class".split(
        " ",
      ),
      ..."await async function return import for of in if else try new this <T> as 1e \u2028 é 𝒳".split(
        " ",
      ),
    ),
  );

  it("never throws, and marks something in the source, whatever it is", () => {
    const anything = fc.oneof(
      fc.string({ unit: "binary" }),
      code.map((parts) => parts.join("")),
      code.map((parts) => parts.join(" ")),
    );
    fc.assert(
      fc.property(anything, (source) => {
        const problem = checkSyntax(source);
        if (!problem) return;
        expect(problem.message).toMatch(/^[\s\S]{10,}[.?]$/u);
        expect(problem.from).toBeGreaterThanOrEqual(0);
        expect(problem.to).toBeGreaterThan(problem.from);
        expect(problem.to).toBeLessThanOrEqual(source.length);
      }),
      { numRuns: 3000, seed: 1 },
    );
  });
});
