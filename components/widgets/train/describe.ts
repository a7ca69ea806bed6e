import type { LogEntry } from "@/lib/engine/trainer";
import { isRegression } from "@/lib/experiment/experiment";
import { readSettings } from "@/lib/experiment/settings";
import { formatCount, formatNumber, formatShort } from "@/lib/format";
import type { RunState } from "@/lib/kernel/run-state";

/** What is known of the moment that the pictures show: the end of the run, unless the reader chose another. */
export function shownEntry({ logs, shown }: RunState): LogEntry | undefined {
  return shown ? logs.findLast(({ step }) => step <= shown.step) : logs.at(-1);
}

/** For the status line: the numbers first, since they are what changes. */
export function announce(state: RunState): string {
  const entry = shownEntry(state);
  if (!entry) return state.notice ?? "Preparing the network.";
  const place = `epoch ${Math.floor(entry.epoch)}, loss ${formatNumber(entry.loss)}, test loss ${formatNumber(entry.testLoss)}`;
  const isStopped = state.status === "diverged" || state.status === "failed";
  return [
    `${statusWords[state.status]}: ${place}.`,
    ...(isStopped ? [explain(state)] : []),
    ...(state.notice ? [state.notice] : []),
  ].join(" ");
}

const statusWords: Record<RunState["status"], string> = {
  recorded: "Recorded run",
  starting: "Starting",
  training: "Training",
  paused: "Paused",
  finished: "Finished",
  diverged: "Stopped",
  failed: "Stopped",
};

/** What the figure shows now, in a sentence. */
export function explain(state: RunState): string {
  const entry = shownEntry(state);
  const { learningRate } = readSettings(state.experiment);
  // Kept together at the end of a line.
  const rate = `α\u00a0=\u00a0${formatShort(learningRate)}`;
  if (state.status === "diverged") {
    return `The loss became infinite at step ${state.divergedAtStep}, so the run stopped there. The steps are too large: try a smaller learning rate than ${formatShort(learningRate)}.`;
  }
  if (state.status === "failed") return `The run could not go on. ${state.failure?.message ?? ""}`;
  if (!entry) return "The network is being prepared.";
  const numbers = `test loss is ${formatNumber(entry.testLoss)}`;
  if (state.status === "recorded") {
    return `Recorded for this page: after ${entry.epoch} epochs with ${rate} the ${numbers}. Press Train to repeat it from the same start.`;
  }
  if (entry.epoch === 0) {
    return `Before the first step: the weights are random, and the ${numbers}.`;
  }
  if (learningRate === 0) return "With α = 0 no step moves the weights: nothing is learned.";
  const epochs = Math.floor(entry.epoch);
  const after = epochs === 0 ? "In the first epoch" : `After ${formatCount(epochs, "epoch")}`;
  const now = state.changedAtEpoch === null ? `with ${rate}` : `and now with ${rate}`;
  return `${after}, ${now}, the ${numbers}${remark(state, entry)}.`;
}

/** What can be said for certain; the pictures say the rest. */
function remark({ experiment, logs }: RunState, entry: LogEntry): string {
  const { data, model } = experiment;
  const isLinear = model.layers.slice(0, -1).every(({ activation }) => activation === "linear");
  if (!isRegression(data.name) && isLinear && data.name !== "gauss") {
    return ": without a bend in its units the network can only draw a straight line";
  }
  if (!isRegression(data.name) && entry.loss < 0.02) return ": the boundary separates the classes";
  const recent = logs.filter(({ epoch }) => epoch >= entry.epoch - 10 && epoch <= entry.epoch);
  const first = recent[0];
  if (!first || entry.epoch - first.epoch < 5) return "";
  const rises = recent.filter(({ loss }, i) => i > 0 && loss > (recent[i - 1] as LogEntry).loss);
  const span = `in the last ${formatCount(Math.round(entry.epoch - first.epoch), "epoch")}`;
  if (rises.length >= recent.length / 3) {
    return `; ${span} the training loss rose ${rises.length} times`;
  }
  const change = entry.loss / first.loss - 1;
  if (Math.abs(change) < 0.01) return `; ${span} the training loss hardly changed`;
  return `; ${span} the training loss ${change < 0 ? "fell" : "rose"} by ${Math.round(100 * Math.abs(change))} %`;
}

/** The plane in words. */
export function describePlane({ experiment }: RunState): string {
  const { data } = readSettings(experiment);
  return `${dataTitles[data]} in the plane from −6 to 6: blue and round where the label is positive, orange and square where it is negative, over the output of the network in the same colours; a line marks where that output is 0.`;
}

export const dataTitles: Record<RunState["experiment"]["data"]["name"], string> = {
  circle: "Circle",
  xor: "Four squares (XOR)",
  gauss: "Two clusters",
  spiral: "Spiral",
  plane: "Plane (regression)",
  "multi-gauss": "Six cones (regression)",
};
