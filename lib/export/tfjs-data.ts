import type { DataName, Experiment } from "../experiment/experiment";
import { printNumber } from "./print";

/** `uniform(-reach, reach)` to be added to a name, or the name alone without noise. */
function printMoved(name: string, reach: number): string {
  if (reach === 0) return name;
  return `${name} + uniform(-${printNumber(reach)}, ${printNumber(reach)})`;
}

const labelNoise = "  // The noise moves the place where the label is read, not the point.\n";

const printers: Record<DataName, (noise: number) => string> = {
  circle: (noise) => `// A disc, label 1, inside a ring, label -1.
function drawPoint(index) {
  const isInner = index % 2 === 0;
  const r = isInner ? uniform(0, 2.5) : uniform(3.5, 5);
  const angle = uniform(0, 2 * Math.PI);
  const x1 = r * Math.sin(angle);
  const x2 = r * Math.cos(angle);
${
  noise === 0
    ? "  return { x1, x2, label: isInner ? 1 : -1 };"
    : `${labelNoise}  const noisy1 = ${printMoved("x1", 5 * noise)};
  const noisy2 = ${printMoved("x2", 5 * noise)};
  return { x1, x2, label: Math.hypot(noisy1, noisy2) < 2.5 ? 1 : -1 };`
}
}`,

  xor: (noise) => `// A square in four quarters; those that touch at a corner share a label.
function drawPoint() {
  const x1 = drawCoordinate();
  const x2 = drawCoordinate();
${
  noise === 0
    ? "  return { x1, x2, label: x1 * x2 >= 0 ? 1 : -1 };"
    : `${labelNoise}  const noisy1 = ${printMoved("x1", 5 * noise)};
  const noisy2 = ${printMoved("x2", 5 * noise)};
  return { x1, x2, label: noisy1 * noisy2 >= 0 ? 1 : -1 };`
}
}

// A narrow gap along the axes keeps the quarters apart.
function drawCoordinate() {
  const value = uniform(-5, 5);
  return value > 0 ? value + 0.3 : value - 0.3;
}`,

  gauss: (noise) => `// Two round clouds: label 1 around (2, 2), label -1 around (-2, -2).
function drawPoint(index) {
  const label = index % 2 === 0 ? 1 : -1;
  const spread = Math.sqrt(${printNumber(0.5 + 7 * noise)});
  const x1 = 2 * label + spread * drawNormal();
  const x2 = 2 * label + spread * drawNormal();
  return { x1, x2, label };
}

// Box and Muller's way from uniform to normal numbers.
function drawNormal() {
  const r = Math.sqrt(-2 * Math.log(1 - Math.random()));
  return r * Math.cos(uniform(0, 2 * Math.PI));
}`,

  spiral: (noise) => `// Two arms that wind around each other, labels 1 and -1.
function drawPoint(index, count) {
  const arm = index % 2;
  const share = (index - arm) / count; // 0 at the centre, towards 1 at the end
  const r = 5 * share;
  const angle = 1.75 * 2 * Math.PI * share + arm * Math.PI;
  const x1 = ${printMoved("r * Math.sin(angle)", noise)};
  const x2 = ${printMoved("r * Math.cos(angle)", noise)};
  return { x1, x2, label: arm === 0 ? 1 : -1 };
}`,

  plane: (noise) => `// A slope: the label grows along both axes.
function drawPoint() {
  const x1 = uniform(-6, 6);
  const x2 = uniform(-6, 6);
${
  noise === 0
    ? "  return { x1, x2, label: (x1 + x2) / 10 };"
    : `${labelNoise}  const noisy1 = ${printMoved("x1", 6 * noise)};
  const noisy2 = ${printMoved("x2", 6 * noise)};
  return { x1, x2, label: (noisy1 + noisy2) / 10 };`
}
}`,

  "multi-gauss": (noise) => {
    const [at1, at2] = noise === 0 ? ["x1", "x2"] : ["noisy1", "noisy2"];
    const noisy =
      noise === 0
        ? ""
        : `${labelNoise}  const noisy1 = ${printMoved("x1", 6 * noise)};
  const noisy2 = ${printMoved("x2", 6 * noise)};
`;
    return `// Six cones of radius 2, three upwards and three downwards.
const cones = [
  { c1: -4, c2: 2.5, sign: 1 },
  { c1: 0, c2: 2.5, sign: -1 },
  { c1: 4, c2: 2.5, sign: 1 },
  { c1: -4, c2: -2.5, sign: -1 },
  { c1: 0, c2: -2.5, sign: 1 },
  { c1: 4, c2: -2.5, sign: -1 },
];

// The label is the height of the strongest cone at the point.
function drawPoint() {
  const x1 = uniform(-6, 6);
  const x2 = uniform(-6, 6);
${noisy}  let label = 0;
  for (const { c1, c2, sign } of cones) {
    const height = Math.max(0, 1 - Math.hypot(${at1} - c1, ${at2} - c2) / 2);
    if (height > Math.abs(label)) label = sign * height;
  }
  return { x1, x2, label };
}`;
  },
};

/** `drawPoint(index, count)` of the data set in JavaScript. It calls `uniform(min, max)`. */
export function printDrawPoint({ name, noise }: Experiment["data"]): string {
  return printers[name](noise);
}
