import type { Optimizer as OptimizerOptions } from "../experiment/experiment";

type Vector = Float32Array | Float64Array;

/** The arithmetic of an optimizer for one weight, as in Keras 3 (`keras/optimizers`). */
export interface UpdateRule {
  /** What it remembers of each weight from step to step, and how that begins. */
  slots: readonly { name: string; start: number }[];
  /**
   * Numbers that depend on the step alone, counted from 0: what makes up for averages that begin at 0.
   */
  computeFactors(step: number): number[];
  /** By how much the weight moves. `memory` holds its slots, which take their next values. */
  move(gradient: number, memory: Float64Array, learningRate: number, factors: number[]): number;
}

const noFactors = () => [];
const at = (memory: Float64Array, slot: number) => memory[slot] as number;

/**
 * - **sgd**: v ← βv − αg; w ← w + v, or with Nesterov w ← w + βv − αg with the new v. Sutskever et al.
 *   (2013).
 * - **rmsprop**: v ← ρv + (1 − ρ)g²; w ← w − αg/√(v + ε); centred: v − a² in place of v, where a is the
 *   same average of g. Hinton, lecture 6e (2012); centred: Graves (2013).
 * - **adagrad**: a ← a + g²; w ← w − αg/√(a + ε). Duchi, Hazan and Singer (2011).
 * - **adadelta**: a ← ρa + (1 − ρ)g²; d = g√(b + ε)/√(a + ε); b ← ρb + (1 − ρ)d²; w ← w − αd. Zeiler
 *   (2012).
 * - **adam**: m ← m + (1 − β₁)(g − m); v ← v + (1 − β₂)(g² − v); w ← w − α√(1 − β₂ᵗ)/(1 − β₁ᵗ)·m/(√v + ε).
 *   Kingma and Ba (2015), section 2; AMSGrad, the largest v so far: Reddi, Kale and Kumar (2018).
 * - **adamax**: u ← max(β₂u, |g|); w ← w − α/(1 − β₁ᵗ)·m/(u + ε). Kingma and Ba, section 7.1.
 * - **nadam**: Adam with Nesterov's look ahead, and a momentum that rises with the step. Dozat (2016).
 */
export function createUpdateRule(options: OptimizerOptions): UpdateRule {
  switch (options.name) {
    case "sgd":
      return sgd(options);
    case "rmsprop":
      return rmsprop(options);
    case "adagrad":
      return adagrad(options);
    case "adadelta":
      return adadelta(options);
    case "adam":
      return adam(options);
    case "adamax":
      return adamax(options);
    case "nadam":
      return nadam(options);
  }
}

type Options<Name> = Extract<OptimizerOptions, { name: Name }>;
const fromZero = (...names: string[]) => names.map((name) => ({ name, start: 0 }));

const sgd = ({ momentum, nesterov }: Options<"sgd">): UpdateRule => ({
  slots: fromZero("velocity"),
  computeFactors: noFactors,
  move(gradient, memory, learningRate) {
    const pull = learningRate * gradient;
    if (momentum === 0) return -pull;
    const velocity = momentum * at(memory, 0) - pull;
    memory[0] = velocity;
    return nesterov ? momentum * velocity - pull : velocity;
  },
});

const rmsprop = ({ rho, momentum, epsilon, centered }: Options<"rmsprop">): UpdateRule => ({
  slots: fromZero("velocity", "average", "momentum"),
  computeFactors: noFactors,
  move(gradient, memory, learningRate) {
    memory[0] = rho * at(memory, 0) + (1 - rho) * gradient ** 2;
    if (centered) memory[1] = rho * at(memory, 1) + (1 - rho) * gradient;
    // A variance: rounding must not make it negative.
    const spread = Math.max(at(memory, 0) - at(memory, 1) ** 2, 0);
    const step = (learningRate * gradient) / Math.sqrt(spread + epsilon);
    if (momentum === 0) return -step;
    memory[2] = momentum * at(memory, 2) + step;
    return -at(memory, 2);
  },
});

const adagrad = ({ initialAccumulatorValue, epsilon }: Options<"adagrad">): UpdateRule => ({
  slots: [{ name: "accumulator", start: initialAccumulatorValue }],
  computeFactors: noFactors,
  move(gradient, memory, learningRate) {
    memory[0] = at(memory, 0) + gradient ** 2;
    return (-learningRate * gradient) / Math.sqrt(at(memory, 0) + epsilon);
  },
});

const adadelta = ({ rho, epsilon }: Options<"adadelta">): UpdateRule => ({
  slots: fromZero("accumulator", "deltaAccumulator"),
  computeFactors: noFactors,
  move(gradient, memory, learningRate) {
    memory[0] = rho * at(memory, 0) + (1 - rho) * gradient ** 2;
    const delta =
      (gradient * Math.sqrt(at(memory, 1) + epsilon)) / Math.sqrt(at(memory, 0) + epsilon);
    memory[1] = rho * at(memory, 1) + (1 - rho) * delta ** 2;
    return -learningRate * delta;
  },
});

const adam = ({ beta1, beta2, epsilon, amsgrad }: Options<"adam">): UpdateRule => ({
  slots: fromZero("m", "v", "vMax"),
  computeFactors: (step) => [Math.sqrt(1 - beta2 ** (step + 1)) / (1 - beta1 ** (step + 1))],
  move(gradient, memory, learningRate, [correction = 1]) {
    memory[0] = at(memory, 0) + (1 - beta1) * (gradient - at(memory, 0));
    memory[1] = at(memory, 1) + (1 - beta2) * (gradient ** 2 - at(memory, 1));
    if (amsgrad) memory[2] = Math.max(at(memory, 1), at(memory, 2));
    const v = at(memory, amsgrad ? 2 : 1);
    return (-learningRate * correction * at(memory, 0)) / (Math.sqrt(v) + epsilon);
  },
});

const adamax = ({ beta1, beta2, epsilon }: Options<"adamax">): UpdateRule => ({
  slots: fromZero("m", "u"),
  computeFactors: (step) => [1 / (1 - beta1 ** (step + 1))],
  move(gradient, memory, learningRate, [correction = 1]) {
    memory[0] = at(memory, 0) + (1 - beta1) * (gradient - at(memory, 0));
    memory[1] = Math.max(beta2 * at(memory, 1), Math.abs(gradient));
    return (-learningRate * correction * at(memory, 0)) / (at(memory, 1) + epsilon);
  },
});

const nadam = ({ beta1, beta2, epsilon }: Options<"nadam">): UpdateRule => {
  const momentumAt = (step: number) => beta1 * (1 - 0.5 * 0.96 ** (step + 1));
  const productUpTo = createRunningProduct(momentumAt);
  return {
    slots: fromZero("m", "v"),
    computeFactors(step) {
      const ahead = momentumAt(step + 1);
      const product = productUpTo(step);
      return [
        ahead / (1 - product * ahead),
        (1 - momentumAt(step)) / (1 - product),
        1 / (1 - beta2 ** (step + 1)),
      ];
    },
    move(gradient, memory, learningRate, [past = 1, present = 0, spread = 1]) {
      memory[0] = at(memory, 0) + (1 - beta1) * (gradient - at(memory, 0));
      memory[1] = at(memory, 1) + (1 - beta2) * (gradient ** 2 - at(memory, 1));
      const m = past * at(memory, 0) + present * gradient;
      return (-learningRate * m) / (Math.sqrt(spread * at(memory, 1)) + epsilon);
    },
  };
};

/** Π f(0) … f(step), remembered, since a run asks for one step after the other. */
function createRunningProduct(factor: (step: number) => number): (step: number) => number {
  const products: number[] = [];
  return (step) => {
    for (let next = products.length; next <= step; next += 1) {
      const product = (products[next - 1] ?? 1) * factor(next);
      // From here on all are 0.
      if (product === 0) return 0;
      products.push(product);
    }
    return products[step] as number;
  };
}

/** Where the variables of a network, each kernel and each bias, lie in its flat weights. */
export type Variables = readonly { start: number; end: number }[];

/** An optimizer at work on the flat weights of one network. */
export interface Optimizer {
  /** Its memory before the first step: slot by slot, each as long as the weights. */
  createSlots(): Float32Array;
  /**
   * By how much step number `step`, counted from 0, moves each weight: the gradient is clipped, the
   * weights decay by rate × weightDecay, and the rule follows. `slots` take their next values.
   */
  makeMove(
    weights: Vector,
    slots: Vector,
    gradient: Float64Array,
    step: number,
    learningRate: number,
  ): Float64Array;
}

export function createOptimizer(options: OptimizerOptions, variables: Variables): Optimizer {
  const rule = createUpdateRule(options);
  const slotCount = rule.slots.length;
  const memory = new Float64Array(slotCount);
  return {
    createSlots() {
      const count = variables.at(-1)?.end ?? 0;
      const slots = new Float32Array(slotCount * count);
      for (const [slot, { start }] of rule.slots.entries()) {
        slots.fill(start, slot * count, (slot + 1) * count);
      }
      return slots;
    },
    makeMove(weights, slots, gradient, step, learningRate) {
      const factors = rule.computeFactors(step);
      const count = weights.length;
      return clipGradient(gradient, options, variables).map((slope, i) => {
        for (let slot = 0; slot < slotCount; slot += 1) {
          memory[slot] = slots[slot * count + i] as number;
        }
        const move = rule.move(slope, memory, learningRate, factors);
        for (let slot = 0; slot < slotCount; slot += 1) {
          slots[slot * count + i] = memory[slot] as number;
        }
        return move - learningRate * options.weightDecay * (weights[i] as number);
      });
    },
  };
}

/** As Keras: each number, the gradient of each variable, or all of it, made no larger than the limit. */
function clipGradient(
  gradient: Float64Array,
  { clipvalue, clipnorm, globalClipnorm }: OptimizerOptions,
  variables: Variables,
): Float64Array {
  if (clipvalue !== undefined) {
    return gradient.map((slope) => Math.min(Math.max(slope, -clipvalue), clipvalue));
  }
  if (clipnorm !== undefined) {
    const clipped = gradient.slice();
    for (const { start, end } of variables) shorten(clipped.subarray(start, end), clipnorm);
    return clipped;
  }
  if (globalClipnorm !== undefined) {
    const clipped = gradient.slice();
    shorten(clipped, globalClipnorm);
    return clipped;
  }
  return gradient;
}

function shorten(vector: Float64Array, limit: number): void {
  const norm = Math.sqrt(vector.reduce((sum, value) => sum + value * value, 0));
  if (norm <= limit) return;
  for (let i = 0; i < vector.length; i += 1) vector[i] = ((vector[i] as number) * limit) / norm;
}
