"use client";

import { useEffect } from "react";
import { describeMiss, useKeptPrediction } from "@/components/widgets/predict/kept-prediction";
import { PredictionForm } from "@/components/widgets/predict/prediction-form";
import { changeSettings, type Settings } from "@/lib/experiment/settings";
import { formatNumber, formatShort } from "@/lib/format";
import type { Run } from "@/lib/kernel/run";
import type { RunState } from "@/lib/kernel/run-state";
import styles from "./train.module.css";

/** What the reader is asked before training. */
export interface PredictionTask {
  question: string;
  /** What is to be changed, and after how many epochs the test loss is compared. */
  change: Partial<Settings>;
  epoch: number;
}

interface Props {
  id: string;
  task: PredictionTask;
  run: Run;
  state: RunState;
}

/** The question before the training, and the comparison once the run is there. */
export function RunPrediction({ id, task, run, state }: Props) {
  const [{ value, outcome }, keepPrediction] = useKeptPrediction(id);
  const reached = findOutcome(task, state);

  useEffect(() => {
    if (reached === null || value === null || outcome !== null) return;
    keepPrediction({ value, outcome: reached });
  });

  const said = `You predicted a test loss of ${formatShort(value ?? 0)} after ${task.epoch} epochs`;
  return (
    <div className={styles.prediction}>
      <PredictionForm
        label="Predicted test loss"
        symbol="E"
        min={0.0001}
        max={1}
        question={task.question}
        value={value}
        onCommit={(next) => {
          keepPrediction({ value: next, outcome: null });
          if (next !== null) run.replace(changeSettings(state.base, task.change));
        }}
      >
        {outcome === null
          ? `${said}. The settings are made: train, and see.`
          : `${said}; it came out as ${formatNumber(outcome)}: ${describeMiss(value ?? 0, outcome, 0.5)}.`}
      </PredictionForm>
    </div>
  );
}

/** The test loss at the epoch in question, if the question is about this run, and all of it. */
function findOutcome(
  task: PredictionTask,
  { base, experiment, changedAtEpoch, logs }: RunState,
): number | null {
  const asked = changeSettings(base, task.change);
  const isAsked = changedAtEpoch === null && JSON.stringify(experiment) === JSON.stringify(asked);
  return (isAsked && logs.find(({ epoch }) => epoch === task.epoch)?.testLoss) || null;
}
