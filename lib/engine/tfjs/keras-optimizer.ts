import * as tf from "@tensorflow/tfjs-core";
import type { Optimizer as OptimizerOptions } from "../../experiment/experiment";
import { createUpdateRule, type UpdateRule } from "../optimizers";

/**
 * The optimizers of lib/engine/optimizers.ts as one of TensorFlow.js, for `compile` and `minimize` too.
 *
 * Its own lack Nadam, AMSGrad, clipping and weight decay, and some differ from Keras: Adam puts ε
 * elsewhere, centred RMSprop subtracts it, Adadelta divides by the average before it has taken in the
 * gradient, and momentum sums gradients without the learning rate, which is another rule once the rate
 * changes.
 */
export class KerasOptimizer extends tf.Optimizer {
  static get className(): string {
    return "KerasOptimizer";
  }

  /** May change from step to step. */
  learningRate: number;
  readonly #options: OptimizerOptions;
  readonly #rule: UpdateRule;
  readonly #computeMove: TensorRule;
  #variables: readonly tf.Variable[] = [];
  /** Slot by slot, in each of them one for every variable. */
  #slots: tf.Variable[][] = [];

  constructor(options: OptimizerOptions) {
    super();
    this.learningRate = options.learningRate;
    this.#options = options;
    this.#rule = createUpdateRule(options);
    this.#computeMove = createTensorRule(options);
  }

  /** Says which variables it updates, in their order; otherwise the first gradients do. */
  build(variables: readonly tf.Variable[]): void {
    this.#variables = variables;
    // Its memory may have been set before.
    if (this.slots.length > 0) return;
    this.#slots = this.#rule.slots.map(({ start }) =>
      variables.map(({ shape }) => createFilled(shape, start)),
    );
  }

  /** What it remembers: slot by slot, in each of them one for every variable. */
  get slots(): tf.Variable[] {
    return this.#slots.flat();
  }

  /** Updates so far, which is the number of the coming step. */
  override get iterations(): number {
    return super.iterations;
  }

  override set iterations(count: number) {
    this.iterations_ = count;
  }

  applyGradients(gradients: tf.NamedTensorMap | { name: string; tensor: tf.Tensor }[]): void {
    const named: tf.NamedTensorMap = Array.isArray(gradients)
      ? Object.fromEntries(gradients.map(({ name, tensor }) => [name, tensor]))
      : gradients;
    if (this.#variables.length === 0) {
      const { registeredVariables } = tf.engine();
      this.build(Object.keys(named).map((name) => registeredVariables[name] as tf.Variable));
    }
    const factors = this.#rule.computeFactors(this.iterations);
    const { learningRate } = this;
    tf.tidy(() => {
      const clipped = clipGradients(named, this.#options);
      for (const [index, variable] of this.#variables.entries()) {
        const gradient = clipped[variable.name];
        // That of a frozen layer is null.
        if (!gradient) continue;
        const slots = this.#slots.map((slot) => slot[index]) as unknown as Slots;
        const move = this.#computeMove(gradient, slots, learningRate, factors);
        variable.assign(tf.add(this.#decay(variable), move));
      }
    });
    this.incrementIterations();
  }

  #decay(variable: tf.Variable): tf.Tensor {
    const share = this.learningRate * this.#options.weightDecay;
    return share === 0 ? variable : tf.sub(variable, tf.mul(variable, share));
  }

  override async getWeights(): Promise<{ name: string; tensor: tf.Tensor }[]> {
    const slots = this.#slots.flatMap((ofVariables, slot) =>
      ofVariables.map((tensor, index) => ({
        name: `${this.#variables[index]?.name}/${this.#rule.slots[slot]?.name}`,
        tensor,
      })),
    );
    return [await this.saveIterations(), ...slots];
  }

  override async setWeights(weights: { name: string; tensor: tf.Tensor }[]): Promise<void> {
    const values = await this.extractIterations(weights);
    const count = values.length / this.#rule.slots.length;
    if (!Number.isInteger(count) || ![0, count].includes(this.#variables.length)) {
      throw new RangeError(
        `setWeights: expected ${this.#rule.slots.length} slots for each variable, but got ${values.length} in all.`,
      );
    }
    tf.dispose(this.#slots);
    this.#slots = this.#rule.slots.map((_, slot) =>
      values
        .slice(slot * count, (slot + 1) * count)
        .map(({ tensor }) => tf.variable(tensor, false)),
    );
  }

  getConfig(): tf.serialization.ConfigDict {
    return { ...this.#options, learningRate: this.learningRate } as tf.serialization.ConfigDict;
  }

  override dispose(): void {
    super.dispose();
    tf.dispose(this.#slots);
  }
}

/** A variable that no gradient is taken of, all of one value. */
function createFilled(shape: number[], value: number): tf.Variable {
  return tf.tidy(() => tf.variable(tf.fill(shape, value), false));
}

/** As clipGradient in lib/engine/optimizers.ts. */
function clipGradients(
  gradients: tf.NamedTensorMap,
  { clipvalue, clipnorm, globalClipnorm }: OptimizerOptions,
): tf.NamedTensorMap {
  if (clipvalue !== undefined) {
    return mapTensors(gradients, (gradient) => tf.clipByValue(gradient, -clipvalue, clipvalue));
  }
  if (clipnorm !== undefined) {
    return mapTensors(gradients, (gradient) =>
      shorten(gradient, computeNorm([gradient]), clipnorm),
    );
  }
  if (globalClipnorm !== undefined) {
    const norm = computeNorm(Object.values(gradients).filter((gradient) => gradient !== null));
    return mapTensors(gradients, (gradient) => shorten(gradient, norm, globalClipnorm));
  }
  return gradients;
}

function mapTensors(
  tensors: tf.NamedTensorMap,
  change: (tensor: tf.Tensor) => tf.Tensor,
): tf.NamedTensorMap {
  return Object.fromEntries(
    Object.entries(tensors).map(([name, tensor]) => [name, tensor && change(tensor)]),
  );
}

function computeNorm(tensors: tf.Tensor[]): tf.Tensor {
  return tf.sqrt(tf.addN(tensors.map((tensor) => tf.sum(tf.square(tensor)))));
}

/** Times limit / max(norm, limit), which is 1 up to the limit and never divides by 0. */
function shorten(gradient: tf.Tensor, norm: tf.Tensor, limit: number): tf.Tensor {
  return tf.mul(gradient, tf.div(limit, tf.maximum(norm, limit)));
}

/** As many as the rule of that name has; none has more. */
type Slots = readonly [tf.Variable, tf.Variable, tf.Variable];

/** `move` of an UpdateRule, for all weights of a variable at once. */
type TensorRule = (
  gradient: tf.Tensor,
  slots: Slots,
  learningRate: number,
  factors: number[],
) => tf.Tensor;

/** The formulas and their sources are in lib/engine/optimizers.ts. */
function createTensorRule(options: OptimizerOptions): TensorRule {
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

const sgd = ({ momentum, nesterov }: Options<"sgd">): TensorRule => {
  if (momentum === 0) return (gradient, _, learningRate) => tf.mul(gradient, -learningRate);
  return (gradient, [velocity], learningRate) => {
    const pull = tf.mul(gradient, learningRate);
    velocity.assign(tf.sub(tf.mul(velocity, momentum), pull));
    return nesterov ? tf.sub(tf.mul(velocity, momentum), pull) : velocity;
  };
};

const rmsprop =
  ({ rho, momentum, epsilon, centered }: Options<"rmsprop">): TensorRule =>
  (gradient, [velocity, average, momentumSlot], learningRate) => {
    include(tf.square(gradient), velocity, rho);
    if (centered) include(gradient, average, rho);
    const spread = centered ? tf.maximum(tf.sub(velocity, tf.square(average)), 0) : velocity;
    const step = tf.div(tf.mul(gradient, learningRate), tf.sqrt(tf.add(spread, epsilon)));
    if (momentum === 0) return tf.neg(step);
    momentumSlot.assign(tf.add(tf.mul(momentumSlot, momentum), step));
    return tf.neg(momentumSlot);
  };

const adagrad =
  ({ epsilon }: Options<"adagrad">): TensorRule =>
  (gradient, [accumulator], learningRate) => {
    accumulator.assign(tf.add(accumulator, tf.square(gradient)));
    return tf.div(tf.mul(gradient, -learningRate), tf.sqrt(tf.add(accumulator, epsilon)));
  };

const adadelta =
  ({ rho, epsilon }: Options<"adadelta">): TensorRule =>
  (gradient, [accumulator, deltaAccumulator], learningRate) => {
    const root = (mean: tf.Tensor) => tf.sqrt(tf.add(mean, epsilon));
    include(tf.square(gradient), accumulator, rho);
    const delta = tf.div(tf.mul(gradient, root(deltaAccumulator)), root(accumulator));
    include(tf.square(delta), deltaAccumulator, rho);
    return tf.mul(delta, -learningRate);
  };

const adam =
  ({ beta1, beta2, epsilon, amsgrad }: Options<"adam">): TensorRule =>
  (gradient, [m, v, vMax], learningRate, [correction = 1]) => {
    include(gradient, m, beta1);
    include(tf.square(gradient), v, beta2);
    if (amsgrad) vMax.assign(tf.maximum(v, vMax));
    const size = tf.add(tf.sqrt(amsgrad ? vMax : v), epsilon);
    return tf.div(tf.mul(m, -learningRate * correction), size);
  };

const adamax =
  ({ beta1, beta2, epsilon }: Options<"adamax">): TensorRule =>
  (gradient, [m, u], learningRate, [correction = 1]) => {
    include(gradient, m, beta1);
    u.assign(tf.maximum(tf.mul(u, beta2), tf.abs(gradient)));
    return tf.div(tf.mul(m, -learningRate * correction), tf.add(u, epsilon));
  };

const nadam =
  ({ beta1, beta2, epsilon }: Options<"nadam">): TensorRule =>
  (gradient, [m, v], learningRate, [past = 1, present = 0, spread = 1]) => {
    include(gradient, m, beta1);
    include(tf.square(gradient), v, beta2);
    const ahead = tf.add(tf.mul(m, past), tf.mul(gradient, present));
    const size = tf.add(tf.sqrt(tf.mul(v, spread)), epsilon);
    return tf.div(tf.mul(ahead, -learningRate), size);
  };

/** Takes a value into a running average that keeps the share `kept` of its past. */
function include(value: tf.Tensor, average: tf.Variable, kept: number): void {
  average.assign(tf.add(average, tf.mul(tf.sub(value, average), 1 - kept)));
}
