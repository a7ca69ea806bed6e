import { featureTitles } from "@/components/widgets/feature-titles";
import type { DataStatistics } from "@/lib/engine/probes/data-statistics";
import type { LayerStatistics, NetworkStatistics } from "@/lib/engine/probes/layer-statistics";
import type { LogEntry } from "@/lib/engine/trainer";
import type { Layer } from "@/lib/experiment/experiment";
import { formatCount, formatNumber, formatPercent, formatShort } from "@/lib/format";

/** "layer 1", "layer 2", "the output". */
export function nameLayer(index: number, count: number): string {
  return index === count - 1 ? "the output" : `layer ${index + 1}`;
}

/** The length of a layer's gradient, weights and biases together. */
export function computeGradientNorm({ kernel, bias }: LayerStatistics): number {
  const square = ({ count, mean, stddev }: LayerStatistics["kernel"]["gradient"]) =>
    Math.sqrt(count) * Math.hypot(mean, stddev);
  return Math.hypot(square(kernel.gradient), square(bias.gradient));
}

/** What the whole run came to. `stoppedAtStep`: the update after which the loss was no number any more. */
export function describeLosses(logs: readonly LogEntry[], stoppedAtStep: number | null): string {
  const first = logs[0];
  const last = logs.at(-1);
  if (!first || !last) return "";
  if (stoppedAtStep !== null) {
    return `The loss broke off: after step ${stoppedAtStep} it is no number any more. It began at ${formatShort(first.loss)}.`;
  }
  const epochs = logs.filter(({ epoch }) => Number.isInteger(epoch));
  const rises = epochs.filter(
    ({ loss }, index) => index > 0 && loss > (epochs[index - 1] as LogEntry).loss,
  ).length;
  const steps = epochs.length - 1;
  const went = `The training loss goes from ${formatShort(first.loss)} to ${formatShort(last.loss)} in ${formatCount(steps, "epoch")}`;
  // A loss near its bottom rises and falls by next to nothing.
  const isJumpy = rises > steps / 4 && last.loss > first.loss / 10;
  const jumps = isJumpy ? `, and rises in ${rises} of them` : "";
  const best = epochs.reduce((a, b) => (b.testLoss < a.testLoss ? b : a));
  const turned =
    last.testLoss > 1.2 * best.testLoss && last.testLoss - best.testLoss > 0.02
      ? ` The test loss ends at ${formatShort(last.testLoss)}; at epoch ${best.epoch} it was ${formatShort(best.testLoss)}.`
      : ` The test loss ends at ${formatShort(last.testLoss)}.`;
  return `${went}${jumps}.${turned}`;
}

export function describeNeighbours({ neighbourShare }: DataStatistics): string {
  return `Of the training points, ${formatShare(neighbourShare)} have a nearest neighbour of their own class.`;
}

export function describeRanges({ ranges }: DataStatistics): string {
  const parts = ranges.map(
    ({ feature, min, max }) =>
      `${featureTitles[feature]} goes from ${formatRound(min)} to ${formatRound(max)}`,
  );
  return `${join(parts)}.`;
}

export function describeBatches({ batches, trainPoints }: DataStatistics, epochs: number): string {
  const { count, pure, first } = batches;
  const steps = `That makes ${formatCount(count * epochs, "step")} in ${formatCount(epochs, "epoch")}.`;
  if (count === 1) {
    return `The one batch of each epoch holds all ${trainPoints} training points. ${steps}`;
  }
  const size = first[0]?.length ?? 0;
  const mix =
    pure === 0
      ? "Each holds both classes."
      : size === 1
        ? "Each holds a single point."
        : `${pure === count ? "All" : pure} of them ${pure === 1 ? "holds" : "hold"} one class only.`;
  return `An epoch has ${count} batches of ${size} points. ${mix} ${steps}`;
}

export function describeCopies({ copies, testPoints }: DataStatistics): string {
  const all = formatCount(testPoints, "test point");
  if (copies === 0) return `None of the ${all} is also a training point.`;
  return `${copies === testPoints ? "All" : `${copies} of the`} ${all} are also training points.`;
}

export function describeValues({ layers }: NetworkStatistics): string {
  const last = layers.length - 1;
  const silent = layers
    .slice(0, last)
    .flatMap(({ values }, index) =>
      values.min === 0 && values.max === 0 ? [nameLayer(index, layers.length)] : [],
    );
  if (silent.length > 0) {
    const who = joinLayers(silent);
    return `Every unit of ${who} gives 0 for every point. ${describeOutput(layers)}`;
  }
  const hidden = layers.slice(0, last);
  const spread = Math.min(...hidden.map(({ unitStddev }) => unitStddev));
  const faint =
    spread < 0.01
      ? ` In ${nameLayer(
          hidden.findIndex(({ unitStddev }) => unitStddev === spread),
          layers.length,
        )} a unit varies by only ${formatShort(spread)} from point to point.`
      : "";
  const first = layers[0] as LayerStatistics;
  const shown = hidden.length === 0 ? "" : `Layer 1 gives ${describeSpan(first)}. `;
  return `${shown}${describeOutput(layers)}${faint}`;
}

function describeOutput(layers: readonly LayerStatistics[]): string {
  return `The output gives ${describeSpan(layers.at(-1) as LayerStatistics)}.`;
}

function describeSpan({ values: { min, max } }: LayerStatistics): string {
  // The size of what is next to 0 is no news here.
  const [low, high] = [min, max].map((value) => formatRound(Math.abs(value) < 0.001 ? 0 : value));
  return low === high ? `${low} for every point` : `values from ${low} to ${high}`;
}

/** Units of a layer that do nothing, in a word: "6 of 8 dead", "94 % at an end"; nothing where none can be idle. */
export function findIdle(layer: LayerStatistics, { units, activation }: Layer): string {
  if (activation === "relu" && layer.deadUnits) return `${layer.deadUnits.length} of ${units} dead`;
  if (layer.saturatedShare === null) return "";
  return `${Math.round(100 * layer.saturatedShare)}\u00a0% at an end`;
}

/** The same in a sentence; empty where hardly anything is idle. */
export function describeIdle({ layers }: NetworkStatistics, model: readonly Layer[]): string {
  const name = (index: number) => nameLayer(index, layers.length);
  const dead = layers.flatMap((layer, index) => {
    const { units, activation } = model[index] as Layer;
    const count = activation === "relu" ? (layer.deadUnits?.length ?? 0) : 0;
    // Of a layer that is silent as a whole, its values say it already.
    return count > 0 && count < units ? [`${count} of ${units} units of ${name(index)}`] : [];
  });
  const saturated = layers.flatMap(({ saturatedShare }, index) =>
    saturatedShare !== null && saturatedShare >= 0.05
      ? [
          `${formatShare(saturatedShare)} of ${index === layers.length - 1 ? "the outputs" : `the values of ${name(index)}`}`,
        ]
      : [],
  );
  return [
    ...(dead.length > 0 ? [`For every point, ${join(dead)} give 0.`] : []),
    ...(saturated.length > 0
      ? [`${capitalize(join(saturated))} lie within 0.01 of an end of the activation.`]
      : []),
  ].join(" ");
}

export function describeGradients({ layers }: NetworkStatistics): string {
  const norms = layers.map(computeGradientNorm);
  const none = norms.flatMap((norm, index) => (norm === 0 ? [nameLayer(index, norms.length)] : []));
  const last = norms.at(-1) as number;
  const first = norms[0] as number;
  if (none.length === norms.length) return "The gradient is exactly 0 in all layers.";
  if (none.length > 0) {
    return `The gradient is exactly 0 in ${joinLayers(none)}; in the output its length is ${formatShort(last)}.`;
  }
  const factor = last / first;
  if (factor > 30) {
    return `In the output the gradient has a length of ${formatShort(last)}, in layer 1 of ${formatShort(first)}: smaller by a factor of ${formatRound(factor)}.`;
  }
  const [least, most] = [Math.min(...norms), Math.max(...norms)];
  return least === most
    ? `The gradient has a length of ${formatShort(most)}.`
    : `The lengths of the layers' gradients lie between ${formatShort(least)} and ${formatShort(most)}.`;
}

export function describeSteps({ layers }: NetworkStatistics): string {
  const steps = layers.map(({ kernel }) => kernel.relativeUpdate);
  const known = steps.filter((step) => step !== null);
  if (known.length === 0) return "All weights are 0, so a step has nothing to be compared with.";
  const [least, most] = [Math.min(...known), Math.max(...known)];
  if (most === 0) return "The coming step moves no weight at all.";
  const place = nameLayer(steps.indexOf(most), steps.length);
  const largest = `The coming step moves the weights of ${place} by ${formatPercent(most, { trim: true })} of their length`;
  if (most > 0.5) return `${largest}.`;
  if (most / least > 100) {
    const slowest = nameLayer(steps.indexOf(least), steps.length);
    return `${largest}, and those of ${slowest} by ${formatPercent(least, { trim: true })}.`;
  }
  return `${largest}, and those of the other layers by no more.`;
}

function capitalize(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1);
}

/** Two digits are enough for the size of things. */
function formatRound(value: number): string {
  return formatNumber(value, { digits: 2, trim: true });
}

/** A share as whole per cent, but never 0 or 100 where it is not quite. */
function formatShare(share: number): string {
  const percent = Math.round(100 * share);
  if (percent === 100 && share < 1) return "over 99\u00a0%";
  if (percent === 0 && share > 0) return "under 1\u00a0%";
  return `${percent}\u00a0%`;
}

/** "layers 1, 2 and 3", "layer 1 and the output". */
function joinLayers(names: readonly string[]): string {
  const numbered = names.filter((name) => name.startsWith("layer ")).map((name) => name.slice(6));
  const others = names.filter((name) => !name.startsWith("layer "));
  const layers =
    numbered.length === 0 ? [] : [`${numbered.length > 1 ? "layers" : "layer"} ${join(numbered)}`];
  return join([...layers, ...others]);
}

function join(parts: readonly string[]): string {
  return parts.length < 2 ? parts.join("") : `${parts.slice(0, -1).join(", ")} and ${parts.at(-1)}`;
}
