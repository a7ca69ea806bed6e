/**
 * A loss of two weights, ½(λ₁w₁² + λ₂w₂²): a valley along w₁, to walk down on.
 *
 * λ₂ = 4 is fixed and λ₁ = 4/κ, so that the largest stable learning rate is always 2/λ₂ = 0.5 and
 * κ = 20 is 0.1w₁² + 2w₂².
 */

export type Pair = readonly [number, number];

export interface Valley {
  /** κ = λ₂/λ₁, 1 for a round bowl. */
  conditionNumber: number;
  /** [λ₁, λ₂], along the valley and across it. */
  curvatures: Pair;
}

export interface ValleyPoint {
  x: Pair;
  loss: number;
  gradient: Pair;
}

/** The valley with condition number κ. */
export function valley(conditionNumber: number): Valley {
  return { conditionNumber, curvatures: [4 / conditionNumber, 4] };
}

/** Loss and gradient at x. */
export function valleyPointAt({ curvatures: [l1, l2] }: Valley, x: Pair): ValleyPoint {
  const [x1, x2] = x;
  return { x, loss: 0.5 * (l1 * x1 * x1 + l2 * x2 * x2), gradient: [l1 * x1, l2 * x2] };
}

/** The path of gradient descent; it ends early after the first loss that is not finite. */
export function descendValley(
  shape: Valley,
  start: Pair,
  learningRate: number,
  steps: number,
): ValleyPoint[] {
  let point = valleyPointAt(shape, start);
  const path = [point];
  for (let k = 0; k < steps && Number.isFinite(point.loss); k++) {
    const [x1, x2] = point.x;
    const [g1, g2] = point.gradient;
    point = valleyPointAt(shape, [x1 - learningRate * g1, x2 - learningRate * g2]);
    path.push(point);
  }
  return path;
}

/**
 * What each step does to the two coordinates: [1 − αλ₁, 1 − αλ₂]. Below 0 the coordinate changes
 * sides, beyond ±1 it grows.
 */
export function factors({ curvatures: [l1, l2] }: Valley, learningRate: number): Pair {
  return [1 - learningRate * l1, 1 - learningRate * l2];
}

/** The α that makes the slower of the two directions as fast as possible: 2/(λ₁ + λ₂). */
export function bestLearningRate({ curvatures: [l1, l2] }: Valley) {
  return 2 / (l1 + l2);
}

/** From this α on the path no longer converges: 2/λ₂. */
export function largestLearningRate({ curvatures: [, l2] }: Valley) {
  return 2 / l2;
}

/** The share of the error that is left per step at the best α: (κ − 1)/(κ + 1). */
export function bestRate({ conditionNumber }: Valley) {
  return (conditionNumber - 1) / (conditionNumber + 1);
}

/**
 * Steps until the loss is at most `share` of what it was at the start; Infinity if it never is.
 *
 * The loss after k steps is ½(λ₁w₁²q₁ᵏ + λ₂w₂²q₂ᵏ) with q the squared factors. Where both shrink
 * it falls monotonically, so the step is found by bisection rather than by walking.
 */
export function stepsToShare(shape: Valley, start: Pair, learningRate: number, share = 0.01) {
  const [l1, l2] = shape.curvatures;
  const [r1, r2] = factors(shape, learningRate);
  const [a, b] = [l1 * start[0] ** 2, l2 * start[1] ** 2];
  const goal = share * (a + b);
  const isReached = (k: number) => a * r1 ** (2 * k) + b * r2 ** (2 * k) <= goal;
  if (isReached(0)) return 0;
  const slowest = Math.max(a > 0 ? Math.abs(r1) : 0, b > 0 ? Math.abs(r2) : 0);
  if (slowest >= 1) return Number.POSITIVE_INFINITY;
  let low = 0;
  let high = 1;
  while (!isReached(high)) high *= 2;
  while (high - low > 1) {
    const middle = Math.floor((low + high) / 2);
    if (isReached(middle)) high = middle;
    else low = middle;
  }
  return high;
}

/** The angle in degrees between −∇E and the way to the minimum; 0 at the minimum itself. */
export function angleToMinimum({ x, gradient }: ValleyPoint) {
  const size = Math.hypot(...x) * Math.hypot(...gradient);
  if (size === 0) return 0;
  const cosine = (x[0] * gradient[0] + x[1] * gradient[1]) / size;
  return (Math.acos(Math.min(1, Math.max(-1, cosine))) * 180) / Math.PI;
}
