"use client";

import type { CurveSketch } from "@/lib/exercises/predict/curve";
import { formatShort } from "@/lib/format";
import { AnswerForm } from "../answer-form";
import type { ExercisePlace } from "../use-exercise";
import { CurvePicture } from "./curve-picture";
import styles from "./sketch.module.css";
import { useSketch } from "./use-sketch";
import type { CurveView } from "./view";

interface Props {
  place: ExercisePlace;
  view: CurveView;
  promptId: string;
}

/** A curve to be drawn, and then compared with what happens. */
export function CurveAnswer({ place, view, promptId }: Props) {
  const { x, y, given } = view;
  const { exercise, sketch, truth, ghost, change, getAnswer, tryAgain } = useSketch<CurveSketch>(
    place,
    "curve",
    x.values.map(() => null),
  );
  const list = (values: readonly (number | null)[]) =>
    values
      .slice(given.length)
      .map((value) => (value === null ? "nothing" : formatShort(value)))
      .join(", ");
  return (
    <AnswerForm
      exercise={exercise}
      getAnswer={getAnswer}
      onTryAgain={tryAgain}
      renderVerdict={({ score }) =>
        score === undefined ? null : (
          <p className={styles.score}>
            Agreement: {Math.round(100 * score)}&nbsp;%.
            {truth ? (
              <span className="visually-hidden">
                {" "}
                From {x.label} {formatShort(x.values[given.length] as number)} on, you drew{" "}
                {list(sketch)}. What happened: {list(truth)}.
              </span>
            ) : null}
          </p>
        )
      }
    >
      <CurvePicture
        view={view}
        sketch={sketch}
        truth={truth}
        ghost={ghost}
        promptId={promptId}
        onChange={change}
      />
      <p className={styles.help}>
        Draw with the mouse or a finger. With keys, ← and → choose a point, ↑ and ↓ move {y.label}.
      </p>
    </AnswerForm>
  );
}
