import * as z from "zod/mini";
import type { ExperimentInput } from "../../experiment/experiment";
import type { Verdict } from "../exercise";
import { checkFeatures, type Feature, findLacking } from "./feature";
import { countCells, type Grid } from "./grid";

/** Where in the plane a network says +1, to be painted before it is seen. */
export interface BoundaryTask {
  form: "boundary";
  /** Its training points are shown; trained, it gives the truth. */
  experiment: ExperimentInput;
  /** Held by a test to what `recordBoundary` finds. */
  truth: Grid;
  features: readonly Feature<Grid>[];
  /** From 0 to 1; all features and this score make a sketch right. */
  enough: number;
}

/** Throws a RangeError for a task that no sketch could solve. */
export function checkBoundaryTask(id: string, { truth, features }: BoundaryTask): void {
  const name = `predictExercise ${id}`;
  const isSquare = truth.every((row) => row.length === truth.length && /^[+-]+$/.test(row));
  const positive = countCells(truth, "+");
  if (!isSquare || positive === 0 || positive === truth.length ** 2) {
    throw new RangeError(`${name}: expected a square of + and -, with some of both.`);
  }
  checkFeatures(name, features, truth);
}

/** Rows of + and −, from the top; a sketch of this size. */
export const gridSchema = z
  .array(z.string().check(z.regex(/^[+-]{1,64}$/)))
  .check(z.minLength(1), z.maxLength(64));

export function judgeBoundary(task: BoundaryTask, sketch: Grid, explanation: string): Verdict {
  const { truth, features, enough } = task;
  if (!truth.every((row, index) => sketch[index]?.length === row.length)) {
    return {
      isCorrect: false,
      isBlank: true,
      reply: "This sketch belongs to another edition of the book. Paint it again.",
    };
  }
  if (countCells(sketch, "+") === 0) {
    return {
      isCorrect: false,
      isBlank: true,
      reply: "Nothing is painted yet. Paint the part of the plane that you expect to be blue.",
    };
  }
  const score = scoreBoundary(truth, sketch);
  const lacking = findLacking(features, sketch);
  if (lacking) return { isCorrect: false, reply: lacking.reply, score };
  if (score >= enough) return { isCorrect: true, reply: explanation, score };
  const reply = "The shape is right, but it lies elsewhere. The crosses mark where the two differ.";
  return { isCorrect: false, reply, score };
}

/** The share of cells that agree, the mean of those that are + and those that are − in truth. */
export function scoreBoundary(truth: Grid, sketch: Grid): number {
  const shares = (["+", "-"] as const).map((sign) => {
    let agreeing = 0;
    for (const [row, text] of truth.entries()) {
      for (let column = 0; column < text.length; column += 1) {
        if (text[column] === sign && sketch[row]?.[column] === sign) agreeing += 1;
      }
    }
    return agreeing / countCells(truth, sign);
  }) as [number, number];
  return (shares[0] + shares[1]) / 2;
}
