import { createCssVariablesTheme, createHighlighterCore } from "shiki/core";
import { createJavaScriptRegexEngine } from "shiki/engine/javascript";
import typescript from "shiki/langs/typescript.mjs";
import { describe, expect, it } from "vitest";
import { findCodeSpans } from "./highlight-code";

/** By the theme's names for colours. */
const kindOf: Record<string, string> = {
  comment: "comment",
  constant: "constant",
  function: "function",
  keyword: "keyword",
  punctuation: "punctuation",
  string: "string",
  "string-expression": "string",
};

const highlighter = await createHighlighterCore({
  themes: [createCssVariablesTheme({ name: "book", variablePrefix: "--shiki-" })],
  langs: [typescript],
  engine: createJavaScriptRegexEngine(),
});

/** The kind of each character as the static page has it; of white space none. */
function readStatic(code: string): string[] {
  const kinds = new Array<string>(code.length).fill("");
  const lines = highlighter.codeToTokensBase(code, {
    lang: "typescript",
    theme: "book",
    // On a busy machine the first line may take longer than Shiki's limit.
    tokenizeTimeLimit: 0,
  });
  for (const { content, offset, color } of lines.flat()) {
    const kind = kindOf[/token-([\w-]+)\)/.exec(color ?? "")?.[1] ?? ""] ?? "";
    kinds.fill(kind, offset, offset + content.length);
  }
  return kinds.map((kind, at) => (/\s/.test(code[at] ?? "") ? "" : kind));
}

function readEditor(code: string): string[] {
  const kinds = new Array<string>(code.length).fill("");
  for (const { from, to, kind } of findCodeSpans(code)) kinds.fill(kind, from, to);
  return kinds.map((kind, at) => (/\s/.test(code[at] ?? "") ? "" : kind));
}

/** The code with each character that differs in brackets, so that a failure shows where. */
function showDifferences(code: string): string[] {
  const expected = readStatic(code);
  const actual = readEditor(code);
  return code.split("\n").flatMap((line, index, lines) => {
    const start = lines.slice(0, index).join("\n").length + (index > 0 ? 1 : 0);
    const parts = [...line].map((character, column) => {
      const at = start + column;
      if (expected[at] === actual[at]) return character;
      return `[${character}: ${actual[at]} for ${expected[at]}]`;
    });
    const text = parts.join("");
    return text === line ? [] : [text];
  });
}

const program = `import * as tf from "@tensorflow/tfjs";
import { plot, table as show } from "descent";
// A comment, and /* another
const model = tf.sequential({ layers: [tf.layers.dense({ units: 4, activation: "tanh" })] });
let x: number = 0, LIMIT = 1e-3;
let w = [0, 0];
for (let step = 0; step < 10; step += 1) { x -= 0.1 * f(x); }
for (const row of rows) total += row.x;
for (const [i, loss] of losses.entries()) { if (i % 2 === 0) continue; else break; }
async function train(data: Float32Array, rate = 0.1): Promise<void> {
  await model.fit(xs, ys, {
    epochs: 5,
    callbacks: { onEpochEnd: (epoch, logs) => console.log(\`loss \${logs.loss} of \${Math.PI}\`) },
  });
  return new Map<string, number>();
}
function square(x) {
  return x ** 2;
}
class Point extends Base {
  x = 1;
  static count = 0;
  constructor(x: number) { super(); this.x = x; }
  get y() { return this.x ?? null; }
  norm() { return Math.sqrt(this.x * this.x); }
}
const f = (x: number) => x ** 2 + Math.sin(x);
const gradient = tf.grad((w) => w.square().mean());
console.log(true, undefined, typeof x, 'a', x > 1 ? -1 : +1, [1, ...xs]);
interface Options { rate: number; name?: string }
type F = (x: number) => number;
const { a, b } = obj;
Math.PI * LIMIT;
tf.tidy(() => f(x));
obj.method(a).other;
foo!.bar;
x++;
const losses: number[] = [];
losses.push(loss.dataSync()[0]);
const xs = tf.tensor2d([[0, 0], [0, 1]]), ys = tf.tensor1d([0, 1]);
model.compile({ optimizer: tf.train.adam(0.01), loss: "meanSquaredError", metrics: ["accuracy"] });
const history = await model.fit(xs, ys, { epochs: 20, batchSize: 8 });
plot({ loss: history.history.loss }, { title: "Loss", logarithmic: true });
if (!done && x >= 1 || y !== 2) throw new Error("no");
while (true) { await sleep(10); }
try { risky(); } catch (error) { console.error(error.message); } finally { end(); }
const values = Array.from({ length: 10 }, (_, i) => i / 10);
const total = values.reduce((sum, value) => sum + value, 0);
xs.print();
w = w.map((value, i) => value - learningRate * g[i]);
display(model?.layers);
do { x = x / 2 } while (x > 1);
switch (kind) { case "a": break; default: x = 1 }
let name: string | null = null;
const table = new Float32Array(8);
const point = { x, y: 1, move(by) { return by; }, "quoted": 2 };
delete point.x;
x = y as number;
const twice = function (x) { return 2 * x; };
model?.fit(xs);
const net = model?.layers[0]?.name;
tf.train.momentum(0.1, 0.9).minimize(() => tf.losses.meanSquaredError(ys, f(xs)), true);
const [first, ...rest] = values;
const { loss: { final = 0 } } = result;
for (const key in point) show(key);
this.points.push({ x: 1 });
if (a instanceof Point && "x" in a) void 0;
async () => { await Promise.all([train(a), train(b)]); };
const matrix = [[1, 2], [3, 4]] as const;
let f32: Float32Array | undefined;
x ??= 2; y ||= 3; z **= 2; i--; ~x; !x; x >> 2; x & 1;
for (;;) { break; }
const hex = 0xff, tiny = .5e-3, million = 1_000_000;
const wide = \`a \${b.c(1)} d \${e ? "f" : 2}\`;
const regex = /ab/;
export const shown = 1;
/** Documentation. */
if (!x) { /* nothing */ }
throw new RangeError("no");
values.map(Math.sqrt).filter(Boolean).forEach((value) => console.log(value));
globalThis.x = 1; console.table([{ a: 1 }]);
setTimeout(() => {}, 100); parseFloat("1"); isNaN(x); JSON.stringify(x); Object.keys(x);
model.layers[0].getWeights()[0].print();
const predict = async (points: number[][]) => (model.predict(tf.tensor2d(points)) as tf.Tensor).array();
function mean<T extends number>(values: T[]): number { return 0; }
`;

describe("findCodeSpans(code)", () => {
  it("colours a program as Shiki does on the static page, character by character", () => {
    expect(showDifferences(program)).toEqual([]);
  });
});
