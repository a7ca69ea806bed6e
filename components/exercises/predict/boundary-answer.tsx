"use client";

import type { Grid } from "@/lib/exercises/predict/grid";
import { AnswerForm } from "../answer-form";
import type { ExercisePlace } from "../use-exercise";
import { BoundaryPicture } from "./boundary-picture";
import { findDifferences } from "./paint";
import styles from "./sketch.module.css";
import { useSketch } from "./use-sketch";
import type { BoundaryView } from "./view";

interface Props {
  place: ExercisePlace;
  view: BoundaryView;
  promptId: string;
}

/** A region of the plane to be painted, and then compared with a network's. */
export function BoundaryAnswer({ place, view, promptId }: Props) {
  const { size } = view;
  const { exercise, sketch, truth, ghost, change, getAnswer, tryAgain } = useSketch<Grid>(
    place,
    "boundary",
    new Array<string>(size).fill("-".repeat(size)),
  );
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
                {findDifferences(sketch, truth).length} of {size * size} cells differ.
              </span>
            ) : null}
          </p>
        )
      }
    >
      <BoundaryPicture
        view={view}
        sketch={sketch}
        truth={truth}
        ghost={ghost}
        promptId={promptId}
        onChange={change}
      />
      <p className={styles.help}>
        Paint with the mouse or a finger; begin in what is painted to take it away. With keys,
        arrows move, space paints, and Shift with arrows paints on the way.
      </p>
    </AnswerForm>
  );
}
