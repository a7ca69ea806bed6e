import { formatShort } from "@/lib/format";

/** Losses of one weight, to walk down on: what the figure "The slope" draws. */

export type CurveName = "quadratic" | "double-well" | "plateau" | "cliff";

export interface Curve {
  name: CurveName;
  /** As the reader chooses it. */
  title: string;
  /** Its loss, as text. */
  formula: string;
  /** What is particular about it, in one sentence. */
  character: string;
  value: (w: number) => number;
  derivative: (w: number) => number;
  /** The range of w that a picture shows. */
  domain: readonly [number, number];
  /** The largest loss that a picture shows; the smallest is 0. */
  maxLoss: number;
  /** Where a start makes sense: inside the domain, with room for an arrow. */
  starts: readonly [number, number];
  /** A start and a learning rate at which the curve shows its character. */
  suggestion: { start: number; learningRate: number };
}

/**
 * ½·λ·w², the parabola with curvature λ. Gradient descent multiplies w by 1 − αλ, so it converges
 * for 0 < αλ < 2 and bounces for 1 < αλ < 2. λ = 2 gives w².
 */
export function quadratic(curvature = 2): Curve {
  return {
    name: "quadratic",
    title: "Quadratic",
    formula: curvature === 2 ? "w²" : `${formatShort(curvature / 2)}w²`,
    character: "One minimum, and a slope that shrinks steadily on the way there.",
    value: (w) => 0.5 * curvature * w * w,
    derivative: (w) => curvature * w,
    domain: [-15, 15],
    maxLoss: 70 * curvature,
    starts: [-10, 10],
    suggestion: { start: 8, learningRate: 0.1 },
  };
}

const doubleWell: Curve = {
  name: "double-well",
  title: "Double well",
  formula: "(w² − 1)²/4",
  character: "Two minima with a hump between them: the start and α decide which one you reach.",
  value: (w) => (w * w - 1) ** 2 / 4,
  derivative: (w) => w * (w * w - 1),
  domain: [-2.5, 2.5],
  maxLoss: 1.2,
  starts: [-1.7, 1.7],
  suggestion: { start: 1.6, learningRate: 0.1 },
};

const plateau: Curve = {
  name: "plateau",
  title: "Plateau",
  formula: "w²/(1 + w²)",
  character: "A narrow well in a wide plain, where the slope says almost nothing.",
  value: (w) => (w * w) / (1 + w * w),
  derivative: (w) => (2 * w) / (1 + w * w) ** 2,
  domain: [-7.5, 7.5],
  maxLoss: 1.25,
  starts: [-6, 6],
  suggestion: { start: 4, learningRate: 0.5 },
};

const cliffShape = { edge: -1.5, height: 3, steepness: 10, bowl: 0.5 };

/** ¼w² and a wall of height 3 at w = −1.5, that is 3·σ(−10(w + 1.5)). */
const cliff: Curve = {
  name: "cliff",
  title: "Cliff",
  formula: "w²/4 + 3σ(−10(w + 1.5))",
  character: "A gentle bowl with a wall: on its face the slope is many times steeper.",
  value: (w) => 0.5 * cliffShape.bowl * w * w + cliffShape.height * wall(w),
  derivative: (w) =>
    cliffShape.bowl * w - cliffShape.height * cliffShape.steepness * wall(w) * (1 - wall(w)),
  domain: [-5, 9],
  maxLoss: 13,
  starts: [-4, 7],
  suggestion: { start: -3, learningRate: 1 },
};

/** The curves a reader can choose from. Unlike networks', their losses have only one weight. */
export const curves: Readonly<Record<CurveName, Curve>> = {
  quadratic: quadratic(),
  "double-well": doubleWell,
  plateau,
  cliff,
};

/**
 * Points of the curve across its domain, `[w, loss]`, for drawing it: evenly spaced, but half of
 * them on the cliff's face, which an even spacing would draw with corners.
 */
export function sampleCurve(curve: Curve, count = 110): [number, number][] {
  const [low, high] = curve.domain;
  const even = (from: number, to: number, n: number) =>
    Array.from({ length: n }, (_, k) => from + ((to - from) * k) / (n - 1));
  const half = Math.floor(count / 2);
  const ws =
    curve.name === "cliff"
      ? [
          ...even(low, high, count - half),
          ...even(cliffShape.edge - 0.7, cliffShape.edge + 0.7, half),
        ]
      : even(low, high, count);
  return ws.sort((a, b) => a - b).map((w) => [w, curve.value(w)]);
}

/** Whether w stands on the steep face of the cliff. */
export function isOnCliff(curve: Curve, w: number) {
  return (
    curve.name === "cliff" && Math.abs(w - cliffShape.edge) < 0.6 && cliff.derivative(w) < -1.5
  );
}

function wall(w: number) {
  return 1 / (1 + Math.exp(cliffShape.steepness * (w - cliffShape.edge)));
}
