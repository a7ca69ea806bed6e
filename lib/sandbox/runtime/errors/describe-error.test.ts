import { describe, expect, it } from "vitest";
import { CellTexts } from "../cell-texts";
import { describeError } from "./describe-error";

const known = { isStandard: () => true, isVariable: () => false };

/** An error as a browser gives it, in cells of which the second is running. */
function describeIn(cells: string[], error: Record<string, unknown>, at = 0) {
  const texts = new CellTexts();
  for (const [index, source] of cells.entries()) texts.compile(`cell-${index + 1}`, source, known);
  return describeError(error, {
    texts,
    sites: [],
    statement: { cell: cells.length, offset: at },
    explain: () => undefined,
    listNames: () => [],
    readName: () => undefined,
  });
}

const functionCell = "function inner(o) {\n  const w = 1;\n  return w + o.nope.length\n}";

describe("describeError(thrown, options)", () => {
  it("marks what SpiderMonkey means, where its column is that of the statement", () => {
    const { places } = describeIn([functionCell, "inner({})"], {
      name: "TypeError",
      message: 'can\'t access property "length", o.nope is undefined',
      stack: "inner@descent-cell-1.js:3:3\n@descent-cell-2.js:1:200\n",
    });
    expect(places[0]).toMatchObject({ cellId: "cell-1", line: 3, column: 13, endColumn: 26 });
  });

  it("finds the place in JavaScriptCore by the function's name and the message", () => {
    const { places } = describeIn([functionCell, "1;\ninner({})"], {
      name: "TypeError",
      message: "undefined is not an object (evaluating 'o.nope.length')",
      stack: "inner@\n@\nmap@[native code]\n@",
      line: 3,
      column: 20,
    });
    expect(places).toMatchObject([{ cellId: "cell-1", line: 3, column: 13, endColumn: 26 }]);
  });

  it("finds names that JavaScriptCore could not, by their text", () => {
    const { places } = describeIn([functionCell, "1;\nconst a = missing + 1"], {
      name: "ReferenceError",
      message: "missing is not defined",
      stack: "get@\n@\n@",
      line: 1,
      column: 5,
    });
    expect(places).toMatchObject([{ cellId: "cell-2", line: 2, column: 10, endColumn: 17 }]);
  });

  it("falls back on the statement that was running", () => {
    const { places } = describeIn(
      ["1;\n  library.call(\n2)"],
      {
        name: "Error",
        message: "deep inside",
        stack: "assert@\nd@https://site/tfjs.js:1:5000",
        line: 1,
        column: 5000,
      },
      5,
    );
    expect(places).toMatchObject([{ cellId: "cell-1", line: 2, column: 2, endColumn: 15 }]);
  });

  it("names each line of a recursion once", () => {
    const frame = "    at f (descent-cell-1.js:1:200)\n";
    const { places } = describeIn(["const f = () => f();\nf()"], {
      name: "RangeError",
      message: "Maximum call stack size exceeded",
      stack: frame.repeat(50),
    });
    expect(places.length).toBe(1);
  });

  it("passes over the head of a function, where V8 finds the stack full", () => {
    const texts = new CellTexts();
    const source = "const f = (n) => 1 + f(n)";
    const { code } = texts.compile("cell-1", source, known).transformed;
    const head = code.indexOf("(n)") + 1;
    const call = code.indexOf("n.f)") + 1;
    const { places } = describeIn([source], {
      name: "RangeError",
      message: "Maximum call stack size exceeded",
      stack: `at f (descent-cell-1.js:1:${head})\nat f (descent-cell-1.js:1:${call})`,
    });
    expect(places).toMatchObject([{ column: 21, endColumn: 25 }]);
  });
});
