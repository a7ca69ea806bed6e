import type { Loss, MetricName } from "../../../experiment/experiment";
import { printFloat } from "./wgsl-math";

/** A loss of `lib/engine/losses.ts` in WGSL: what one output adds to it, and the slope there. */
interface WgslLoss {
  /** An expression of the weighted sum `z`, the output `value` and its `wanted` value. */
  value: string;
  /** ∂E/∂output, or ∂E/∂z where the loss is joined with its activation. */
  slope: string;
  /** Whether the loss is the mean over outputs, and not the sum. */
  isMean: boolean;
}

const meanOf = (value: string, slope: string): WgslLoss => ({ value, slope, isMean: true });

/** `total` is log Σ eᶻ. */
const crossentropy: WgslLoss = {
  value: "wanted * (total - z)",
  slope: "value - wanted",
  isMean: false,
};

const error = "(value - wanted)";

const wgslLosses: Record<Loss["name"], WgslLoss> = {
  halfSquaredError: meanOf(`0.5 * ${error} * ${error}`, "value - wanted"),
  meanSquaredError: meanOf(`${error} * ${error}`, `2.0 * ${error}`),
  meanAbsoluteError: meanOf("abs(value - wanted)", "sign(value - wanted)"),
  huber: meanOf(
    `select(member.delta * (abs${error} - 0.5 * member.delta), 0.5 * ${error} * ${error}, abs${error} <= member.delta)`,
    `clamp(value - wanted, -member.delta, member.delta)`,
  ),
  binaryCrossentropy: meanOf(
    "max(z, 0.0) - z * wanted + logOnePlus(power(-abs(z)))",
    "value - wanted",
  ),
  categoricalCrossentropy: crossentropy,
  sparseCategoricalCrossentropy: crossentropy,
};

/** `lossSlope(value, wanted)` of one output, and `lossValue(z, value, wanted, total)`. */
export function printLoss(name: Loss["name"], outputs: number): string {
  const { value, slope, isMean } = wgslLosses[name];
  const share = isMean && outputs > 1 ? ` / ${printFloat(outputs)}` : "";
  return `
// ${name}: what one of ${outputs} outputs adds to it, and the slope there.
fn lossValue(z: f32, value: f32, wanted: f32, total: f32) -> f32 { return (${value})${share}; }
fn lossSlope(value: f32, wanted: f32) -> f32 { return (${slope})${share}; }
`;
}

/**
 * An expression of what one output adds to a metric, with its `value` and its `wanted` value. (With
 * softmax, accuracy is told from the largest of all outputs instead.)
 */
export function printMetric(name: MetricName, outputs: number, isSigmoid: boolean): string {
  const value = {
    accuracy: isSigmoid
      ? "select(0.0, 1.0, (value > 0.5) == (wanted > 0.5))"
      : "select(0.0, 1.0, (value >= 0.0) == (wanted >= 0.0))",
    meanSquaredError: `${error} * ${error}`,
    meanAbsoluteError: "abs(value - wanted)",
  }[name];
  return outputs > 1 ? `(${value}) / ${printFloat(outputs)}` : value;
}
