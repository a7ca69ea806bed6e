"use client";

import { BoundaryAnswer } from "./predict/boundary-answer";
import { CurveAnswer } from "./predict/curve-answer";
import type { PredictView } from "./predict/view";
import type { ExercisePlace } from "./use-exercise";

interface Props extends ExercisePlace {
  view: PredictView;
  /** The id of the element that asks. */
  promptId: string;
}

/** A sketch of what will happen, which is then shown against the truth. */
export default function PredictAnswer({ view, promptId, ...place }: Props) {
  return view.form === "curve" ? (
    <CurveAnswer place={place} view={view} promptId={promptId} />
  ) : (
    <BoundaryAnswer place={place} view={view} promptId={promptId} />
  );
}
