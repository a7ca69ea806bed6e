import type { DenseLayer } from "../../network";
import { bindings, countStateNumbers, printPrelude } from "./print-prelude";
import type { Structure } from "./structure";
import { printMetric } from "./wgsl-losses";
import { printLines } from "./wgsl-math";

/** Numbers in a member's row of the results: whether it is sound; then of train and test their loss and metrics. */
export function countResultNumbers({ metrics }: Structure): number {
  return 1 + 2 * (1 + metrics.length);
}

/**
 * The program that measures networks as they stand: a workgroup has a network, and each of its lanes
 * some of the examples.
 */
export function printEvaluateProgram(structure: Structure, lanes: number): string {
  const { network } = structure;
  const results = countResultNumbers(structure);
  const sums = (results - 1) / 2;
  const stride = countStateNumbers(structure);
  const widest = Math.max(network.inputs, ...network.layers.map(({ units }) => units));

  return `${printPrelude(structure)}
@group(0) @binding(${bindings.results}) var<storage, read_write> results: array<f32>;

// The loss and the metrics, summed over examples.
alias Sums = array<f32, ${sums}>;

fn sumExamples(begin: u32, x: u32, y: u32, count: u32, lane: u32) -> Sums {
  var sums: Sums;
  for (var example = lane; example < count; example += ${lanes}u) {
    var below: array<f32, ${widest}>;
    var above: array<f32, ${widest}>;
    for (var i = 0u; i < ${network.inputs}u; i++) { below[i] = data[x + example * ${network.inputs}u + i]; }
${printLines([...network.layers.slice(0, -1).map(printHidden), ...printOutput(structure)], 4)}
  }
  return sums;
}

var<workgroup> partial: array<f32, ${lanes * results}>;

@compute @workgroup_size(${lanes})
fn evaluate(@builtin(workgroup_id) group: vec3u, @builtin(local_invocation_index) lane: u32) {
  let index = job.first + group.x;
  member = members[index];
  let begin = index * ${stride}u;

  // Counts the weights that are infinite or NaN: a maximum or a comparison may hide them.
  var unsound = 0.0;
  for (var i = lane; i < ${network.weightCount}u; i += ${lanes}u) {
    if (!isSound(state[begin + i])) { unsound += 1.0; }
  }
  var train = sumExamples(begin, member.trainX, member.trainY, member.trainCount, lane);
  var test = sumExamples(begin, member.testX, member.testY, member.testCount, lane);

  partial[lane * ${results}u] = unsound;
  for (var k = 0u; k < ${sums}u; k++) {
    partial[lane * ${results}u + 1u + k] = train[k];
    partial[lane * ${results}u + ${1 + sums}u + k] = test[k];
  }
  workgroupBarrier();
  if (lane < ${results}u) {
    var sum = 0.0;
    for (var other = 0u; other < ${lanes}u; other++) { sum += partial[other * ${results}u + lane]; }
    let count = select(select(member.trainCount, member.testCount, lane > ${sums}u), 1u, lane == 0u);
    results[index * ${results}u + lane] = sum / f32(count);
  }
}
`;
}

function printSums({ inputs, units, kernelOffset, biasOffset }: DenseLayer, then: string): string {
  return `for (var unit = 0u; unit < ${units}u; unit++) {
  var z = state[begin + ${biasOffset}u + unit];
  for (var i = 0u; i < ${inputs}u; i++) {
    z += below[i] * state[begin + ${kernelOffset}u + i * ${units}u + unit];
  }
  ${then}
}`;
}

function printHidden(layer: DenseLayer): string {
  return `${printSums(layer, `above[unit] = ${layer.activation}Value(z);`)}
for (var unit = 0u; unit < ${layer.units}u; unit++) { below[unit] = above[unit]; }`;
}

/** Of the last layer: the sums first, since softmax needs them all. */
function printOutput(structure: Structure): string[] {
  const { network, isSparse, targets, metrics } = structure;
  const layer = network.layers.at(-1) as DenseLayer;
  const { units, activation } = layer;
  const isSoftmax = activation === "softmax";
  const wanted = isSparse
    ? `select(0.0, 1.0, u32(data[y + example]) == unit)`
    : `data[y + example * ${targets}u + unit]`;
  const counted = metrics.flatMap((name, place) =>
    isSoftmax && name === "accuracy"
      ? []
      : [`sums[${place + 1}] += ${printMetric(name, units, activation === "sigmoid")};`],
  );
  const accuracyAt = isSoftmax ? metrics.indexOf("accuracy") : -1;
  return [
    printSums(layer, "above[unit] = z;"),
    ...(isSoftmax ? printSoftmaxTotal(units) : ["let total = 0.0;"]),
    ...(accuracyAt < 0 ? [] : ["var said = 0u;", "var meant = 0u;", "var largestWanted = -1.0;"]),
    `for (var unit = 0u; unit < ${units}u; unit++) {
  let z = above[unit];
  let value = ${isSoftmax ? "power(z - largest) / powers" : `${activation}Value(z)`};
  let wanted = ${wanted};
${printLines(
  [
    "sums[0] += lossValue(z, value, wanted, total);",
    ...counted,
    ...(accuracyAt < 0
      ? []
      : [
          "if (z > above[said]) { said = unit; }",
          "if (wanted > largestWanted) { meant = unit; largestWanted = wanted; }",
        ]),
  ],
  2,
)}
}`,
    ...(accuracyAt < 0 ? [] : [`sums[${accuracyAt + 1}] += select(0.0, 1.0, said == meant);`]),
  ];
}

/** log Σ eᶻ. */
function printSoftmaxTotal(units: number): string[] {
  return [
    "var largest = above[0];",
    `for (var i = 1u; i < ${units}u; i++) { largest = max(largest, above[i]); }`,
    "var powers = 0.0;",
    `for (var i = 0u; i < ${units}u; i++) { powers += power(above[i] - largest); }`,
    "let total = largest + logarithm(powers);",
  ];
}
