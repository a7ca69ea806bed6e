import type { Examination } from "@/lib/engine/probes/examination";
import type { LogEntry } from "@/lib/engine/trainer";
import type { Experiment } from "@/lib/experiment/experiment";
import type { KernelClient } from "@/lib/kernel/client";
import type { TrainingDisplay, TrainingOutcome } from "@/lib/kernel/protocol";

/** A whole run, with what the probes found at its two ends. */
export interface ExaminedRun {
  experiment: Experiment;
  before: Moment;
  /** Of a run that broke off, the last moment at which its loss was a number. */
  after: Moment;
  logs: readonly LogEntry[];
  /** The update after which the loss was no number any more; null for a run that came to its end. */
  stoppedAtStep: number | null;
}

export interface Moment {
  /** The output over the plane. */
  field: Float32Array;
  examination: Examination;
}

/**
 * Trains an Experiment from its start to its end in the client's worker, and examines it at both. The
 * client must have nothing else to do.
 *
 * Rejects with an Error whose message is a sentence where it cannot be trained; its name is that of what
 * went wrong in the worker.
 */
export async function examineRun(
  client: Pick<KernelClient, "train">,
  experiment: Experiment,
): Promise<ExaminedRun> {
  const start = await train(client, experiment, false);
  const end = await train(client, experiment, true);
  return {
    experiment,
    before: start.moment,
    after: end.moment,
    logs: end.logs,
    stoppedAtStep: end.outcome.status === "diverged" ? end.outcome.step : null,
  };
}

async function train(
  client: Pick<KernelClient, "train">,
  experiment: Experiment,
  isWhole: boolean,
): Promise<{ moment: Moment; logs: LogEntry[]; outcome: TrainingOutcome }> {
  const logs: LogEntry[] = [];
  let last: TrainingDisplay | undefined;
  const outcome = await client.train(
    {
      experiment,
      snapshot: null,
      goal: isWhole ? { epoch: experiment.fit.epochs } : null,
      engine: null,
      pace: null,
      // Nothing but the end is shown.
      quietMs: isWhole ? Number.POSITIVE_INFINITY : 0,
      examines: true,
    },
    {
      onDisplay(display) {
        logs.push(...display.logs);
        last = display;
      },
      onNotice() {},
    },
  );
  if (outcome.status === "error")
    throw Object.assign(new Error(outcome.evalue), { name: outcome.ename });
  if (!last?.examination) throw new Error("The training of this network was broken off.");
  return { moment: { field: last.field, examination: last.examination }, logs, outcome };
}
