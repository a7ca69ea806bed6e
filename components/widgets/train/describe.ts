import type { LogEntry } from "@/lib/engine/trainer";
import { isRegression } from "@/lib/experiment/experiment";
import { readSettings } from "@/lib/experiment/settings";
import { formatNumber } from "@/lib/format";
import type { RunState } from "@/lib/kernel/run";

const short = (value: number) => formatNumber(value, { trim: true });

/** Epochs completed, as the reader counts them. */
export function lastEntry({ logs }: RunState): LogEntry | undefined {
  return logs.at(-1);
}

/** For the status line: the numbers first, since they are what changes. */
export function announce(state: RunState): string {
  const entry = lastEntry(state);
  if (!entry) return "Preparing the network.";
  const place = `epoch ${Math.floor(entry.epoch)}, loss ${formatNumber(entry.loss)}, test loss ${formatNumber(entry.testLoss)}`;
  const stopped = state.status === "diverged" || state.status === "failed";
  return `${statusWords[state.status]}: ${place}.${stopped ? ` ${explain(state)}` : ""}`;
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
  const entry = lastEntry(state);
  const { learningRate } = readSettings(state.experiment);
  const rate = `α = ${short(learningRate)}`;
  if (state.status === "diverged") {
    return `The loss became infinite at step ${state.divergedAtStep}, so the run stopped there. The steps are too large: try a smaller learning rate than ${short(learningRate)}, then Reset.`;
  }
  if (state.status === "failed") return `The run could not go on. ${state.failure?.message ?? ""}`;
  if (!entry) return "The network is being prepared.";
  const numbers = `test loss is ${formatNumber(entry.testLoss)}`;
  if (state.status === "recorded") {
    return `A run that was recorded for this page: after ${entry.epoch} epochs with ${rate} the ${numbers}. Train repeats it here, from the same start.`;
  }
  if (entry.epoch === 0) {
    return `Before the first step: the weights are random, and the ${numbers}.`;
  }
  if (learningRate === 0) return "With α = 0 no step moves the weights: nothing is learned.";
  const epochs = Math.floor(entry.epoch);
  const after =
    epochs === 0 ? "In the first epoch" : `After ${epochs} ${epochs === 1 ? "epoch" : "epochs"}`;
  return `${after} with ${rate} the ${numbers}: ${judge(state, entry)}`;
}

function judge({ experiment, logs }: RunState, entry: LogEntry): string {
  const recent = logs.filter(({ epoch }) => epoch > entry.epoch - 10);
  const losses = recent.map(({ loss }) => loss);
  const rises = losses.filter((loss, index) => index > 0 && loss > (losses[index - 1] as number));
  const isRough = recent.length >= 8 && rises.length >= recent.length / 3;
  if (isRegression(experiment.data.name)) {
    return isRough ? "the loss rises as often as it falls." : "the surface follows the labels.";
  }
  if (entry.loss < 0.02) {
    return isRough
      ? "the classes are apart, and the boundary still trembles with each batch."
      : "the boundary parts the classes.";
  }
  if (isRough) {
    return entry.loss > 0.4
      ? "the steps are so large that the network never settles."
      : "the loss goes up and down: each batch pulls its own way.";
  }
  const earlier = recent[0]?.loss ?? entry.loss;
  if (entry.loss > 0.97 * earlier && recent.length >= 8) {
    return "the loss hardly falls: a flat stretch, or steps too small.";
  }
  return "the loss is falling.";
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
