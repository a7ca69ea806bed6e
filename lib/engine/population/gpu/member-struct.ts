import type { Task } from "../../task";
import type { Structure } from "./structure";

/** One number that each member has of its own, in the order in which the GPU finds them. */
interface Field {
  name: string;
  type: "f32" | "u32";
  read(task: Task, place: MemberPlace): number;
}

/** Where a member finds what it shares with others. */
export interface MemberPlace {
  /** Where its inputs and targets begin in the numbers of all data sets. */
  train: { x: number; y: number };
  test: { x: number; y: number };
  /** The number of its track. */
  track: number;
}

function listFields({ rule, clip, loss, hasSchedule, hasWeightDecay, isRegularized }: Structure) {
  const fields: Field[] = [
    { name: "batchSize", type: "u32", read: ({ fit }) => fit.batchSize },
    { name: "track", type: "u32", read: (_, { track }) => track },
    { name: "trainCount", type: "u32", read: ({ dataset }) => dataset.train.count },
    { name: "trainX", type: "u32", read: (_, { train }) => train.x },
    { name: "trainY", type: "u32", read: (_, { train }) => train.y },
    { name: "testCount", type: "u32", read: ({ dataset }) => dataset.test.count },
    { name: "testX", type: "u32", read: (_, { test }) => test.x },
    { name: "testY", type: "u32", read: (_, { test }) => test.y },
  ];
  const add = (name: string, read: (task: Task) => number) => {
    fields.push({ name, type: "f32", read });
  };
  if (!hasSchedule) add("learningRate", ({ compile }) => compile.optimizer.learningRate);
  if (hasWeightDecay) add("weightDecay", ({ compile }) => compile.optimizer.weightDecay);
  for (const [name, read] of Object.entries(rule.settings)) {
    add(name, ({ compile }) => read(compile.optimizer));
  }
  if (clip) add("limit", ({ compile }) => compile.optimizer[clip] as number);
  if (loss === "huber") {
    add("delta", ({ compile }) => (compile.loss as { delta: number }).delta);
  }
  for (const [index, isSo] of isRegularized.entries()) {
    if (!isSo) continue;
    add(`l1Of${index}`, ({ model }) => model.layers[index]?.kernelRegularizer.l1 ?? 0);
    add(`l2Of${index}`, ({ model }) => model.layers[index]?.kernelRegularizer.l2 ?? 0);
  }
  return fields;
}

/** The WGSL struct of a member's own numbers. */
export function printMemberStruct(structure: Structure): string {
  const fields = listFields(structure).map(({ name, type }) => `  ${name}: ${type},`);
  return `struct Member {\n${fields.join("\n")}\n}`;
}

export function countMemberBytes(structure: Structure): number {
  return 4 * listFields(structure).length;
}

/** The members' own numbers as the GPU reads them. */
export function packMembers(
  structure: Structure,
  tasks: readonly Task[],
  places: readonly MemberPlace[],
): ArrayBuffer {
  const fields = listFields(structure);
  const bytes = new ArrayBuffer(4 * fields.length * tasks.length);
  const floats = new Float32Array(bytes);
  const integers = new Uint32Array(bytes);
  for (const [index, task] of tasks.entries()) {
    for (const [column, { type, read }] of fields.entries()) {
      const place = index * fields.length + column;
      (type === "f32" ? floats : integers)[place] = read(task, places[index] as MemberPlace);
    }
  }
  return bytes;
}
