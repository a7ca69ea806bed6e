import { createRandom, type Random } from "../../data/random";
import {
  addMultiple,
  dot,
  norm,
  normalize,
  removePart,
  squaredDistance,
  subtract,
} from "../vectors";
import { chooseEvenly, countAffordable, probeBudget } from "./budget";
import { type Coordinates, type Plane, project } from "./planes";

type Vector = Float32Array | Float64Array;

/** A path through the space of weights, and the plane that shows most of it. */
export interface TrajectoryPlane {
  /** Through the last point; directions of length 1, at right angles, so that a and b are distances. */
  plane: Plane;
  /** Where each point of the path lies, seen from above the plane. */
  coordinates: Coordinates[];
  /** Which share of the squared distances from the last point each direction shows. */
  explained: [first: number, second: number];
}

/** Points of a path that are looked at to find its plane. */
const mostPoints = 64;

const mostTurns = 1000;

/** Distances below this share of a path's length are rounding errors. */
const flatness = 1e-6;

/**
 * The plane through the last point of a path that lies nearest to all of it. Its directions are the
 * first two right singular vectors of the matrix M whose rows are the differences from the last point.
 * The path begins on the side of positive a and b. Of a long path, or of a large network, evenly chosen
 * points span the plane, the first among them; all are shown in it. Where the path is straight or
 * stands still, any directions at right angles serve.
 *
 * Source: Li et al. (2018), section 7. They centre M, as principal components are; here the plane that
 * is nearest is the one that is drawn, which goes through the last point.
 *
 * Throws a RangeError if the path has no points.
 */
export function fitTrajectoryPlane(
  trajectory: readonly Vector[],
  budget = probeBudget,
): TrajectoryPlane {
  const origin = trajectory.at(-1);
  if (!origin) {
    throw new RangeError("fitTrajectoryPlane: expected at least one point, but got none.");
  }
  const affordable = Math.floor(Math.sqrt(countAffordable(origin.length, budget)));
  const chosen = chooseEvenly(trajectory.length, Math.min(mostPoints, Math.max(3, affordable)));
  const rows = rescale(
    Array.from(chosen, (place) => subtract(trajectory[place] as Vector, origin)),
  );
  const size = sumOfSquares(rows);
  const random = createRandom(0, "weights");

  const first = findDirection(rows, size, random) ?? findDirectionBeside(origin.length);
  const rest = rows.map((row) => removePart(row, first));
  const second = findDirection(rest, size, random) ?? findDirectionBeside(origin.length, first);

  const plane: Plane = { origin, directions: [first, second] };
  const coordinates = trajectory.map((point) => project(plane, point));
  const total = trajectory.reduce((sum, point) => sum + squaredDistance(point, origin), 0);
  const share = (read: (place: Coordinates) => number) =>
    total === 0 ? 0 : coordinates.reduce((sum, place) => sum + read(place) ** 2, 0) / total;
  return { plane, coordinates, explained: [share(({ a }) => a), share(({ b }) => b)] };
}

/** Divides by the largest number, since the squares of a very short path would underflow. */
function rescale(rows: Float64Array[]): Float64Array[] {
  const largest = rows.reduce(
    (most, row) => row.reduce((a, b) => Math.max(a, Math.abs(b)), most),
    0,
  );
  return largest === 0 ? rows : rows.map((row) => row.map((value) => value / largest));
}

/**
 * The first right singular vector of the matrix with these rows: Mᵀu, made 1 long, with u the first
 * eigenvector of the small matrix MMᵀ, by power iteration. Undefined
 * where their squares sum to as good as 0 beside `size`.
 */
function findDirection(
  rows: readonly Float64Array[],
  size: number,
  random: Random,
): Float64Array | undefined {
  if (!(sumOfSquares(rows) > flatness ** 2 * size)) return undefined;
  const gram = rows.map((row) => Float64Array.from(rows, (other) => dot(row, other)));
  // A start by a rule, or that of another direction, may lie at right angles to what is sought.
  let u: Float64Array = Float64Array.from(rows, () => random.normal());
  for (let turn = 0; turn < mostTurns; turn += 1) {
    const next = normalize(Float64Array.from(gram, (row) => dot(row, u)));
    const change = norm(subtract(next, u));
    u = next;
    if (change < 1e-12) break;
  }
  const direction = new Float64Array((rows[0] as Float64Array).length);
  for (const [place, row] of rows.entries()) addMultiple(direction, u[place] as number, row);
  const side = dot(direction, rows[0] as Float64Array) < 0 ? -1 : 1;
  return normalize(direction).map((value) => side * value);
}

/** A direction at right angles to another: what is left of the axis that lies least along it. */
function findDirectionBeside(
  length: number,
  other: Float64Array = new Float64Array(length),
): Float64Array {
  const sizes = other.map(Math.abs);
  const direction = new Float64Array(length);
  direction[sizes.indexOf(sizes.reduce((a, b) => Math.min(a, b)))] = 1;
  return normalize(removePart(direction, other));
}

function sumOfSquares(rows: readonly Float64Array[]): number {
  return rows.reduce((sum, row) => sum + dot(row, row), 0);
}
