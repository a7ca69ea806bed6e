"use client";

import { useMemo } from "react";
import { createDataset, type Examples } from "@/lib/data/dataset";
import type { Experiment } from "@/lib/experiment/experiment";
import { formatNumber } from "@/lib/format";
import type { Picture, RunState } from "@/lib/kernel/run";
import { useThrottled } from "../use-throttled";
import { DecisionBoundary } from "./decision-boundary";
import { announce, describePlane, explain, lastEntry } from "./describe";
import { type PredictionTask, RunPrediction } from "./prediction";
import { LossCurves, LossSliceChart, StepSizes } from "./run-charts";
import { MoreSettings, Settings as VisibleSettings } from "./settings";
import styles from "./train.module.css";
import { Transport } from "./transport";
import { useRun } from "./use-run";
import { useViewOptions } from "./view-options";

export interface TrainProps {
  id: string;
  /** The region's accessible name. */
  title: string;
  experiment: Experiment;
  /** The finished run that stands here until the reader acts. */
  recorded: Picture;
  predict?: PredictionTask;
}

/** A network that trains under the reader's hands. */
export default function Train({ id, title, experiment, recorded, predict }: TrainProps) {
  const [run, state] = useRun(id, experiment, recorded);
  const [view, setView] = useViewOptions();
  const status = useThrottled(announce(state));

  const { data, seed } = state.experiment;
  const dataset = useMemo(() => createDataset({ data, seed }), [data, seed]);

  return (
    <section
      id={id}
      className={styles.train}
      aria-label={title}
      data-device={state.plan?.device}
      data-path={state.plan?.path}
      data-status={state.status}
    >
      <div className={styles.frame}>
        <div className={styles.pictures}>
          <div className={styles.plane}>
            <DecisionBoundary
              field={state.field}
              train={labelled(dataset.train)}
              test={view.showsTest ? labelled(dataset.test) : undefined}
              description={describePlane(state)}
            />
          </div>
          <div className={styles.losses}>
            <LossCurves state={state} isLog={view.isLog} />
          </div>
          <div className={styles.slice}>
            <LossSliceChart state={state} />
          </div>
          <div className={styles.steps}>
            <StepSizes state={state} />
          </div>
        </div>

        <p className={styles.sentence}>{explain(state)}</p>
        {state.notice && <p className={styles.notice}>{state.notice}</p>}
        <p className="visually-hidden" role="status">
          {status}
        </p>

        {predict && <RunPrediction id={id} task={predict} run={run} state={state} />}

        <div className={styles.transport}>
          <Transport run={run} state={state} />
          <Readout state={state} />
        </div>
        <VisibleSettings run={run} state={state} />
        <MoreSettings id={id} run={run} state={state} view={view} onView={setView} />
        <p className={styles.device}>
          {state.plan ? state.plan.reason : "Which device trains, and why, will stand here."}
        </p>
      </div>
    </section>
  );
}

function labelled({ points, y }: Examples) {
  return { points, labels: y };
}

function Readout({ state }: { state: RunState }) {
  const entry = lastEntry(state);
  const values = [
    ["Epoch", entry ? formatEpoch(entry.epoch) : "–"],
    ["Training loss", entry ? formatNumber(entry.loss) : "–"],
    ["Test loss", entry ? formatNumber(entry.testLoss) : "–"],
  ];
  return (
    <dl className={styles.readout}>
      {values.map(([term, value]) => (
        <div key={term}>
          <dt>{term}</dt>
          <dd>{value}</dd>
        </div>
      ))}
    </dl>
  );
}

function formatEpoch(epoch: number): string {
  return Number.isInteger(epoch) ? String(epoch) : epoch.toFixed(2);
}
