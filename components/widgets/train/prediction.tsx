import { useEffect, useState } from "react";
import * as z from "zod/mini";
import { Button, Slider } from "@/components/controls";
import { changeSettings } from "@/lib/experiment/settings";
import { formatNumber } from "@/lib/format";
import type { Run, RunState } from "@/lib/kernel/run";
import { keep, readKept } from "@/lib/reader/store";
import type { PredictionMark } from "./run-charts";
import type { PredictionTask } from "./train";
import styles from "./train.module.css";
import { changeOrExplain } from "./use-run";

export interface Prediction {
  task: PredictionTask;
  /** What the reader has committed to; null before. */
  value: number | null;
  /** The test loss at the epoch in question, once the run has come there. */
  outcome: number | null;
  mark: PredictionMark | undefined;
  commit(value: number | null): void;
}

const keptSchema = z.object({
  value: z.nullable(z.number()),
  outcome: z.nullable(z.number()),
});

const nothing = { value: null, outcome: null };

/** The reader's prediction for a figure, kept on this computer, and compared when the run is there. */
export function usePrediction(
  id: string,
  task: PredictionTask | undefined,
  state: RunState,
): Prediction | undefined {
  const [kept, setKept] = useState<z.output<typeof keptSchema>>(nothing);
  const key = `prediction/${id}`;

  useEffect(() => {
    let isCurrent = true;
    void readKept(key, keptSchema).then((found) => {
      if (isCurrent && found) setKept(found);
    });
    return () => {
      isCurrent = false;
    };
  }, [key]);

  const reached = task ? findOutcome(task, state) : null;
  useEffect(() => {
    if (reached === null || kept.value === null || kept.outcome !== null) return;
    const next = { ...kept, outcome: reached };
    setKept(next);
    void keep(key, next);
  }, [reached, kept, key]);

  if (!task) return undefined;
  return {
    task,
    ...kept,
    mark: kept.value === null ? undefined : { epoch: task.epoch, value: kept.value },
    commit(value) {
      const next = { value, outcome: null };
      setKept(next);
      void keep(key, next);
    },
  };
}

/** The test loss at the epoch in question, if this is the run that the question is about. */
function findOutcome(task: PredictionTask, { base, experiment, logs }: RunState): number | null {
  const asked = changeSettings(base, task.change);
  if (JSON.stringify(experiment) !== JSON.stringify(asked)) return null;
  return logs.find(({ epoch }) => epoch === task.epoch)?.testLoss ?? null;
}

export function PredictionForm({ run, prediction }: { run: Run; prediction: Prediction }) {
  const { task, value, outcome, commit } = prediction;
  const [draft, setDraft] = useState(0.1);
  if (value === null) {
    return (
      <form
        className={styles.prediction}
        onSubmit={(event) => {
          event.preventDefault();
          commit(draft);
          run.reset();
          changeOrExplain(run, task.change);
        }}
      >
        <p>{task.question}</p>
        <Slider
          label="Predicted test loss"
          symbol="E"
          value={draft}
          min={0.0001}
          max={1}
          scale="log"
          onChange={setDraft}
        />
        <Button type="submit">Keep my prediction</Button>
      </form>
    );
  }
  return (
    <div className={styles.prediction}>
      <p>{compare(task, value, outcome)}</p>
      <Button onClick={() => commit(null)}>Predict again</Button>
    </div>
  );
}

function compare(task: PredictionTask, value: number, outcome: number | null): string {
  const said = `You predicted a test loss of ${formatNumber(value, { trim: true })} after ${task.epoch} epochs`;
  if (outcome === null) return `${said}. Train, and see.`;
  const ratio = Math.max(value / outcome, outcome / value);
  const verdict =
    ratio < 1.5
      ? "close"
      : `${formatNumber(ratio, { digits: 2, trim: true })} times too ${value > outcome ? "high" : "low"}`;
  return `${said}; it came out as ${formatNumber(outcome)}: ${verdict}.`;
}
