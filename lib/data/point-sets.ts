import type { DataName } from "../experiment/experiment";
import type { Random } from "./random";

/** A point of the plane [−6, 6]² with its label: ±1, or a real number for regression. */
export interface LabelledPoint {
  x1: number;
  x2: number;
  label: number;
}

/**
 * `count` points. `noise` is ν in [0, 0.5]; in most sets it moves the position from which the label
 * is read, and not the point that the network sees.
 */
type DrawPoints = (count: number, noise: number, random: Random) => LabelledPoint[];

const radius = 5;

const drawCircle: DrawPoints = (count, noise, random) =>
  drawHalves(count, (isInner) => {
    const r = isInner ? random.uniform(0, radius / 2) : random.uniform(0.7 * radius, radius);
    const angle = random.uniform(0, 2 * Math.PI);
    const x1 = r * Math.sin(angle);
    const x2 = r * Math.cos(angle);
    const [noisy1, noisy2] = moveBy(radius * noise, x1, x2, random);
    return { x1, x2, label: Math.hypot(noisy1, noisy2) < radius / 2 ? 1 : -1 };
  });

const drawXor: DrawPoints = (count, noise, random) => {
  const gap = 0.3;
  const coordinate = () => {
    const value = random.uniform(-radius, radius);
    return value + (value > 0 ? gap : -gap);
  };
  return drawEach(count, () => {
    const x1 = coordinate();
    const x2 = coordinate();
    const [noisy1, noisy2] = moveBy(radius * noise, x1, x2, random);
    return { x1, x2, label: noisy1 * noisy2 >= 0 ? 1 : -1 };
  });
};

const drawGauss: DrawPoints = (count, noise, random) => {
  const stddev = Math.sqrt(0.5 + 7 * noise);
  return drawHalves(count, (isPositive) => {
    const centre = isPositive ? 2 : -2;
    return {
      x1: centre + stddev * random.normal(),
      x2: centre + stddev * random.normal(),
      label: isPositive ? 1 : -1,
    };
  });
};

const drawSpiral: DrawPoints = (count, noise, random) => {
  const turns = 1.75;
  return drawHalves(count, (isPositive, index, half) => {
    const r = (radius * index) / half;
    const angle = (turns * 2 * Math.PI * index) / half + (isPositive ? 0 : Math.PI);
    const [x1, x2] = moveBy(noise, r * Math.sin(angle), r * Math.cos(angle), random);
    return { x1, x2, label: isPositive ? 1 : -1 };
  });
};

const halfWidth = 6;

const drawPlane: DrawPoints = (count, noise, random) =>
  drawEach(count, () => {
    const x1 = random.uniform(-halfWidth, halfWidth);
    const x2 = random.uniform(-halfWidth, halfWidth);
    const [noisy1, noisy2] = moveBy(halfWidth * noise, x1, x2, random);
    return { x1, x2, label: (noisy1 + noisy2) / 10 };
  });

const cones = [
  { x1: -4, x2: 2.5, sign: 1 },
  { x1: 0, x2: 2.5, sign: -1 },
  { x1: 4, x2: 2.5, sign: 1 },
  { x1: -4, x2: -2.5, sign: -1 },
  { x1: 0, x2: -2.5, sign: 1 },
  { x1: 4, x2: -2.5, sign: -1 },
];

const drawMultiGauss: DrawPoints = (count, noise, random) =>
  drawEach(count, () => {
    const x1 = random.uniform(-halfWidth, halfWidth);
    const x2 = random.uniform(-halfWidth, halfWidth);
    const [noisy1, noisy2] = moveBy(halfWidth * noise, x1, x2, random);
    let label = 0;
    for (const cone of cones) {
      const height = Math.max(0, 1 - Math.hypot(noisy1 - cone.x1, noisy2 - cone.x2) / 2);
      if (height > Math.abs(label)) label = cone.sign * height;
    }
    return { x1, x2, label };
  });

/** The sets of TensorFlow Playground (tensorflow/playground at 02469bd, `src/dataset.ts`). */
export const pointSets: Record<DataName, DrawPoints> = {
  circle: drawCircle,
  xor: drawXor,
  gauss: drawGauss,
  spiral: drawSpiral,
  plane: drawPlane,
  "multi-gauss": drawMultiGauss,
};

function drawEach(count: number, draw: () => LabelledPoint): LabelledPoint[] {
  return Array.from({ length: count }, draw);
}

/** First the points meant for the one class, then as many (or one more) for the other. */
function drawHalves(
  count: number,
  draw: (isFirst: boolean, index: number, half: number) => LabelledPoint,
): LabelledPoint[] {
  const first = Math.floor(count / 2);
  return Array.from({ length: count }, (_, index) =>
    index < first ? draw(true, index, first) : draw(false, index - first, count - first),
  );
}

function moveBy(reach: number, x1: number, x2: number, random: Random): [number, number] {
  return [x1 + reach * random.uniform(-1, 1), x2 + reach * random.uniform(-1, 1)];
}
