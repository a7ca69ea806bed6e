"use client";

import { Button } from "@/components/controls/button";
import { abridgeRun, getRun } from "@/lib/exercises/live-runs";
import styles from "./exercise.module.css";
import { type ExercisePlace, useExercise } from "./use-exercise";
import { Verdict } from "./verdict";

interface Props extends ExercisePlace {
  /** The id of the live figure. */
  widget: string;
  /** The epoch that counts. */
  epoch: number;
}

/** A goal is reached in the figure; here is only the button that looks. */
export default function GoalAnswer({ widget, epoch, ...place }: Props) {
  const { verdict, check, clear } = useExercise(place, "goal", () => {});

  const look = () => {
    const run = getRun(widget);
    return check(run ? abridgeRun(run, epoch) : null);
  };

  return (
    <div>
      <div className={styles.buttons}>
        <Button onClick={look}>Check</Button>
        {verdict ? (
          <Button
            onClick={() => {
              clear();
              showFigure(widget);
            }}
          >
            Try again
          </Button>
        ) : null}
      </div>
      <Verdict verdict={verdict} />
    </div>
  );
}

/** Trying takes place in the figure, which may be far above. */
function showFigure(id: string) {
  const figure = document.getElementById(id);
  figure?.scrollIntoView({ block: "start" });
  figure
    ?.querySelector<HTMLElement>('button:not([aria-disabled="true"])')
    ?.focus({ preventScroll: true });
}
