"use client";

import { useEffect, useEffectEvent, useState } from "react";
import type { PredictAnswer } from "@/lib/exercises/kinds/predict";
import { type ExercisePlace, useExercise } from "../use-exercise";

/**
 * A sketch, and what is beside it: the truth once a whole sketch has been judged, and the first sketch
 * that was, while another one is drawn.
 */
export function useSketch<Sketch extends PredictAnswer["sketch"]>(
  place: ExercisePlace,
  form: PredictAnswer["form"],
  blank: Sketch,
) {
  const [sketch, setSketch] = useState(blank);
  const [first, setFirst] = useState<Sketch | null>(null);
  const [truth, setTruth] = useState<Sketch>();

  const exercise = useExercise(place, "predict", (answer) => {
    if (answer.form !== form || answer.sketch.length !== blank.length) return;
    setSketch(answer.sketch as Sketch);
    setFirst(answer.first as Sketch | null);
  });
  const score = exercise.verdict?.score;

  const reveal = useEffectEvent(async (isCurrent: () => boolean) => {
    const { task } = await exercise.load();
    if (!isCurrent()) return;
    setTruth(task.truth as readonly unknown[] as Sketch);
    setFirst((before) => before ?? sketch);
  });
  useEffect(() => {
    if (score === undefined) return;
    let isCurrent = true;
    void reveal(() => isCurrent);
    return () => {
      isCurrent = false;
      setTruth(undefined);
    };
  }, [score]);

  return {
    exercise,
    sketch,
    /** Undefined as long as it would spoil the prediction. */
    truth: score === undefined ? undefined : truth,
    ghost: first === sketch ? null : first,
    change(update: (sketch: Sketch) => Sketch) {
      // Where the truth stands, a line over it would be no prediction.
      if (score !== undefined) return;
      setSketch(update);
      exercise.clear();
    },
    getAnswer: () => ({ form, sketch, first }) as PredictAnswer,
    tryAgain() {
      if (score !== undefined) setSketch(blank);
    },
  };
}
