import { Fragment } from "react";
import { formatNumber, formatShort } from "@/lib/format";
import type { TrainingView } from "@/lib/notebook/output";
import styles from "./training.module.css";
import { pairTwins, TrainingCurves } from "./training-curves";

/** `model.fit` on its way: how far it is, what it has reached, and the curves of loss and metrics. */
export function Training({ view }: { view: TrainingView }) {
  const { status, engine } = view;
  const measures = pairTwins(view.series);
  return (
    <div>
      <progress
        className={styles.progress}
        aria-label="Training"
        value={status === "done" ? 1 : findShare(view)}
        data-status={status}
      />
      <div className={styles.telling}>
        <p className={styles.state}>{describeState(view)}</p>
        <dl className={styles.readout}>
          {measures.map(({ name, values, twin }) => (
            <Fragment key={name}>
              <Reading name={name} values={values} />
              {twin && <Reading name={`val_${name}`} values={twin} />}
            </Fragment>
          ))}
        </dl>
      </div>
      {measures.some(({ values }) => values.length > 0) && (
        <TrainingCurves
          measures={measures}
          epochs={Math.max(view.epochs, view.epoch)}
          epochsPerValue={view.epochsPerValue}
        />
      )}
      {engine && <p className={styles.engine}>{engine}</p>}
      <p className="visually-hidden" aria-live="polite">
        {describeMilestone(view)}
      </p>
    </div>
  );
}

function Reading({ name, values }: { name: string; values: readonly number[] }) {
  const last = values.at(-1);
  return (
    <div>
      <dt>{name}</dt>
      <dd>{last === undefined ? "–" : formatNumber(last)}</dd>
    </div>
  );
}

function findShare({ epoch, epochs, epochShare }: TrainingView): number {
  const share = (epoch + epochShare) / epochs;
  return Number.isFinite(share) ? Math.min(Math.max(share, 0), 1) : 0;
}

export function describeState(view: TrainingView): string {
  const { status, epoch, epochs, elapsedMs, remainingMs } = view;
  switch (status) {
    case "running": {
      const left = remainingMs === null ? "" : ` · ${describeTime(remainingMs)} left`;
      return `epoch ${Math.min(epoch + 1, epochs)} of ${epochs}${left}`;
    }
    case "done":
      return `${epoch} ${epoch === 1 ? "epoch" : "epochs"}${elapsedMs > 0 ? ` in ${describeTime(elapsedMs)}` : ""}`;
    case "stopped":
      return `stopped after epoch ${epoch} of ${epochs}, ${describeTime(elapsedMs)}`;
    case "diverged":
      return `ended in epoch ${Math.min(epoch + 1, epochs)} of ${epochs}: the loss is no longer a number`;
  }
}

/** For those who listen: each quarter of the way, and the end. */
export function describeMilestone(view: TrainingView): string {
  if (view.status !== "running") return `Training: ${describeState(view)}`;
  const quarters = Math.floor(4 * findShare(view));
  return quarters === 0 ? "Training has begun" : `Training: ${25 * quarters} per cent done`;
}

/** In seconds with one decimal where they are few; whole ones do not jump from frame to frame. */
export function describeTime(ms: number): string {
  const seconds = ms / 1000;
  if (seconds < 1) return `${Math.round(ms)} ms`;
  if (seconds < 10) return `${formatShort(Math.round(seconds * 10) / 10)} s`;
  if (seconds < 90) return `${Math.round(seconds)} s`;
  const minutes = Math.round(seconds / 60);
  return minutes < 90 ? `${minutes} min` : `${formatShort(Math.round(minutes / 6) / 10)} h`;
}
