import { drawPoints, type LabelledPoints } from "../../../data/dataset";
import { ExperimentError } from "../../../experiment/errors";
import { parseExperiment } from "../../../experiment/experiment";
import { expectOptions } from "./text";
import type * as Types from "./types";

/** The points of an Experiment's data set, as plain lists. */
export function createPoints(options?: Types.PointsOptions): Types.Points {
  const {
    dataset = "circle",
    samples = 500,
    noise = 0,
    testFraction = 0.5,
    seed = 1,
  } = expectOptions("createPoints", options);
  const data = { name: dataset, samples, noise, testFraction };
  const { train, test } = drawPoints(check(() => parseExperiment({ data, seed })));
  return {
    xTrain: listRows(train),
    yTrain: [...train.labels],
    xTest: listRows(test),
    yTest: [...test.labels],
  };
}

/** Says the errors of the experiment as those of this function. */
function check<T>(parse: () => T): T {
  try {
    return parse();
  } catch (error) {
    if (!(error instanceof ExperimentError)) throw error;
    const problem = error.problems[0]?.replace(/^data\./, "").replace(/^name:/, "dataset:");
    throw new RangeError(`createPoints: ${problem}`);
  }
}

function listRows({ points, labels }: LabelledPoints): number[][] {
  return Array.from(labels, (_, row) => [points[2 * row] as number, points[2 * row + 1] as number]);
}
