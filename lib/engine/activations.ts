import type { ActivationName } from "../experiment/experiment";

/** An activation function φ with its slope, both of the weighted sum z. */
export interface Activation {
  value(z: number): number;
  /** φ′(z), given z and φ(z), from which many slopes follow without a second exponential. */
  slope(z: number, value: number): number;
}

const linear: Activation = { value: (z) => z, slope: () => 1 };

/** max(0, z). Not differentiable at 0, where the slope is taken as 0, as in Keras. */
const relu: Activation = { value: (z) => Math.max(z, 0), slope: (z) => (z > 0 ? 1 : 0) };

/** The logistic function σ(z) = 1 / (1 + e⁻ᶻ), with σ′ = σ(1 − σ) ≤ ¼. */
const sigmoid: Activation = {
  value: (z) => 1 / (1 + Math.exp(-z)),
  slope: (_, value) => value * (1 - value),
};

/** tanh(z) = 2σ(2z) − 1, with slope 1 − tanh²(z). */
const tanh: Activation = { value: Math.tanh, slope: (_, value) => 1 - value * value };

export const activations: Record<ActivationName, Activation> = { linear, relu, sigmoid, tanh };
