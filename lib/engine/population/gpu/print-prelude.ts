import { printMemberStruct } from "./member-struct";
import type { Structure } from "./structure";
import { printActivations } from "./wgsl-activations";
import { printLoss } from "./wgsl-losses";
import { printLines, wgslMath } from "./wgsl-math";

/** The places of the buffers, the same in all programs, so that they share one bind group. */
export const bindings = {
  job: 0,
  members: 1,
  chunks: 2,
  data: 3,
  clock: 4,
  rows: 5,
  state: 6,
  results: 7,
} as const;

/** What the clock says of each step: the learning rate if it has a schedule, and the rule's factors. */
export function listClockNames({ hasSchedule, rule }: Structure): string[] {
  return [...(hasSchedule ? ["rate"] : []), ...rule.factors];
}

/** How many numbers the GPU keeps of each member: its weights, then the slots in use, slot by slot. */
export function countStateNumbers({ network, rule }: Structure): number {
  return network.weightCount * (1 + rule.slots.length);
}

/** Types, buffers and functions of one network that all programs begin with. */
export function printPrelude(structure: Structure): string {
  const { network, loss } = structure;
  const activations = network.layers.map(({ activation }) => activation);
  return `// ${network.inputs} inputs${network.layers.map(({ units, activation }) => `, ${units} ${activation}`).join("")}: ${network.weightCount} weights.

${printMemberStruct(structure)}

// Which members a dispatch is about.
struct Job { first: u32, count: u32 }

// The coming steps of a track: how many, where in the epoch the first begins, and from where on the
// clock and the order of the examples are theirs.
struct Chunk { steps: u32, offset: u32, clock: u32, rows: u32 }

@group(0) @binding(${bindings.job}) var<uniform> job: Job;
@group(0) @binding(${bindings.members}) var<storage, read> members: array<Member>;
@group(0) @binding(${bindings.chunks}) var<storage, read> chunks: array<Chunk>;
@group(0) @binding(${bindings.data}) var<storage, read> data: array<f32>;
@group(0) @binding(${bindings.state}) var<storage, read_write> state: array<f32>;

var<private> member: Member;
${wgslMath}${printActivations(activations)}${printLoss(loss, network.outputs)}`;
}

/** What the two training programs share: the clock, and how a step changes one weight. */
export function printUpdate(structure: Structure): string {
  const { rule, hasSchedule, hasWeightDecay, isRegularized, isShuffled } = structure;
  const clockNames = listClockNames(structure);
  const hasClock = clockNames.length > 0;
  const memoryNames = rule.slots.length > 0 ? rule.slots.map(({ name }) => name) : ["unused"];
  const move = "computeMove(gradient, memory)";
  return `
// What the optimizer remembers of one weight.
struct Memory { ${memoryNames.map((name) => `${name}: f32`).join(", ")} }
${
  hasClock
    ? `
// Numbers that depend on the step alone.
struct Factor { ${clockNames.map((name) => `${name}: f32`).join(", ")} }
@group(0) @binding(${bindings.clock}) var<storage, read> clock: array<Factor>;
var<private> factor: Factor;
`
    : ""
}${
  isShuffled
    ? `@group(0) @binding(${bindings.rows}) var<storage, read> rows: array<u32>;
`
    : ""
}
var<private> rate: f32;

fn setClock(place: u32) {
${printLines([...(hasClock ? ["factor = clock[place];"] : []), `rate = ${hasSchedule ? "factor.rate" : "member.learningRate"};`], 2)}
}

// Which training example is at this place of the coming ones.
fn findExample(offset: u32, next: u32, place: u32) -> u32 {
  return ${isShuffled ? "rows[next + place]" : "offset + place"};
}

fn computeMove(gradient: f32, memory: ptr<function, Memory>) -> f32 {
${printLines([rule.body.trim()], 2)}
}

fn update(weight: f32, gradient: f32, memory: ptr<function, Memory>) -> f32 {
  return weight + ${hasWeightDecay ? `(${move} - rate * member.weightDecay * weight)` : move};
}
${isRegularized
  .map((isSo, index) =>
    isSo
      ? `
// Of l1·|w| + l2·w² in layer ${index}.
fn penaltySlope${index}(weight: f32) -> f32 {
  return member.l1Of${index} * sign(weight) + 2.0 * member.l2Of${index} * weight;
}
`
      : "",
  )
  .join("")}
// What a gradient of this norm is multiplied by, so that it is no longer than the limit.
fn shorten(squares: f32, limit: f32) -> f32 {
  let norm = sqrt(squares);
  return select(1.0, limit / norm, norm > limit);
}
`;
}
