import type { Optimizer, Variable } from "@tensorflow/tfjs-core";
import { createUpdateRule } from "../../../engine/optimizers";
import type { Optimizer as OptimizerOptions } from "../../../experiment/experiment";
import type { OptimizerVariable } from "./internals";
import { tf } from "./tf";

/** An optimizer of TensorFlow.js as our own engine runs it: the settings, and its memory handed to and fro. */
export interface DenseOptimizer {
  options: OptimizerOptions;
  /** Updates so far. */
  steps: number;
  /** Its learning rate as it is now. */
  readRate(): Promise<number>;
  /** What it remembers of these variables: slot by slot, as `createUpdateRule` counts them. */
  readSlots(variables: readonly Variable[]): Promise<Float32Array>;
  /** Lets it go on from here, in whichever way the model is trained next. */
  write(variables: readonly Variable[], slots: Float32Array, steps: number): Promise<void>;
}

/** Where TensorFlow.js keeps a slot, under which name, and which of ours it is. */
interface SlotField {
  field: string;
  suffix: string;
  slot: number;
  /** What TensorFlow.js begins with. */
  start?: number;
}

/** The fields of an optimizer that are not public. */
type Fields = Record<string, unknown> & {
  c: Variable;
  m: Variable;
  learningRate: number;
  momentum: number;
  useNesterov: boolean;
  decay: number;
  centered: boolean;
  epsilon: number;
  beta1: number;
  beta2: number;
  initialAccumulatorValue: number;
  accBeta1: Variable;
  accBeta2: Variable;
  iteration: Variable;
  iterations_: number;
};

const noClipping = { weightDecay: 0 } as const;

/**
 * The optimizer, or a reason why our engine cannot stand in for it.
 *
 * Adadelta and centred RMSprop have other formulas in TensorFlow.js than in Keras, which ours follow.
 */
export async function readOptimizer(
  optimizer: Optimizer,
  variables: readonly Variable[],
): Promise<DenseOptimizer | string> {
  const fields = optimizer as unknown as Fields;
  const { learningRate, epsilon, beta1, beta2 } = fields;
  const base = { learningRate, ...noClipping };
  switch (readClass(optimizer)) {
    case "SGD":
      return create(optimizer, variables, [], {
        name: "sgd",
        ...base,
        momentum: 0,
        nesterov: false,
      });
    case "Momentum": {
      const momentum = (await fields.m.data())[0] as number;
      const options = { name: "sgd", ...base, momentum, nesterov: fields.useNesterov } as const;
      const slots = [{ field: "accumulations", suffix: "momentum", slot: 0 }];
      return create(optimizer, variables, slots, options);
    }
    case "RMSProp": {
      if (fields.centered) return "since its optimizer is centred RMSprop";
      const slots = [
        { field: "accumulatedMeanSquares", suffix: "rms", slot: 0 },
        { field: "accumulatedMoments", suffix: "momentum", slot: 2 },
      ];
      const { decay: rho, momentum } = fields;
      const options = {
        name: "rmsprop",
        ...base,
        rho,
        momentum,
        epsilon,
        centered: false,
      } as const;
      return create(optimizer, variables, slots, options);
    }
    case "Adagrad": {
      const start = fields.initialAccumulatorValue;
      const slots = [{ field: "accumulatedGrads", suffix: "accumulator", slot: 0, start }];
      return create(optimizer, variables, slots, {
        name: "adagrad",
        ...base,
        initialAccumulatorValue: start,
        epsilon: tf.backend().epsilon(),
      });
    }
    case "Adam": {
      const slots = [
        { field: "accumulatedFirstMoment", suffix: "m", slot: 0 },
        { field: "accumulatedSecondMoment", suffix: "v", slot: 1 },
      ];
      const options = { name: "adam", ...base, beta1, beta2, epsilon, amsgrad: false } as const;
      return create(optimizer, variables, slots, options);
    }
    case "Adamax": {
      if (fields.decay !== 0) return "since its optimizer lowers the learning rate";
      const slots = [
        { field: "accumulatedFirstMoment", suffix: "m", slot: 0 },
        { field: "accumulatedWeightedInfNorm", suffix: "v", slot: 1 },
      ];
      return create(optimizer, variables, slots, {
        name: "adamax",
        ...base,
        beta1,
        beta2,
        epsilon,
      });
    }
    default:
      return `since its optimizer is ${optimizer.getClassName()}`;
  }
}

/** The name of its class, unless it is one that somebody derived from those of TensorFlow.js. */
function readClass(optimizer: Optimizer): string | undefined {
  const own = optimizer.constructor as unknown as { className: string };
  return Object.hasOwn(own, "className") ? own.className : undefined;
}

async function create(
  optimizer: Optimizer,
  variables: readonly Variable[],
  slotFields: readonly SlotField[],
  options: OptimizerOptions,
): Promise<DenseOptimizer | string> {
  const fields = optimizer as unknown as Fields;
  const isSgd = options.name === "sgd";
  // TensorFlow.js' velocity is the sum of gradients, ours that of steps: times the learning rate.
  const hasSummed = isSgd && options.momentum !== 0;
  const readRate = async () =>
    isSgd ? -((await fields.c.data())[0] as number) : fields.learningRate;
  const rate = await readRate();
  if (!(rate > 0 && rate < 1e6)) return `since its learning rate is ${rate}`;
  for (const { field } of slotFields) {
    const kept = fields[field] as OptimizerVariable[];
    const isOfOthers = kept.some(({ variable }, place) => {
      return variables[place]?.shape.join() !== variable.shape.join();
    });
    if (isOfOthers) return "since its optimizer has trained another model";
  }
  return {
    options,
    steps: optimizer.iterations,
    readRate,
    async readSlots(present) {
      const length = present.reduce((sum, { size }) => sum + size, 0);
      const slots = new Float32Array(createUpdateRule(options).slots.length * length);
      const factor = hasSummed ? -(await readRate()) : 1;
      for (const { field, slot, start = 0 } of slotFields) {
        let offset = slot * length;
        for (const [place, { size }] of present.entries()) {
          const kept = (fields[field] as OptimizerVariable[])[place];
          const part = slots.subarray(offset, offset + size);
          if (kept) part.set(await kept.variable.data());
          else part.fill(start);
          if (factor !== 1)
            for (let i = 0; i < size; i += 1) part[i] = (part[i] as number) * factor;
          offset += size;
        }
      }
      return slots;
    },
    async write(present, slots, steps) {
      const length = present.reduce((sum, { size }) => sum + size, 0);
      const factor = hasSummed ? -1 / (await readRate()) : 1;
      for (const { field, suffix, slot } of slotFields) {
        const kept = fields[field] as OptimizerVariable[];
        let offset = slot * length;
        for (const [place, { name, shape, size }] of present.entries()) {
          const values = slots.slice(offset, offset + size);
          if (factor !== 1)
            for (let i = 0; i < size; i += 1) values[i] = (values[i] as number) * factor;
          const originalName = `${name}/${suffix}`;
          setVariable(kept[place]?.variable, values, shape, (variable) => {
            kept[place] = { originalName, variable };
          });
          offset += size;
        }
      }
      fields.iterations_ = steps;
      if (options.name === "adam" || options.name === "adamax") {
        setScalar(fields.accBeta1, fields.beta1 ** (steps + 1));
      }
      if (options.name === "adam") setScalar(fields.accBeta2, fields.beta2 ** (steps + 1));
      if (options.name === "adamax") setScalar(fields.iteration, steps);
    },
  };
}

function setScalar(variable: Variable, value: number): void {
  tf.tidy(() => variable.assign(tf.scalar(value)));
}

function setVariable(
  variable: Variable | undefined,
  values: Float32Array,
  shape: number[],
  keep: (variable: Variable) => void,
): void {
  tf.tidy(() => {
    const tensor = tf.tensor(values, shape);
    if (variable) variable.assign(tensor);
    else keep(tensor.variable(false));
  });
}
