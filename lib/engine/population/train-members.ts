import type { Experiment } from "../../experiment/experiment";
import { Batches } from "../batches";
import { loadDense } from "../dense/load";
import type { DenseModules } from "../dense/modules";
import { createDenseStepper } from "../dense/stepper";
import { describeWasm, isSoftware, nameGpu, openGpu } from "../devices";
import type { Metrics } from "../metrics";
import { checkTask, createTask } from "../task";
import { createStart, createTrainer, type LogEntry } from "../trainer";
import type { PopulationEngine } from "./plan-population";

/** How a member stands at the end of its last epoch. A loss that is not finite says that it diverged. */
export interface MemberResult {
  loss: number;
  testLoss: number;
  metrics?: Metrics;
  testMetrics?: Metrics;
  /** From the start on, an entry an epoch, where it was asked for. */
  history?: LogEntry[];
}

/** Something that trains populations. */
export interface Population {
  gpuName: string | null;
  /** What takes time once for networks of this shape: to compile, and to try how they train fastest. */
  prepare(members: readonly Experiment[]): Promise<void>;
  /**
   * The results of networks of one shape, in their order; or why it cannot train them. To keep
   * histories takes about twice as long.
   */
  train(members: readonly Experiment[], needsHistories: boolean): Promise<MemberResult[] | string>;
}

/** What trains populations on an engine, or why it cannot be had, in a sentence without its full stop. */
export async function openPopulation(engine: PopulationEngine): Promise<Population | string> {
  switch (engine) {
    case "dense": {
      const missing = describeWasm();
      return missing === null ? openDensePopulation() : `${missing}, which a population needs`;
    }
    case "webgpu":
      // Once, since it remembers which layouts are fast.
      openedGpu ??= openOnGpu();
      return openedGpu;
  }
}

let openedGpu: Promise<Population | string> | undefined;

async function openOnGpu(): Promise<Population | string> {
  const { openGpuPopulation } = await import("./gpu/train-on-gpu");
  const gpu = await openGpu();
  if (typeof gpu === "string") return gpu;
  if (isSoftware(gpu)) return "The graphics processor of this browser is software";
  return openGpuPopulation(gpu.device, nameGpu(gpu));
}

async function openDensePopulation(): Promise<Population> {
  const modules = await loadDense();
  return {
    gpuName: null,
    async prepare() {},
    async train(members, needsHistories) {
      const trainOne = needsHistories ? trainWithHistory : trainMember;
      const results: MemberResult[] = [];
      for (const member of members) results.push(await trainOne(member, modules));
      return results;
    },
  };
}

/** All epochs of one member, by the very steps by which it would be trained alone: the same bytes. */
export async function trainMember(
  member: Experiment,
  modules: DenseModules,
): Promise<MemberResult> {
  const task = createTask(member);
  checkTask(task);
  const start = createStart(task);
  const batches = new Batches(task.dataset.train.count, task, start);
  const stepper = createDenseStepper(task, modules);
  try {
    stepper.write(start, 0);
    stepper.advanceSilently(batches, batches.countStepsTo(member.fit.epochs));
    const { relativeStep: _, ...result } = await stepper.measure(batches);
    return result;
  } finally {
    stepper.dispose();
  }
}

/** The same with all that was measured on the way. A run that breaks off has its last finite entries. */
export async function trainWithHistory(
  member: Experiment,
  modules: DenseModules,
): Promise<MemberResult> {
  const task = createTask(member);
  checkTask(task);
  const trainer = createTrainer(task, (dense) => createDenseStepper(dense, modules));
  try {
    const start = await trainer.evaluate();
    const slice = await trainer.train({ epoch: member.fit.epochs }, Number.POSITIVE_INFINITY);
    const history = [start, ...slice.logs];
    const { loss, testLoss, metrics, testMetrics } = history.at(-1) as LogEntry;
    if (slice.divergedAtStep === undefined)
      return { loss, testLoss, metrics, testMetrics, history };
    return { loss: Number.NaN, testLoss: Number.NaN, history };
  } finally {
    trainer.dispose();
  }
}
