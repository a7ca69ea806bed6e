import { DenseKernel } from "../lib/engine/dense/kernel";
import { loadDense } from "../lib/engine/dense/load";
import { createDenseStepper } from "../lib/engine/dense/stepper";
import { createMember, listSeeds } from "../lib/engine/population/members";
import type { PopulationEngine } from "../lib/engine/population/plan-population";
import { openPopulation } from "../lib/engine/population/train-members";
import { createTaskNetwork, type Task } from "../lib/engine/task";
import { createStart, createTrainer, type Trainer } from "../lib/engine/trainer";
import type { Experiment } from "../lib/experiment/experiment";
import { PopulationClient } from "../lib/kernel/population";
import type { PopulationReply, PopulationRequest } from "../lib/kernel/protocol";

/** The dense path as the book uses it, with its measurements after each epoch. */
export async function openDenseTrainer(task: Task): Promise<Trainer> {
  const modules = await loadDense();
  return createTrainer(task, (stepped) => createDenseStepper(stepped, modules));
}

export interface DenseRun {
  /** Whole passes over the training examples, with updates and nothing else. */
  trainEpochs(count: number): void;
  readWeights(): Float32Array;
  dispose(): void;
}

/** The kernels alone, from the task's own start. */
export async function openDenseKernel(task: Task): Promise<DenseRun> {
  const { compile, fit, dataset } = task;
  const kernel = new DenseKernel(await loadDense(), {
    ...compile,
    network: createTaskNetwork(task),
    batchSize: fit.batchSize,
    dataset,
  });
  const { weights, slots } = createStart(task);
  kernel.write({ weights: Float32Array.from(weights), slots: Float32Array.from(slots) }, 0);
  const stepsPerEpoch = Math.ceil(dataset.train.count / fit.batchSize);
  return {
    trainEpochs(count) {
      kernel.train(count * stepsPerEpoch, { offset: 0, rates: compile.optimizer.learningRate });
    },
    readWeights: () => kernel.read().weights,
    dispose: () => kernel.dispose(),
  };
}

export interface PopulationRun {
  /** Trains all members from their starts to the Experiment's last epoch. */
  train(): Promise<void>;
  dispose(): void;
}

/** The book's pool of so many workers, in which every network is trained on the CPU. */
export function openPool(
  experiment: Experiment,
  members: number,
  workerCount: number,
): PopulationRun {
  const client = new PopulationClient(createCpuWorker, workerCount);
  const changes = listSeeds(members);
  return {
    async train() {
      let trained = 0;
      const outcome = await client.train(experiment, changes, {
        onResults: (_from, results) => {
          trained += results.length;
        },
        onPlan() {},
      });
      if (outcome.status !== "ok" || trained !== members) {
        throw new Error(`openPool: expected ${members} trained networks, but got ${trained}.`);
      }
    },
    dispose: () => client.dispose(),
  };
}

/** A population in this very thread; or why this engine cannot train it. */
export async function openPopulationHere(
  engine: PopulationEngine,
  experiment: Experiment,
  members: number,
): Promise<PopulationRun | string> {
  const population = await openPopulation(engine);
  if (typeof population === "string") return population;
  const list = listSeeds(members).map((change) => createMember(experiment, change));
  return {
    async train() {
      const results = await population.train(list, false);
      if (typeof results === "string") throw new Error(results);
    },
    dispose() {},
  };
}

/** A worker of the pool that finds no graphics processor. */
function createCpuWorker(): Worker {
  const worker = new Worker(new URL("../lib/kernel/population-worker.ts", import.meta.url), {
    type: "module",
  });
  const post = worker.postMessage.bind(worker);
  worker.postMessage = (request: PopulationRequest) => {
    if (request.engine === "dense") {
      post(request);
      return;
    }
    const reply: PopulationReply = {
      type: "population_reply",
      parentId: request.id,
      outcome: { status: "impossible", reason: "The CPU is measured" },
    };
    worker.onmessage?.(new MessageEvent("message", { data: reply }));
  };
  return worker;
}
