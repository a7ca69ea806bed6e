import * as z from "zod/mini";
import type { ExerciseBase, ExerciseText } from "../exercise";
import {
  type BoundaryTask,
  checkBoundaryTask,
  gridSchema,
  judgeBoundary,
} from "../predict/boundary";
import {
  type CurveSketch,
  type CurveTask,
  checkCurveTask,
  curveSketchSchema,
  judgeCurve,
} from "../predict/curve";
import type { Grid } from "../predict/grid";

/** What a sketch is of each form. */
interface Sketches {
  curve: CurveSketch;
  boundary: Grid;
}

type Task = CurveTask | BoundaryTask;

interface WordsOf<Form extends keyof Sketches> {
  /** Said after a good prediction. */
  explanation: string;
  /** Sketches of what some expect, each with words of its reply. */
  wrong: readonly { sketch: Sketches[Form]; says: string }[];
}

export type PredictDefinition = ExerciseText &
  (({ task: CurveTask } & WordsOf<"curve">) | ({ task: BoundaryTask } & WordsOf<"boundary">));

/** What was sketched last, and what before the truth was seen for the first time. */
export type PredictAnswer =
  | { form: "curve"; sketch: CurveSketch; first: CurveSketch | null }
  | { form: "boundary"; sketch: Grid; first: Grid | null };

export interface PredictExercise extends ExerciseBase<"predict", PredictAnswer> {
  task: Task;
}

/**
 * An exercise in which the reader sketches what will happen, and then sees it against the truth. The verdict
 * is on the last sketch; the first one is kept beside it.
 *
 * Throws a RangeError for a truth that its own features would call wrong.
 */
export function predictExercise(definition: PredictDefinition): PredictExercise {
  const { task, explanation, wrong, ...text } = definition;
  const { id } = text;
  if (task.form === "curve") checkCurveTask(id, task);
  else checkBoundaryTask(id, task);
  const answerWith = (sketch: CurveSketch | Grid) =>
    ({ form: task.form, sketch, first: null }) as PredictAnswer;
  return {
    ...text,
    kind: "predict",
    task,
    answerSchema: createSchema(task),
    async judge(answer) {
      if (task.form === "curve" && answer.form === "curve") {
        return judgeCurve(task, answer.sketch, explanation);
      }
      if (task.form === "boundary" && answer.form === "boundary") {
        return judgeBoundary(task, answer.sketch, explanation);
      }
      return {
        isCorrect: false,
        isBlank: true,
        reply: "This sketch belongs to another edition of the book. Draw it again.",
      };
    },
    prove: () => ({
      starter: answerWith(createBlank(task)),
      solutions: [answerWith(task.truth)],
      wrong: wrong.map(({ sketch, says }) => ({ answer: answerWith(sketch), says })),
    }),
  };
}

/** What stands there before the reader has drawn anything. */
export function createBlank(task: CurveTask): CurveSketch;
export function createBlank(task: BoundaryTask): Grid;
export function createBlank(task: Task): CurveSketch | Grid;
export function createBlank(task: Task): CurveSketch | Grid {
  return task.form === "curve"
    ? task.truth.map(() => null)
    : task.truth.map((row) => "-".repeat(row.length));
}

function createSchema({ form }: Task): z.ZodMiniType<PredictAnswer> {
  const sketch = form === "curve" ? curveSketchSchema : gridSchema;
  return z.object({
    form: z.literal(form),
    sketch,
    first: z.nullable(sketch),
  }) as unknown as z.ZodMiniType<PredictAnswer>;
}
