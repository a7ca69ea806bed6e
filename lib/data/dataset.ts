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

/**
 * Draws, shuffles and splits the points of an Experiment, with the faults that its data may have. The
 * same seed gives the same points.
 */
export function drawPoints({ data, seed }: Pick<Experiment, "data" | "seed">): {
  train: LabelledPoints;
  test: LabelledPoints;
} {
  const random = createRandom(seed, "data");
  const drawn = pointSets[data.name](data.samples, data.noise, random);
  const order = random.permutation(drawn.length);
  const labels = drawn.map(({ label }) => label);
  if (data.labels === "shuffled") {
    for (const [index, other] of random.permutation(drawn.length).entries()) {
      labels[index] = (drawn[other] as (typeof drawn)[number]).label;
    }
  }

  const trainCount = drawn.length - countTestPoints(data);
  const trainRows = order.slice(0, trainCount);
  const testRows = order.slice(trainCount);
  testRows.set(repeatRows(trainRows, Math.round(data.leak * testRows.length)));
  if (data.order === "byLabel") {
    // Stable, so that points of one label stay mixed among themselves.
    trainRows.set(
      Array.from(trainRows).sort((a, b) => (labels[a] as number) - (labels[b] as number)),
    );
  }

  const select = (rows: Uint32Array): LabelledPoints => {
    const points = new Float32Array(2 * rows.length);
    const ofRows = new Float32Array(rows.length);
    for (const [row, index] of rows.entries()) {
      const point = drawn[index] as (typeof drawn)[number];
      points[2 * row] = point.x1;
      points[2 * row + 1] = point.x2;
      ofRows[row] = labels[index] as number;
    }
    return { points, labels: ofRows };
  };
  return { train: select(trainRows), test: select(testRows) };
}

/** `count` rows, from the first on, and again from the first where there are fewer. */
function repeatRows(rows: Uint32Array, count: number): Uint32Array {
  return Uint32Array.from({ length: count }, (_, index) => rows[index % rows.length] as number);
}

/** The points of an Experiment as its network is shown them. */
export function createDataset(
  experiment: Pick<Experiment, "data" | "model" | "compile" | "seed">,
): Dataset {
  const encode = ({ points, labels }: LabelledPoints): Examples => ({
    count: labels.length,
    x: computeFeatures(points, experiment.data),
    y: encodeTargets(labels, experiment),
  });
  const { train, test } = drawPoints(experiment);
  return { train: encode(train), test: encode(test) };
}
