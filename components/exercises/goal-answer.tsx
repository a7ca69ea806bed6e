"use client";

import { useSyncExternalStore } from "react";
import { findChanges } from "@/lib/exercises/changes";
import { getRun, subscribeToRuns } from "@/lib/exercises/live-runs";
import { AnswerForm } from "./answer-form";
import styles from "./exercise.module.css";
import { StartsChart } from "./starts-chart";
import { type ExercisePlace, useExercise } from "./use-exercise";

interface Props extends ExercisePlace {
  /** The id of the live figure. */
  widget: string;
}

/** A goal is reached in the figure; here it is judged, and what was measured is shown. */
export default function GoalAnswer({ widget, ...place }: Props) {
  const exercise = useExercise(place, "goal", () => {});
  const run = useSyncExternalStore(
    subscribeToRuns,
    () => getRun(widget),
    () => undefined,
  );
  const names = run ? findChanges(run.base, run.experiment).map(({ name }) => name) : [];
  return (
    <AnswerForm
      exercise={exercise}
      getAnswer={() => ({ experiment: getRun(widget)?.experiment ?? null, runs: [] })}
      onTryAgain={() => showFigure(widget)}
      renderVerdict={({ starts }) => (starts ? <StartsChart result={starts} /> : null)}
    >
      <p className={styles.note}>
        {names.length === 0
          ? "The figure has its own settings."
          : `Changed in the figure: ${names.join(", ")}.`}
      </p>
    </AnswerForm>
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
