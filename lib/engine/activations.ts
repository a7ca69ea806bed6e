import type { ActivationName } from "../experiment/experiment";
import { erf } from "./erf";

/** An activation function φ with its slope, both of the weighted sum z. */
export interface Activation {
  value(z: number): number;
  /** φ′(z), given z and φ(z), from which many slopes follow without a second exponential. */
  slope(z: number, value: number): number;
}

const linear: Activation = { value: (z) => z, slope: () => 1 };

/** max(0, z). Not differentiable at 0, where the slope is taken as 0, as in Keras. */
const relu: Activation = { value: (z) => Math.max(z, 0), slope: (z) => (z > 0 ? 1 : 0) };

/** The slope of a leaky ReLU below 0: the default of Keras 3. */
export const leakySlope = 0.2;

/** z above 0, z/5 below. Source: Maas, Hannun and Ng (2013); the slope is that of Keras. */
const leakyRelu: Activation = {
  value: (z) => (z > 0 ? z : leakySlope * z),
  slope: (z) => (z > 0 ? 1 : leakySlope),
};

/** z above 0, e^z − 1 below. Source: Clevert, Unterthiner and Hochreiter (2016), α = 1. */
const elu: Activation = {
  value: (z) => (z > 0 ? z : Math.expm1(z)),
  slope: (z, value) => (z > 0 ? 1 : value + 1),
};

export const seluScale = 1.0507009873554805;
export const seluAlpha = 1.6732632423543772;

/**
 * λz above 0, λα(e^z − 1) below, with which the outputs of a wide layer of LeCun-normal weights tend
 * to mean 0 and variance 1. Source: Klambauer et al. (2017).
 */
const selu: Activation = {
  value: (z) => seluScale * (z > 0 ? z : seluAlpha * Math.expm1(z)),
  slope: (z, value) => (z > 0 ? seluScale : value + seluScale * seluAlpha),
};

/** zΦ(z), where Φ is the normal distribution function. Source: Hendrycks and Gimpel (2016). */
const gelu: Activation = {
  value: (z) => z * normalShare(z),
  slope: (z) => normalShare(z) + (z * Math.exp((-z * z) / 2)) / Math.sqrt(2 * Math.PI),
};

function normalShare(z: number): number {
  return (1 + erf(z / Math.SQRT2)) / 2;
}

/** zσ(z), also called SiLU. Source: Ramachandran, Zoph and Le (2017). */
const swish: Activation = {
  value: (z) => z * logistic(z),
  slope: (z, value) => value + logistic(z) * (1 - value),
};

/** log(1 + e^z), a smooth ReLU whose slope is σ(z). */
const softplus: Activation = {
  value: (z) => Math.max(z, 0) + Math.log1p(Math.exp(-Math.abs(z))),
  slope: logistic,
};

/** z / (1 + |z|), which saturates like tanh, but slowly. */
const softsign: Activation = {
  value: (z) => z / (1 + Math.abs(z)),
  slope: (z) => 1 / (1 + Math.abs(z)) ** 2,
};

/** The logistic function σ(z) = 1 / (1 + e⁻ᶻ), with σ′ = σ(1 − σ) ≤ ¼. */
const sigmoid: Activation = { value: logistic, slope: (_, value) => value * (1 - value) };

/** tanh(z) = 2σ(2z) − 1, with slope 1 − tanh²(z). */
const tanh: Activation = { value: Math.tanh, slope: (_, value) => 1 - value * value };

function logistic(z: number): number {
  return 1 / (1 + Math.exp(-z));
}

/** The functions that act on each unit by itself. Softmax, which does not, is below. */
export const activations: Record<Exclude<ActivationName, "softmax">, Activation> = {
  linear,
  relu,
  leakyRelu,
  elu,
  selu,
  gelu,
  swish,
  softplus,
  softsign,
  sigmoid,
  tanh,
};

/** pᵢ = e^zᵢ / Σ e^zⱼ: weighted sums as shares of 1. The largest is taken off first, so that none overflows. */
export function softmax(z: Float64Array): Float64Array {
  const largest = z.reduce((a, b) => Math.max(a, b), Number.NEGATIVE_INFINITY);
  const powers = z.map((value) => Math.exp(value - largest));
  const total = powers.reduce((a, b) => a + b, 0);
  return powers.map((power) => power / total);
}
