import type { History } from "@tensorflow/tfjs-layers";
import type { Host } from "../host";
import type { DensePlan } from "./dense-plan";
import { DivergenceError } from "./divergence";
import { tf } from "./tf";
import type { TrainingDisplay } from "./training-display";

/** Between two breaths, in which a Stop can arrive. */
const breathMs = 12;
/** Multiply-adds a millisecond, until the first slice has been timed. */
const firstGuess = 2e6;

/**
 * Trains by the plan and gives back what `fit` does. Weights and the optimizer's memory are in the model
 * again whenever somebody else can look at them: in callbacks, after a Stop, after an error, at the end.
 */
export async function trainDense(
  plan: DensePlan,
  display: TrainingDisplay | undefined,
  host: Host,
): Promise<History> {
  const { model, kernel } = plan;
  if (model.isTraining) {
    kernel.dispose();
    throw new Error("Cannot start training because another fit() call is ongoing.");
  }
  model.isTraining = true;
  const run = new DenseRun(plan, display, host);
  try {
    const history = await run.train();
    display?.show("done");
    return history;
  } catch (error) {
    if (run.hasBegun) display?.show(error instanceof DivergenceError ? "diverged" : "stopped");
    throw error;
  } finally {
    kernel.dispose();
    model.isTraining = false;
  }
}

class DenseRun {
  hasBegun = false;
  readonly #plan: DensePlan;
  readonly #display: TrainingDisplay | undefined;
  readonly #host: Host;
  readonly #history = new tf.History();
  readonly #order: Uint32Array;
  readonly #steps: number;
  #stepsDone: number;
  #rate = 0;
  #stepsPerMs: number;
  #breathedAt = performance.now();

  constructor(plan: DensePlan, display: TrainingDisplay | undefined, host: Host) {
    this.#plan = plan;
    this.#display = display;
    this.#host = host;
    this.#order = Uint32Array.from({ length: plan.trainCount }, (_, row) => row);
    this.#steps = Math.ceil(plan.trainCount / plan.batchSize);
    this.#stepsDone = plan.optimizer.steps;
    this.#stepsPerMs = firstGuess / plan.stepWork;
  }

  async train(): Promise<History> {
    const { model, epochs, initialEpoch, callbacks } = this.#plan;
    const list = this.#openCallbacks();
    model.history = this.#history;
    await list.onTrainBegin();
    this.hasBegun = true;
    this.#display?.show("running");
    model.stopTraining_ = false;
    const isWatched = callbacks.some(isListening);
    if (!isWatched) await this.#load();
    let isStored = true;
    try {
      for (let epoch = initialEpoch; epoch < epochs && !model.stopTraining_; epoch += 1) {
        await list.onEpochBegin(epoch);
        if (isWatched) await this.#load();
        isStored = false;
        const logs = await this.#trainEpoch(epoch);
        if (isWatched) {
          await this.#store();
          isStored = true;
        }
        await list.onEpochEnd(epoch, logs);
        this.#display?.addLogs(logs);
        if (!Number.isFinite(logs.loss)) throw new DivergenceError(logs.loss as number, epoch);
        this.#display?.setPlace(epoch + 1 - initialEpoch, 0);
        if (performance.now() - this.#breathedAt >= breathMs) await this.#breathe();
      }
    } finally {
      if (!isStored) await this.#store();
    }
    await list.onTrainEnd();
    return this.#history;
  }

  #openCallbacks(): InstanceType<typeof tf.CallbackList> {
    const { model, labels, args, callbacks, epochs, initialEpoch, ...plan } = this.#plan;
    const twins = plan.hasValidation ? labels.map((label) => `val_${label}`) : [];
    const list = new tf.CallbackList([...callbacks, this.#history]);
    list.setParams({
      epochs,
      initialEpoch,
      samples: plan.trainCount,
      steps: null as never,
      batchSize: plan.batchSize,
      verbose: args.verbose ?? 1,
      doValidation: plan.hasValidation,
      metrics: [...labels, ...twins] as never,
    });
    list.setModel(model as never);
    return list;
  }

  /** One pass over the examples, in slices; the logs are those of TensorFlow.js, in float32. */
  async #trainEpoch(epoch: number): Promise<Record<string, number>> {
    const { kernel, initialEpoch, batchSize, isShuffled, trainCount } = this.#plan;
    if (isShuffled) {
      // Draws the same numbers as TensorFlow.js, and shuffles what the last epoch has shuffled.
      tf.util.shuffle(this.#order);
      kernel.setOrder(this.#order);
    }
    kernel.beginLog();
    let done = 0;
    while (done < this.#steps) {
      const startedAt = performance.now();
      const affordable = Math.max(1, Math.floor(this.#stepsPerMs * breathMs));
      const steps = Math.min(this.#steps - done, affordable);
      kernel.train(steps, { offset: done * batchSize, rates: this.#rate });
      done += steps;
      this.#stepsDone += steps;
      this.#stepsPerMs = steps / Math.max(performance.now() - startedAt, 0.05);
      if (done === this.#steps) break;
      this.#display?.setPlace(epoch - initialEpoch, done / this.#steps);
      await this.#breathe();
    }
    const means = this.#label("", kernel.readLog(trainCount));
    if (!this.#plan.hasValidation) return means;
    return { ...this.#label("val_", kernel.measureTest()), ...means };
  }

  #label(
    prefix: string,
    { loss, metrics }: ReturnType<DensePlan["kernel"]["measureTest"]>,
  ): Record<string, number> {
    const values = [loss, ...this.#plan.metrics.map((name) => metrics[name] as number)];
    return Object.fromEntries(
      this.#plan.labels.map((label, place) => [
        `${prefix}${label}`,
        Math.fround(values[place] as number),
      ]),
    );
  }

  async #breathe(): Promise<void> {
    if (this.#display?.isDue) this.#display.show("running");
    await this.#host.breathe();
    this.#breathedAt = performance.now();
  }

  /** Takes weights, memory and learning rate from the model. */
  async #load(): Promise<void> {
    const { kernel, variables, optimizer } = this.#plan;
    const parts = await Promise.all(variables.map((variable) => variable.data()));
    const weights = new Float32Array(variables.reduce((sum, { size }) => sum + size, 0));
    let offset = 0;
    for (const part of parts) {
      weights.set(part, offset);
      offset += part.length;
    }
    this.#rate = await optimizer.readRate();
    kernel.write({ weights, slots: await optimizer.readSlots(variables) }, this.#stepsDone);
  }

  async #store(): Promise<void> {
    const { kernel, variables, optimizer } = this.#plan;
    const { weights, slots } = kernel.read();
    let offset = 0;
    for (const variable of variables) {
      const values = weights.slice(offset, offset + variable.size);
      offset += variable.size;
      tf.tidy(() => variable.assign(tf.tensor(values, variable.shape)));
    }
    await optimizer.write(variables, slots, this.#stepsDone);
  }
}

/** Whether a callback does anything at all: `fit` makes an idle one of no callbacks. */
function isListening(callback: DensePlan["callbacks"][number]): boolean {
  if (!(callback instanceof tf.CustomCallback)) return true;
  const { trainBegin, epochBegin, epochEnd, trainEnd } = callback as unknown as Record<
    string,
    unknown
  >;
  return Boolean(trainBegin || epochBegin || epochEnd || trainEnd);
}
