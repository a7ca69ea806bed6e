import type { Experiment, MetricName, Optimizer } from "../../../experiment/experiment";
import { getLoss } from "../../losses";
import type { Network } from "../../network";
import { createTaskNetwork, type Task } from "../../task";
import { getWgslRule, type WgslRule } from "./wgsl-optimizers";

/** What all members of a population have in common: all that the printed program depends on. */
export interface Structure {
  network: Network;
  loss: Experiment["compile"]["loss"]["name"];
  /** Whether a target is one class index. */
  isSparse: boolean;
  isFused: boolean;
  /** Numbers in the target of an example. */
  targets: number;
  metrics: readonly MetricName[];
  rule: WgslRule;
  clip: ClipName | null;
  hasWeightDecay: boolean;
  /** For each layer, whether any member has a regularizer there. */
  isRegularized: readonly boolean[];
  /** Whether any member's learning rate follows a schedule. */
  hasSchedule: boolean;
  /** Whether any member draws a new order for every epoch. */
  isShuffled: boolean;
}

export const clipNames = ["clipvalue", "clipnorm", "globalClipnorm"] as const;
export type ClipName = (typeof clipNames)[number];

/** The structure of members for which `findMismatch` finds nothing. */
export function createStructure(tasks: readonly Task[]): Structure {
  const task = tasks[0] as Task;
  const { optimizer, loss, metrics } = task.compile;
  const { isSparse, fusedWith } = getLoss(loss);
  const network = createTaskNetwork(task);
  const some = (test: (task: Task) => boolean) => tasks.some(test);
  return {
    network,
    loss: loss.name,
    isSparse,
    isFused: fusedWith !== null,
    targets: isSparse ? 1 : network.outputs,
    metrics,
    rule: getWgslRule(optimizer, {
      usesMomentum: some(({ compile }) => getMomentum(compile.optimizer) > 0),
    }),
    clip: findClip(optimizer),
    hasWeightDecay: some(({ compile }) => compile.optimizer.weightDecay > 0),
    isRegularized: network.layers.map((_, index) =>
      some(({ model }) => {
        const regularizer = model.layers[index]?.kernelRegularizer;
        return !!regularizer && (regularizer.l1 > 0 || regularizer.l2 > 0);
      }),
    ),
    hasSchedule: some(({ fit }) => fit.schedule.name !== "constant"),
    isShuffled: some(({ fit }) => fit.shuffle),
  };
}

function findClip(optimizer: Optimizer): ClipName | null {
  return clipNames.find((name) => optimizer[name] !== undefined) ?? null;
}

function getMomentum(optimizer: Optimizer): number {
  return "momentum" in optimizer ? optimizer.momentum : 0;
}

/**
 * The first thing in which a member differs from member 0 although it must not, as a sentence, or null.
 * What is a number may differ, and so may the initializers, the schedule and the order of the examples.
 */
export function findMismatch(tasks: readonly Task[]): string | null {
  const expected = tasks[0] && describe(tasks[0]);
  for (const [index, task] of tasks.entries()) {
    for (const [name, value] of Object.entries(describe(task))) {
      const wanted = expected?.[name];
      if (value !== wanted) {
        return `networks of one shape train together, but ${name} of member ${index} is ${value}, and of member 0 ${wanted}`;
      }
    }
  }
  return null;
}

function describe({ model, compile, fit, dataset }: Task): Record<string, string | number> {
  const { optimizer, loss, metrics } = compile;
  const choices = Object.entries(optimizer).filter(([, value]) => typeof value === "boolean");
  return {
    inputs: dataset.train.x.length / dataset.train.count,
    layers: model.layers.map(({ units, activation }) => `${units} ${activation}`).join(", "),
    loss: loss.name,
    metrics: metrics.join(", ") || "none",
    optimizer: optimizer.name,
    ...Object.fromEntries(choices.map(([name, value]) => [name, String(value)])),
    clipping: findClip(optimizer) ?? "none",
    epochs: fit.epochs,
  };
}
