import type { ActivationName } from "../../experiment/experiment";

/** How a unit can fall out of learning, by its activation. */
interface UnitStates {
  /** Whether an output lies so near the end of its range that the slope is almost 0. */
  isSaturated: ((value: number) => boolean) | null;
  /** Whether the activation is made of two pieces that meet at 0, the lower with less or no slope. */
  hasLowerPiece: boolean;
}

/** Within 0.01 of an end; of sigmoid, whose range is half as wide, too. */
const margin = 0.01;

const isNearOne = (value: number) => Math.abs(value) > 1 - margin;

const unbounded: UnitStates = { isSaturated: null, hasLowerPiece: false };

/**
 * - tanh: |φ| > 0.99, that is |z| > 2.65, where the slope is below 0.02; so counts the book.
 * - softsign: |φ| > 0.99, which takes |z| > 99. Glorot and Bengio (2010), section 3.3.
 * - sigmoid: outside [0.01, 0.99], that is |z| > 4.6, where the slope is below 0.01.
 *
 * ReLU and its relatives have no upper end. Softmax, whose outputs share one sum, is not judged unit
 * by unit.
 */
export const unitStates: Record<ActivationName, UnitStates> = {
  linear: unbounded,
  relu: { isSaturated: null, hasLowerPiece: true },
  leakyRelu: { isSaturated: null, hasLowerPiece: true },
  elu: { isSaturated: null, hasLowerPiece: true },
  selu: { isSaturated: null, hasLowerPiece: true },
  gelu: unbounded,
  swish: unbounded,
  softplus: unbounded,
  softsign: { isSaturated: isNearOne, hasLowerPiece: false },
  sigmoid: {
    isSaturated: (value) => value < margin || value > 1 - margin,
    hasLowerPiece: false,
  },
  tanh: { isSaturated: isNearOne, hasLowerPiece: false },
  softmax: unbounded,
};
