import type { Batches } from "../batches";
import { createRelativeStep } from "../coming-move";
import { drawMasks } from "../dropout";
import { computeLearningRate } from "../schedules";
import { createTaskNetwork, type Task } from "../task";
import { hasFiniteLosses, type Measures, type Reading, type Stepper } from "../trainer";
import { DenseKernel } from "./kernel";
import type { DenseModules } from "./modules";

/** Multiply-adds a millisecond, until the first slice has been timed. */
const firstGuess = 2e6;
/** What a step costs besides its arithmetic, in multiply-adds. */
const stepOverhead = 1000;

export interface DenseStepper extends Stepper {
  /** Makes `steps` updates and takes no reading, which saves about half of the time of a small network. */
  advanceSilently(batches: Batches, steps: number): void;
}

/** The dense path: as many updates in one call into WebAssembly as the time allows. */
export function createDenseStepper(task: Task, modules: DenseModules): DenseStepper {
  const { compile, fit, seed, dataset } = task;
  const network = createTaskNetwork(task);
  const kernel = new DenseKernel(modules, {
    network,
    loss: compile.loss,
    optimizer: compile.optimizer,
    metrics: compile.metrics,
    batchSize: fit.batchSize,
    dataset,
  });
  const isDropping = network.layers.some(({ dropout }) => dropout > 0);
  // The kernel measures the step without masks.
  const measureRelativeStep = createRelativeStep(task);
  const isConstant = fit.schedule.name === "constant";
  const stepWork = 3 * network.weightCount * fit.batchSize + stepOverhead;
  let stepsPerMs = firstGuess / stepWork;
  let lastFiniteStep = 0;
  let order: Uint32Array | undefined;

  const rateAt = (step: number) =>
    computeLearningRate(fit.schedule, compile.optimizer.learningRate, step);

  /** One for each step, and one for the step after, whose length a reading tells. */
  function listRates(first: number, steps: number): number | Float32Array {
    if (isConstant) return compile.optimizer.learningRate;
    return Float32Array.from({ length: steps + 1 }, (_, index) => rateAt(first + index));
  }

  function takeOrder(batches: Batches): void {
    if (!fit.shuffle || order === batches.order) return;
    order = batches.order;
    kernel.setOrder(order);
  }

  function measure(batches: Batches): Measures {
    takeOrder(batches);
    const { steps: _, ...measures } = kernel.evaluate({
      offset: batches.position.offset,
      rate: rateAt(batches.step),
    });
    if (!isDropping) return measures;
    return { ...measures, relativeStep: measureRelativeStep(kernel.read(), batches) };
  }

  function readNow(batches: Batches): Reading {
    const reading = { ...measure(batches), step: batches.step, position: batches.position };
    if (hasFiniteLosses(reading)) {
      kernel.backUp();
      lastFiniteStep = batches.step;
    }
    return reading;
  }

  /** Updates without a reading, at most to the end of the epoch. */
  function update(batches: Batches, steps: number): void {
    takeOrder(batches);
    if (!isDropping) {
      const rates = listRates(batches.step, steps);
      kernel.train(steps, { offset: batches.position.offset, rates });
      batches.advance(steps);
      return;
    }
    for (let left = steps; left > 0; left -= 1) {
      const masks = drawMasks(network, batches.next.length, seed, batches.step);
      const { offset } = batches.position;
      kernel.trainMasked([...masks.values()], { offset, rate: rateAt(batches.step) });
      batches.advance();
    }
  }

  /** Whole epochs in the order that stays, and what is left: the kernel takes the readings. */
  function trainInOrder(batches: Batches, steps: number): Reading[] {
    const { offset } = batches.position;
    const rates = listRates(batches.step, steps);
    const slice = kernel.train(steps, { offset, rates, isRead: true });
    const first = batches.step;
    const readings = slice.readings.map(({ steps: _, ...measures }) => {
      batches.finishEpoch();
      const reading = { ...measures, step: batches.step, position: batches.position };
      if (hasFiniteLosses(reading)) lastFiniteStep = reading.step;
      return reading;
    });
    batches.advance(first + slice.steps - batches.step);
    return readings;
  }

  return {
    advanceSilently(batches, steps) {
      const goal = batches.step + steps;
      while (batches.step < goal) update(batches, Math.min(goal - batches.step, batches.stepsLeft));
    },
    async advance(batches, steps, deadline) {
      const readings: Reading[] = [];
      const goal = batches.step + steps;
      while (batches.step < goal) {
        const startedAt = performance.now();
        const startedWith = batches.step;
        const affordable = Math.ceil(stepsPerMs * Math.max(deadline - startedAt, 0));
        const wanted = Math.max(1, Math.min(goal - batches.step, affordable));
        if (isDropping || fit.shuffle) {
          update(batches, Math.min(wanted, batches.stepsLeft));
          if (batches.position.offset === 0) readings.push(readNow(batches));
        } else {
          readings.push(...trainInOrder(batches, wanted));
        }
        const isRead = readings.at(-1)?.step === batches.step;
        if (batches.step === goal && !isRead) readings.push(readNow(batches));
        if (readings.some((reading) => !hasFiniteLosses(reading))) break;
        const now = performance.now();
        stepsPerMs = (batches.step - startedWith) / Math.max(now - startedAt, 0.05);
        if (now >= deadline) break;
      }
      return readings;
    },
    async rewind() {
      kernel.rewind(lastFiniteStep);
    },
    measure: async (batches) => measure(batches),
    read: async () => kernel.read(),
    write(state, step) {
      kernel.write(
        { weights: Float32Array.from(state.weights), slots: Float32Array.from(state.slots) },
        step,
      );
      kernel.backUp();
      lastFiniteStep = step;
    },
    computeLoss: (weights) => kernel.computeLoss(weights),
    dispose: () => kernel.dispose(),
  };
}
