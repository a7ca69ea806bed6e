import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { startTestRuntime } from "../testing-runtime";

/** Programs of statements that each declare `v<n>` from those before them. */
const statement = fc.letrec<{ expression: string; statement: string }>((tie) => ({
  expression: fc.oneof(
    { depthSize: "small", withCrossShrink: true },
    fc.integer({ min: -9, max: 9 }).map((n) => `(${n})`),
    fc.nat(20).map((n) => `v${n}`),
    fc
      .tuple(
        tie("expression"),
        fc.constantFrom("+", "-", "*", "%", "<", "&&", "??", ","),
        tie("expression"),
      )
      .map(([a, operator, b]) =>
        operator === "??" ? `((${a}) ?? (${b}))` : `(${a} ${operator} ${b})`,
      ),
    fc
      .tuple(tie("expression"), tie("expression"))
      .map(([a, b]) => `((v0, v1 = ${a}) => v0 + v1)(${b})`),
    fc.tuple(tie("expression"), tie("expression")).map(([a, b]) => `f(${a}, ${b})`),
    tie("expression").map((a) => `[${a}].map(v1 => v1 * v2)[0]`),
    tie("expression").map((a) => `(typeof ${a} === "number" ? ${a} : 0)`),
    fc.nat(20).map((n) => `({ v${n} }).v${n}`),
  ),
  statement: fc.oneof(
    tie("expression").map((a) => `let $ = ${a}`),
    tie("expression").map((a) => `const $ = ${a}`),
    tie("expression").map((a) => `var $ = ${a};`),
    tie("expression").map((a) => `const { x: $ = ${a} } = {}`),
    tie("expression").map((a) => `let [$ = 1] = [${a}]`),
    tie("expression").map((a) => `let $ = 0\nfor (let i = 0; i < 3; i++) $ += (${a})`),
    tie("expression").map((a) => `let $ = 5\nwhile ($ > 0) { $ -= 1; if (${a}) break }`),
    tie("expression").map((a) => `let $\n{ let v1 = 2; $ = v1 + ${a} }`),
    tie("expression").map(
      (a) => `let $; try { $ = ${a}; throw $ } catch (v0) { $ = v0 } finally { $ += 1 }`,
    ),
    tie("expression").map(
      (a) => `let $ = (function inner(v2) { return v2 > 0 ? inner(v2 - 1) : ${a} })(2)`,
    ),
    tie("expression").map(
      (a) => `class C$ { get(v3 = ${a}) { return v3 } }; const $ = new C$().get()`,
    ),
    fc
      .tuple(fc.nat(20), tie("expression"))
      .map(([n, a]) => `let $ = 1; $ += ${a}; var w = [v${n}, $]; $ = w[0]`),
  ),
}));

const start = "function f(a, b) { return a - b }\nlet v0 = 1, v1 = 2, v2 = 3";

/** The n-th statement declares a name of its own, and refers to none that comes later. */
function number(text: string, index: number): string {
  const own = index + 3;
  return text
    .replaceAll("$", `v${own}`)
    .replace(/v(\d+)/g, (name, digits) => (Number(digits) > own ? "v0" : name));
}

/** The values in one scope, or undefined for a program that fails there, such as by a name used too early. */
function runPlainly(program: string): string | undefined {
  try {
    return new Function(`"use strict"; ${program}`)();
  } catch {
    return undefined;
  }
}

describe("a random program", () => {
  it("gives the same values, cut into cells, as it does in one scope", async () => {
    const parts = fc.array(fc.record({ text: statement.statement, isCut: fc.boolean() }), {
      minLength: 1,
      maxLength: 8,
    });
    await fc.assert(
      fc.asyncProperty(parts, async (drafts) => {
        const statements = drafts.map(({ text }, index) => number(text, index));
        const names = [...Array(drafts.length + 3).keys()].map((n) => `v${n}`);
        const values = `JSON.stringify([${names.join()}].map(String))`;
        const expected = runPlainly([start, ...statements, `return ${values}`].join("\n"));
        fc.pre(expected !== undefined);

        const cells = [start];
        drafts.forEach(({ isCut }, index) => {
          const text = statements[index] ?? "";
          if (isCut) cells.push(text);
          else cells.push(`${cells.pop()}\n${text}`);
        });
        const { run } = startTestRuntime();
        for (const code of cells) expect((await run(code)).error).toBeUndefined();
        const { result } = await run(values);
        expect(result?.slice(1, -1)).toBe(expected);
      }),
      { numRuns: 500, seed: 1 },
    );
  });
});
