import { countTestPoints, type Experiment } from "../experiment/experiment";
import { computeFeatures } from "./features";
import { pointSets } from "./point-sets";
import { createRandom } from "./random";
import { encodeTargets } from "./targets";

/** Examples that are used together, one row each. */
export interface Examples {
  count: number;
  /** What the network sees, shape `[count, inputs]`. */
  x: Float32Array;
  /** What it should say, shape `[count, targets]`. */
  y: Float32Array;
}

export interface Dataset {
  train: Examples;
  test: Examples;
}

/** Points of the plane with their labels: −1 and +1, or real numbers. */
export interface LabelledPoints {
  /** Shape `[count, 2]`. */
  points: Float32Array;
  labels: Float32Array;
}

/** Draws, shuffles and splits the points of an Experiment. The same seed gives the same points. */
export function drawPoints({ data, seed }: Pick<Experiment, "data" | "seed">): {
  train: LabelledPoints;
  test: LabelledPoints;
} {
  const random = createRandom(seed, "data");
  const drawn = pointSets[data.name](data.samples, data.noise, random);
  const order = random.permutation(drawn.length);

  const select = (indices: Uint32Array): LabelledPoints => {
    const points = new Float32Array(2 * indices.length);
    const labels = new Float32Array(indices.length);
    for (const [row, index] of indices.entries()) {
      const point = drawn[index] as (typeof drawn)[number];
      points[2 * row] = point.x1;
      points[2 * row + 1] = point.x2;
      labels[row] = point.label;
    }
    return { points, labels };
  };

  const trainCount = drawn.length - countTestPoints(data);
  return { train: select(order.subarray(0, trainCount)), test: select(order.subarray(trainCount)) };
}

/** The points of an Experiment as its network is shown them. */
export function createDataset(
  experiment: Pick<Experiment, "data" | "model" | "compile" | "seed">,
): Dataset {
  const encode = ({ points, labels }: LabelledPoints): Examples => ({
    count: labels.length,
    x: computeFeatures(points, experiment.data.features),
    y: encodeTargets(labels, experiment),
  });
  const { train, test } = drawPoints(experiment);
  return { train: encode(train), test: encode(test) };
}
