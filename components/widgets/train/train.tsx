"use client";

import { useMemo, useState } from "react";
import { Button } from "@/components/controls";
import { drawPoints } from "@/lib/data/dataset";
import type { Experiment } from "@/lib/experiment/experiment";
import { formatNumber } from "@/lib/format";
import type { RunState } from "@/lib/kernel/run-state";
import { featureTitles } from "../feature-titles";
import { useThrottled } from "../use-throttled";
import { DecisionBoundary } from "./decision-boundary";
import { announce, describePlane, explain, shownEntry } from "./describe";
import { NetworkDrawing } from "./network-drawing";
import { type PredictionTask, RunPrediction } from "./prediction";
import type { RecordedRun } from "./record";
import { LossCurves, LossSliceChart, StepSizes } from "./run-charts";
import { Scrubber } from "./scrubber";
import { MoreSettings, Settings as VisibleSettings } from "./settings";
import { StartsPanel } from "./starts";
import styles from "./train.module.css";
import { Transport } from "./transport";
import { useRun } from "./use-run";
import { useStarts } from "./use-starts";
import { useViewOptions } from "./view-options";

export interface TrainProps {
  id: string;
  /** The region's accessible name. */
  title: string;
  experiment: Experiment;
  /** The finished run that stands here until the reader acts. */
  recorded: RecordedRun;
  predict?: PredictionTask;
}

/** A network that trains under the reader's hands. */
export default function Train({ id, title, experiment, recorded, predict }: TrainProps) {
  const [run, state] = useRun(id, experiment, recorded);
  const [view, setView] = useViewOptions();
  const [showsStarts, setShowsStarts] = useState(false);
  const starts = useStarts(state.experiment, showsStarts);
  const status = useThrottled(announce(state));

  const { data, model, seed } = state.experiment;
  const { train, test } = useMemo(() => drawPoints({ data, seed }), [data, seed]);
  // The recorded picture stands until the first one of a run.
  const recordedWeights = state.field === recorded.field ? recorded.weights : undefined;

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
              train={train}
              test={view.showsTest ? test : undefined}
              description={describePlane(state)}
            />
          </div>
          <div className={styles.losses}>
            <LossCurves
              state={state}
              isLog={view.isLog}
              others={starts.isCurrent ? starts.curves : []}
            />
            <Scrubber run={run} state={state} />
          </div>
          <div className={styles.slice}>
            <LossSliceChart state={state} />
          </div>
          <div className={styles.steps}>
            <StepSizes state={state} />
          </div>
          <div className={styles.weights}>
            <NetworkDrawing
              inputs={data.features.map((name) => featureTitles[name])}
              units={model.layers.map(({ units }) => units)}
              weights={(state.shown ?? state.snapshot)?.weights ?? recordedWeights}
            />
          </div>
        </div>

        <div className={styles.telling}>
          <p className={styles.sentence}>{explain(state)}</p>
          <Readout state={state} />
        </div>
        {state.notice && <p className={styles.notice}>{state.notice}</p>}
        <p className="visually-hidden" role="status">
          {status}
        </p>

        {predict && <RunPrediction id={id} task={predict} run={run} state={state} />}

        <div className={styles.transport}>
          <Transport run={run} state={state} />
          <Button aria-expanded={showsStarts} onClick={() => setShowsStarts((isShown) => !isShown)}>
            1000 starts
          </Button>
        </div>
        {showsStarts && <StartsPanel run={run} state={state} starts={starts} />}
        <VisibleSettings run={run} state={state} />
        <MoreSettings id={id} run={run} state={state} view={view} onView={setView} />
        <p className={styles.device}>
          {state.plan ? state.plan.reason : "Which device trains, and why, will stand here."}
        </p>
      </div>
    </section>
  );
}

function Readout({ state }: { state: RunState }) {
  const entry = shownEntry(state);
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
