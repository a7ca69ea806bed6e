import { useMemo, useState } from "react";
import { Segmented } from "@/components/controls/segmented";
import { DataProbes } from "@/components/widgets/probes/data-probes";
import { describeLosses, describeNeighbours } from "@/components/widgets/probes/describe";
import { NetworkProbes } from "@/components/widgets/probes/network-probes";
import { DecisionBoundary } from "@/components/widgets/train/decision-boundary";
import { dataTitles } from "@/components/widgets/train/describe";
import { drawPoints } from "@/lib/data/dataset";
import type { Experiment } from "@/lib/experiment/experiment";
import styles from "./diagnose.module.css";
import { RunLosses } from "./run-losses";
import type { ExaminedRuns } from "./use-examined-runs";

const moments = [
  { value: "before", label: "Before training" },
  { value: "after", label: "After training" },
] as const;

const networks = [
  { value: "broken", label: "As handed over" },
  { value: "mended", label: "As you mended it" },
] as const;

/** All that a reader can look at: curves, plane and probes, before and after training. */
export function ExaminedPictures({ broken, mended, problem }: ExaminedRuns) {
  const [moment, setMoment] = useState<"before" | "after">("before");
  const [network, setNetwork] = useState<"broken" | "mended">("mended");
  const isMended = network === "mended" && mended !== undefined;
  const run = isMended ? mended : broken;
  const shown = run?.[moment];
  const data = shown?.examination.data;
  return (
    <div className={styles.look}>
      <div className={styles.switches}>
        <Segmented label="Moment" value={moment} options={moments} onChange={setMoment} />
        {mended ? (
          <Segmented
            label="Network"
            value={isMended ? "mended" : "broken"}
            options={networks}
            onChange={setNetwork}
          />
        ) : null}
      </div>
      <p className={styles.summary}>{run ? describeNetwork(run.experiment) : null}</p>
      <div className={styles.pictures}>
        <figure className={styles.plane}>
          {run && shown ? (
            <Plane experiment={run.experiment} field={shown.field} />
          ) : (
            <p className={styles.placeholder}>
              Your network is drawn and trained here when you come near. It needs JavaScript.
            </p>
          )}
          <figcaption>{data ? describeNeighbours(data) : null}</figcaption>
        </figure>
        <figure className={styles.losses}>
          <RunLosses run={run} other={isMended ? broken : undefined} />
          <figcaption>
            {problem ?? (run ? describeLosses(run.logs, run.stoppedAtStep) : null)}
          </figcaption>
        </figure>
      </div>
      <div className={styles.probes}>
        {run && shown && data ? (
          <>
            <DataProbes statistics={data} epochs={run.experiment.fit.epochs} />
            <NetworkProbes
              layers={run.experiment.model.layers}
              statistics={shown.examination.network}
              others={isMended ? broken?.[moment].examination.network : undefined}
            />
          </>
        ) : null}
      </div>
    </div>
  );
}

function Plane({ experiment, field }: { experiment: Experiment; field: Float32Array }) {
  const { data, seed } = experiment;
  const { train } = useMemo(() => drawPoints({ data, seed }), [data, seed]);
  return (
    <DecisionBoundary
      field={field}
      train={train}
      description={`${dataTitles[data.name]}: the training points in the plane from −6 to 6, blue and round where the label is +1, orange and square where it is −1, over the output of the network in the same colours; a line marks where that output is 0.`}
    />
  );
}

/** "2 inputs, 8 tanh, 4 tanh, and a sigmoid output": what the reader would see in the program. */
function describeNetwork({ data, model, fit }: Experiment): string {
  const hidden = model.layers.slice(0, -1);
  const output = model.layers.at(-1);
  const isUniform = hidden.every(
    ({ units, activation }) => units === hidden[0]?.units && activation === hidden[0]?.activation,
  );
  const layers =
    isUniform && hidden.length > 2
      ? `${hidden.length} layers of ${hidden[0]?.units} ${hidden[0]?.activation} units`
      : hidden.map(({ units, activation }) => `${units} ${activation} units`).join(", then ");
  return `${data.features.length} inputs, ${layers}, one ${output?.activation} output; ${fit.epochs} epochs.`;
}
