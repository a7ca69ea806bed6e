import type { Row } from "../../row";
import { openCell, openPlainCode } from "../contestants/cell";
import { compare } from "../measure";

/** Programs as readers write them, some tens of milliseconds long as plain code. The last line is the result. */
const programs = {
  "cell-sum": {
    work: "a sum over 1e8 at the top level",
    code: `let sum = 0;
for (let i = 0; i < 1e8; i += 1) sum += i;
sum`,
  },
  "cell-sum-in-function": {
    work: "the same in a function",
    code: `function add(n) {
  let sum = 0;
  for (let i = 0; i < n; i += 1) sum += i;
  return sum;
}
add(1e8)`,
  },
  "cell-nested": {
    work: "nested loops over an array of 2000 × 2000, ten times, at the top level",
    code: `const size = 2000;
const grid = new Float64Array(size * size);
let total = 0;
for (let time = 0; time < 10; time += 1) {
  for (let row = 0; row < size; row += 1) {
    for (let column = 0; column < size; column += 1) {
      grid[row * size + column] += row ^ column;
      total += grid[row * size + column];
    }
  }
}
total`,
  },
  "cell-product": {
    work: "the product of two matrices of 300 × 300, rows as arrays, in a function",
    code: `function multiply(a, b) {
  const product = a.map(() => new Array(b[0].length).fill(0));
  for (let i = 0; i < a.length; i++)
    for (let j = 0; j < b[0].length; j++)
      for (let k = 0; k < b.length; k++) product[i][j] += a[i][k] * b[k][j];
  return product;
}
const a = Array.from({ length: 300 }, (_, i) => Array.from({ length: 300 }, (_, j) => i - j));
multiply(a, a)[7][9]`,
  },
  "cell-short-loops": {
    work: "1e7 loops of three iterations in a loop, in a function",
    code: `function count(n) {
  let total = 0;
  for (let i = 0; i < n; i++) for (let k = 0; k < 3; k++) total += i ^ k;
  return total;
}
count(1e7)`,
  },
  "cell-called-often": {
    work: "a short loop in a function that is called 3e6 times",
    code: `function dot(a, b) {
  let sum = 0;
  for (let i = 0; i < a.length; i++) sum += a[i] * b[i];
  return sum;
}
const weights = [1, 2, 3];
let total = 0;
for (let i = 0; i < 3e6; i++) total += dot(weights, weights);
total`,
  },
  "cell-values": {
    work: "for…of over 1e6 numbers, twenty times, at the top level",
    code: `const values = Array.from({ length: 1e6 }, (_, i) => i % 7);
let total = 0;
for (let time = 0; time < 20; time++) for (const value of values) total += value;
total`,
  },
  "cell-shared-names": {
    work: "3e7 calls of a function that reads and sets names of the notebook",
    code: `let calls = 0;
const slope = 3;
const line = (x) => { calls += 1; return slope * x + 1 };
let total = 0;
for (let i = 0; i < 3e7; i++) total += line(i);
total + calls`,
  },
  "cell-descent": {
    work: "gradient descent by hand, 1e7 steps of a function that sets two names",
    code: `let w = 0, b = 0;
const rate = 1e-6;
function step(x, y) {
  const error = w * x + b - y;
  w -= rate * error * x;
  b -= rate * error;
}
for (let i = 0; i < 1e7; i++) step(i % 10, 2 * (i % 10) + 1);
w + b`,
  },
};

/** What the kernel's changes to a cell's code cost. */
export const cellRows: Row[] = Object.entries(programs).map(([name, { work, code }]) => ({
  name,
  work: `${work}, in a cell`,
  peer: "the same code as it is",
  atMost: 2,
  run: () => compare(openCell(code), openPlainCode(code), { sampleMs: 1, warmUpMs: 0 }),
}));
