import type { ActivationName } from "../../../experiment/experiment";
import { leakySlope, seluAlpha, seluScale } from "../../activations";
import { printFloat } from "./wgsl-math";

/** An activation of `lib/engine/activations.ts` in WGSL: expressions of `z` and `value` = φ(z). */
interface WgslActivation {
  value: string;
  slope: string;
}

const slopeBelow = printFloat(leakySlope);
const scale = printFloat(seluScale);
const scaleTimesAlpha = printFloat(seluScale * seluAlpha);

const wgslActivations: Record<Exclude<ActivationName, "softmax">, WgslActivation> = {
  linear: { value: "z", slope: "1.0" },
  relu: { value: "max(z, 0.0)", slope: "select(0.0, 1.0, z > 0.0)" },
  leakyRelu: {
    value: `select(${slopeBelow} * z, z, z > 0.0)`,
    slope: `select(${slopeBelow}, 1.0, z > 0.0)`,
  },
  elu: {
    value: "select(powerMinusOne(min(z, 0.0)), z, z > 0.0)",
    slope: "select(value + 1.0, 1.0, z > 0.0)",
  },
  selu: {
    value: `select(${scaleTimesAlpha} * powerMinusOne(min(z, 0.0)), ${scale} * z, z > 0.0)`,
    slope: `select(value + ${scaleTimesAlpha}, ${scale}, z > 0.0)`,
  },
  gelu: {
    value: "z * normalShare(z)",
    slope: `normalShare(z) + z * power(-0.5 * z * z) * ${printFloat(1 / Math.sqrt(2 * Math.PI))}`,
  },
  swish: { value: "z * logistic(z)", slope: "value + logistic(z) * (1.0 - value)" },
  softplus: { value: "max(z, 0.0) + logOnePlus(power(-abs(z)))", slope: "logistic(z)" },
  softsign: { value: "z / (1.0 + abs(z))", slope: "1.0 / ((1.0 + abs(z)) * (1.0 + abs(z)))" },
  sigmoid: { value: "logistic(z)", slope: "value * (1.0 - value)" },
  tanh: { value: "hyperbolicTangent(z)", slope: "1.0 - value * value" },
};

const hyperbolicTangent = `
// tanh |z| = −t / (2 + t) with t = e^(−2|z|) − 1.
fn hyperbolicTangent(z: f32) -> f32 {
  let t = powerMinusOne(-2.0 * abs(z));
  let size = -t / (2.0 + t);
  return select(size, -size, z < 0.0);
}
`;

/** A pair of functions for each activation: `reluValue(z)` and `reluSlope(z, value)`. */
export function printActivations(names: readonly ActivationName[]): string {
  const functions = [...new Set(names)].map((name) => {
    if (name === "softmax") return "";
    const { value, slope } = wgslActivations[name];
    return `
fn ${name}Value(z: f32) -> f32 { return ${value}; }
fn ${name}Slope(z: f32, value: f32) -> f32 { return ${slope}; }
`;
  });
  return (names.includes("tanh") ? hyperbolicTangent : "") + functions.join("");
}
