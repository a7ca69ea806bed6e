import { countTestPoints, type Experiment } from "../experiment/experiment";
import { computeFeatures } from "./features";
import { pointSets } from "./point-sets";
import { createRandom } from "./random";

/** Examples that are used together, one row each. */
export interface Examples {
  count: number;
  /** Positions in the plane, shape `[count, 2]`. */
  points: Float32Array;
  /** What the network sees, shape `[count, features]`. */
  x: Float32Array;
  /** Labels, shape `[count, 1]`. */
  y: Float32Array;
}

export interface Dataset {
  train: Examples;
  test: Examples;
}

/** Draws, shuffles and splits the data of an Experiment. The same seed gives the same points. */
export function createDataset({ data, seed }: Pick<Experiment, "data" | "seed">): Dataset {
  const random = createRandom(seed, "data");
  const drawn = pointSets[data.name](data.samples, data.noise, random);
  const order = random.permutation(drawn.length);
  const testCount = countTestPoints(data);

  const select = (indices: Uint32Array): Examples => {
    const points = new Float32Array(2 * indices.length);
    const y = new Float32Array(indices.length);
    for (const [row, index] of indices.entries()) {
      const point = drawn[index] as (typeof drawn)[number];
      points.set([point.x1, point.x2], 2 * row);
      y[row] = point.label;
    }
    return { count: indices.length, points, x: computeFeatures(points, data.features), y };
  };

  const trainCount = drawn.length - testCount;
  return { train: select(order.subarray(0, trainCount)), test: select(order.subarray(trainCount)) };
}
