import type { LabelledPoints } from "@/components/widgets/train/decision-boundary";
import { drawPoints } from "@/lib/data/dataset";
import type { PredictExercise } from "@/lib/exercises/kinds/predict";
import type { CurveTask } from "@/lib/exercises/predict/curve";
import { type ExperimentInput, parseExperiment } from "@/lib/experiment/experiment";

/** What the page shows of a curve's task before the sketch: all but the truth. */
export interface CurveView extends Pick<CurveTask, "form" | "x" | "y"> {
  /** The first values, which are not asked for. */
  given: readonly number[];
}

export interface BoundaryView {
  form: "boundary";
  /** Cells in a row. */
  size: number;
  points: LabelledPoints;
}

export type PredictView = CurveView | BoundaryView;

/** Plain data, since it goes from the server's part to the page. */
export function createPredictView({ task }: PredictExercise): PredictView {
  if (task.form === "curve") {
    const { form, x, y, given, truth } = task;
    return { form, x, y, given: truth.slice(0, given) };
  }
  return {
    form: "boundary",
    size: task.truth.length,
    points: drawTrainingPoints(task.experiment),
  };
}

function drawTrainingPoints(input: ExperimentInput): LabelledPoints {
  const { points, labels } = drawPoints(parseExperiment(input)).train;
  return {
    points: Array.from(points, (value) => Number(value.toFixed(2))),
    labels: Array.from(labels),
  };
}
