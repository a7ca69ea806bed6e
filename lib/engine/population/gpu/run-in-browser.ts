import { type ExperimentInput, parseExperiment } from "../../../experiment/experiment";
import { createTask } from "../../task";
import type { Goal, Snapshot } from "../../trainer";
import { createGpuPopulation, type GpuPopulationOptions } from "./gpu-population";
import { measureLayouts } from "./measure-layouts";
import type { PopulationReading } from "./population-reading";
import { openGpuPopulation } from "./train-on-gpu";

/** A population as plain data, for a page that trains it. */
export interface Scenario {
  experiments: readonly ExperimentInput[];
  options?: Pick<GpuPopulationOptions, "layout" | "lanes" | "groupSize">;
  /** Where to stop on the way; the last is the end. */
  goals: readonly Goal[];
  readAt?: readonly number[];
  /** Begins a new population at each stop, from the snapshots of the last one. */
  reopens?: boolean;
}

export interface Outcome {
  members: MemberOutcome[];
  readings: PlainReading[];
  final: PlainReading;
}

export interface MemberOutcome extends Omit<Snapshot, "weights" | "slots"> {
  weights: number[];
  slots: number[];
}

export interface PlainReading {
  epoch: number | null;
  loss: number[];
  testLoss: number[];
  metrics: Record<string, number[]>;
  testMetrics: Record<string, number[]>;
}

let opening: Promise<GPUDevice> | undefined;

async function openDevice(): Promise<GPUDevice> {
  const adapter = await navigator.gpu.requestAdapter();
  if (!adapter) throw new Error("There is no WebGPU adapter.");
  return adapter.requestDevice();
}

/** Trains a population in this page, on one device for all calls. */
export async function runScenario(scenario: Scenario): Promise<Outcome> {
  opening ??= openDevice();
  const device = await opening;
  const tasks = scenario.experiments.map((experiment) => createTask(parseExperiment(experiment)));
  const readings: PlainReading[] = [];
  let population = await createGpuPopulation(device, tasks, scenario.options);
  for (const [index, goal] of scenario.goals.entries()) {
    if (scenario.reopens && index > 0) {
      const starts = await population.snapshots();
      population.dispose();
      population = await createGpuPopulation(device, tasks, { ...scenario.options, starts });
    }
    const isDone = await population.train(goal, {
      readAt: scenario.readAt,
      onReading: (reading) => readings.push(toPlain(reading)),
    });
    if (!isDone) throw new Error("The goal was not reached.");
  }
  const snapshots = await population.snapshots();
  const final = toPlain(await population.evaluate());
  population.dispose();
  const members = snapshots.map((snapshot) => ({
    ...snapshot,
    weights: [...snapshot.weights],
    slots: [...snapshot.slots],
  }));
  return { members, readings, final };
}

function toPlain(reading: PopulationReading): PlainReading {
  const lists = (arrays: PopulationReading["metrics"]) =>
    Object.fromEntries(Object.entries(arrays).map(([name, values]) => [name, [...values]]));
  return {
    epoch: reading.epoch,
    loss: [...reading.loss],
    testLoss: [...reading.testLoss],
    metrics: lists(reading.metrics),
    testMetrics: lists(reading.testMetrics),
  };
}

/** What the engine's own interface makes of a population, and how fast its layouts are. */
export async function runThroughInterface(inputs: readonly ExperimentInput[]) {
  opening ??= openDevice();
  const device = await opening;
  const experiments = inputs.map((experiment) => parseExperiment(experiment));
  const results = await openGpuPopulation(device, "software").train(experiments, false);
  const speeds = await measureLayouts(device, experiments.map(createTask), 100);
  return { results, speeds };
}

/** What happens to a population that is stopped: by its signal, and by the loss of its device. */
export async function runInterruptions(experiment: ExperimentInput) {
  const device = await openDevice();
  const task = createTask(parseExperiment(experiment));
  const population = await createGpuPopulation(device, [task]);
  const controller = new AbortController();
  const epochs = 100_000;
  const stopped = population.train({ epoch: epochs }, { signal: controller.signal });
  const second = await population.evaluate().catch((error: Error) => error.message);
  setTimeout(() => controller.abort(), 50);
  const isDone = await stopped;
  const { step } = await population.snapshot(0);
  const lost = population.train({ epoch: epochs }).catch((error: Error) => error.message);
  setTimeout(() => device.destroy(), 50);
  return { second, isDone, step, lost: await lost };
}
