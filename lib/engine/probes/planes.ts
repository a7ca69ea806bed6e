import { createRandom } from "../../data/random";
import type { Network } from "../network";

type Vector = Float32Array | Float64Array;

/** A plane in the space of weights: the points origin + a·first + b·second. */
export interface Plane {
  origin: Vector;
  directions: readonly [first: Vector, second: Vector];
}

/** Coordinates in a plane. */
export interface Coordinates {
  a: number;
  b: number;
}

/** A rectangle of a plane. */
export interface Extent {
  a: readonly [from: number, to: number];
  b: readonly [from: number, to: number];
}

/**
 * A plane of two random directions, standard normal numbers made as long, unit by unit (or layer by
 * layer), as the kernels at the origin: d ← d·‖w‖/‖d‖ for each unit's incoming weights. Else a network
 * of ReLUs with larger weights in one layer and smaller ones in the next would look flatter than the
 * same function otherwise written. Biases stay as they are.
 *
 * A unit whose weights are all 0 keeps them, so around a network of zeros nothing is to be seen. In a
 * small network the two directions are not quite at right angles.
 *
 * Source: Li, Xu, Taylor, Studer and Goldstein, "Visualizing the loss landscape of neural nets" (2018),
 * section 4, and their code.
 */
export function drawPlane(
  network: Network,
  origin: Vector,
  seed: number,
  per: "unit" | "layer" = "unit",
): Plane {
  // Not the stream's own seed: a direction must not be that of the starting weights.
  const random = createRandom(Math.imul(seed + 1, 0x9e3779b1), "weights");
  const drawDirection = () => {
    const direction = new Float64Array(network.weightCount);
    for (const { kernelOffset, biasOffset, units } of network.layers) {
      for (let i = kernelOffset; i < biasOffset; i += 1) direction[i] = random.normal();
      // The weights into unit j are every units-th of the kernel, from the j-th on.
      const [groups, stride] = per === "unit" ? [units, units] : [1, 1];
      for (let group = 0; group < groups; group += 1) {
        const start = kernelOffset + group;
        const factor =
          stridedNorm(origin, start, biasOffset, stride) /
          stridedNorm(direction, start, biasOffset, stride);
        for (let i = start; i < biasOffset; i += stride) {
          direction[i] = (direction[i] as number) * factor;
        }
      }
    }
    return direction;
  };
  return { origin, directions: [drawDirection(), drawDirection()] };
}

function stridedNorm(vector: Vector, start: number, end: number, stride: number): number {
  let sum = 0;
  for (let i = start; i < end; i += stride) sum += (vector[i] as number) ** 2;
  return Math.sqrt(sum);
}

/** The nearest point of a plane whose directions have length 1 and are at right angles. */
export function project({ origin, directions }: Plane, weights: Vector): Coordinates {
  const [first, second] = directions;
  let a = 0;
  let b = 0;
  for (let i = 0; i < weights.length; i += 1) {
    const difference = (weights[i] as number) - (origin[i] as number);
    a += difference * (first[i] as number);
    b += difference * (second[i] as number);
  }
  return { a, b };
}

/** The rectangle around a path, with a margin on each side as a share of its width. */
export function frameCoordinates(coordinates: readonly Coordinates[], margin = 0.2): Extent {
  const span = (values: number[]) => [Math.min(...values), Math.max(...values)] as const;
  const a = span(coordinates.map((place) => place.a));
  const b = span(coordinates.map((place) => place.b));
  const widest = Math.max(a[1] - a[0], b[1] - b[0]) || 1;
  const widen = ([from, to]: readonly [number, number]) => {
    // A straight path has no width of its own one way, and takes that of the other.
    const isFlat = to - from < 1e-6 * widest;
    const room = isFlat ? widest / 2 : margin * (to - from);
    return [from - room, to + room] as const;
  };
  return { a: widen(a), b: widen(b) };
}
