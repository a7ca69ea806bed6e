import type { Curve } from "./curves";

/** One place on the way: the weight, and what the algorithm knows there. */
export interface Point {
  w: number;
  loss: number;
  slope: number;
}

/** The loss and the slope at w. */
export function pointAt(curve: Curve, w: number): Point {
  return { w, loss: curve.value(w), slope: curve.derivative(w) };
}

/** Where one step lands: `w − α · slope`. */
export function step(point: Point, learningRate: number) {
  return point.w - learningRate * point.slope;
}

/**
 * The path of gradient descent, w ← w − α · dE/dw: the start and up to `steps` landings.
 *
 * It ends early after the first point whose loss is no longer finite, so that a diverging path
 * tells when it left the numbers.
 */
export function descend(curve: Curve, start: number, learningRate: number, steps: number): Point[] {
  let point = pointAt(curve, start);
  const path = [point];
  for (let k = 0; k < steps && Number.isFinite(point.loss); k++) {
    point = pointAt(curve, step(point, learningRate));
    path.push(point);
  }
  return path;
}
