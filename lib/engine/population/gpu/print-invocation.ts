import { type DenseLayer, listVariables } from "../../network";
import { countStateNumbers, listClockNames, printPrelude, printUpdate } from "./print-prelude";
import type { Structure } from "./structure";
import { printLines } from "./wgsl-math";

export interface InvocationOptions {
  /** Invocations, and so networks, of a workgroup. */
  lanes: number;
}

/** The most weights of a network that one invocation trains: each is a line of the program. */
export const mostUnrolledWeights = 256;

/**
 * The program in which each invocation trains a network of its own, with no barriers at all. Every
 * multiplication is written out, so that weights and gradients have constant places and can stay in
 * registers, which an array under a loop variable cannot.
 */
export function printInvocationProgram(structure: Structure, { lanes }: InvocationOptions): string {
  const { network, rule } = structure;
  const { weightCount, layers } = network;
  const stride = countStateNumbers(structure);
  const numbers = Array.from({ length: weightCount }, (_, i) => i);
  const copySlots = (print: (there: string, here: string) => string) =>
    rule.slots.flatMap(({ name }, slot) =>
      numbers.map((i) =>
        print(`state[begin + ${(slot + 1) * weightCount + i}u]`, `memory[${i}].${name}`),
      ),
    );

  return `${printPrelude(structure)}${printUpdate(structure)}
@compute @workgroup_size(${lanes})
fn train(@builtin(global_invocation_id) id: vec3u) {
  if (id.x >= job.count) { return; }
  let index = job.first + id.x;
  member = members[index];
  let chunk = chunks[member.track];
  let begin = index * ${stride}u;

  var w: array<f32, ${weightCount}>;
  var memory: array<Memory, ${weightCount}>;
${printLines(
  numbers.map((i) => `w[${i}] = state[begin + ${i}u];`),
  2,
)}
${printLines(
  copySlots((there, here) => `${here} = ${there};`),
  2,
)}

  var offset = chunk.offset;
  var next = chunk.rows;
  for (var step = 0u; step < chunk.steps; step++) {
    setClock(${listClockNames(structure).length > 0 ? "chunk.clock + step" : "0u"});
    let batch = min(member.batchSize, member.trainCount - offset);
    var g = array<f32, ${weightCount}>();
    for (var place = 0u; place < batch; place++) {
      let example = findExample(offset, next, place);
${printLines([...printInputs(structure), ...layers.flatMap(printForward), ...printOutputDeltas(structure), ...printHiddenDeltas(layers), ...layers.flatMap(printGradients)], 6)}
    }

    let share = 1.0 / f32(batch);
${printLines([...layers.flatMap((layer, index) => printFinish(structure, layer, index)), ...printClipping(structure)], 4)}
    var kept: Memory;
${printLines(
  numbers.map(
    (i) => `kept = memory[${i}]; w[${i}] = update(w[${i}], g[${i}], &kept); memory[${i}] = kept;`,
  ),
  4,
)}
    offset += batch;
    if (offset == member.trainCount) { offset = 0u; }
    next += batch;
  }

${printLines(
  numbers.map((i) => `state[begin + ${i}u] = w[${i}];`),
  2,
)}
${printLines(
  copySlots((there, here) => `${there} = ${here};`),
  2,
)}
}
`;
}

const listUnits = ({ units }: { units: number }) =>
  Array.from({ length: units }, (_, unit) => unit);

/** What unit `i` below a layer says. */
const nameBelow = (index: number, i: number) => (index === 0 ? `x${i}` : `a${index - 1}_${i}`);

function printInputs({ network: { inputs } }: Structure): string[] {
  return listUnits({ units: inputs }).map(
    (i) => `let x${i} = data[member.trainX + example * ${inputs}u + ${i}u];`,
  );
}

function printForward(layer: DenseLayer, index: number): string[] {
  const { units, inputs, activation, kernelOffset, biasOffset } = layer;
  const sums = listUnits(layer).map((unit) => {
    const terms = listUnits({ units: inputs }).map(
      (i) => `${nameBelow(index, i)} * w[${kernelOffset + i * units + unit}]`,
    );
    return `let z${index}_${unit} = ${[`w[${biasOffset + unit}]`, ...terms].join(" + ")};`;
  });
  const values =
    activation === "softmax"
      ? printSoftmax(layer, index)
      : listUnits(layer).map(
          (unit) => `let a${index}_${unit} = ${activation}Value(z${index}_${unit});`,
        );
  return [
    `// Layer ${index}: z = Wᵀa + b${activation === "linear" ? "" : `, ${activation}`}.`,
    ...sums,
    ...values,
  ];
}

function printSoftmax(layer: DenseLayer, index: number): string[] {
  const units = listUnits(layer);
  const largest = units
    .map((unit) => `z${index}_${unit}`)
    .reduce((all, name) => `max(${all}, ${name})`);
  return [
    `let largest = ${largest};`,
    ...units.map((unit) => `let power${unit} = power(z${index}_${unit} - largest);`),
    `let total = ${units.map((unit) => `power${unit}`).join(" + ")};`,
    ...units.map((unit) => `let a${index}_${unit} = power${unit} / total;`),
  ];
}

function printOutputDeltas({ network, isFused, isSparse, targets }: Structure): string[] {
  const last = network.layers.length - 1;
  const layer = network.layers[last] as DenseLayer;
  const units = listUnits(layer);
  const target = `data[member.trainY + example * ${targets}u`;
  const wanted = units.map((unit) =>
    isSparse ? `select(0.0, 1.0, u32(${target}]) == ${unit}u)` : `${target} + ${unit}u]`,
  );
  const slopes = units.map((unit) => `lossSlope(a${last}_${unit}, ${wanted[unit]})`);
  const { activation } = layer;
  if (isFused) return units.map((unit) => `let d${last}_${unit} = ${slopes[unit]};`);
  if (activation === "softmax") {
    return [
      "// ∂E/∂zᵢ = pᵢ(sᵢ − Σ sⱼpⱼ), where s is the slope of the loss.",
      ...units.map((unit) => `let s${unit} = ${slopes[unit]};`),
      `let mean = ${units.map((unit) => `s${unit} * a${last}_${unit}`).join(" + ")};`,
      ...units.map((unit) => `let d${last}_${unit} = a${last}_${unit} * (s${unit} - mean);`),
    ];
  }
  return units.map(
    (unit) =>
      `let d${last}_${unit} = ${slopes[unit]} * ${activation}Slope(z${last}_${unit}, a${last}_${unit});`,
  );
}

/** ∂E/∂z of the hidden layers, from the last to the first. */
function printHiddenDeltas(layers: readonly DenseLayer[]): string[] {
  return layers
    .slice(0, -1)
    .map((layer, index) => {
      const above = layers[index + 1] as DenseLayer;
      return listUnits(layer).map((unit) => {
        const upstream = listUnits(above).map(
          (k) => `d${index + 1}_${k} * w[${above.kernelOffset + unit * above.units + k}]`,
        );
        return `let d${index}_${unit} = (${upstream.join(" + ")}) * ${layer.activation}Slope(z${index}_${unit}, a${index}_${unit});`;
      });
    })
    .reverse()
    .flat();
}

function printGradients(layer: DenseLayer, index: number): string[] {
  const { inputs, units, kernelOffset, biasOffset } = layer;
  return [
    `// ∂E/∂w of layer ${index}.`,
    ...listUnits({ units: inputs }).flatMap((i) =>
      listUnits(layer).map(
        (unit) =>
          `g[${kernelOffset + i * units + unit}] += d${index}_${unit} * ${nameBelow(index, i)};`,
      ),
    ),
    ...listUnits(layer).map((unit) => `g[${biasOffset + unit}] += d${index}_${unit};`),
  ];
}

/** The mean over the batch, and what regularizers and a limit on each number make of it. */
function printFinish({ clip, isRegularized }: Structure, layer: DenseLayer, index: number) {
  const { kernelOffset, biasOffset, units } = layer;
  const lines: string[] = [];
  for (let i = kernelOffset; i < biasOffset + units; i += 1) {
    const penalty =
      isRegularized[index] && i < biasOffset ? ` + penaltySlope${index}(w[${i}])` : "";
    const mean = `g[${i}] * share${penalty}`;
    lines.push(
      `g[${i}] = ${clip === "clipvalue" ? `clamp(${mean}, -member.limit, member.limit)` : mean};`,
    );
  }
  return lines;
}

/** Shortens the gradient of each variable, or the whole of it. */
function printClipping({ clip, network }: Structure): string[] {
  if (clip !== "clipnorm" && clip !== "globalClipnorm") return [];
  const variables =
    clip === "globalClipnorm" ? [{ start: 0, end: network.weightCount }] : listVariables(network);
  return variables.flatMap(({ start, end }, index) => {
    const places = Array.from({ length: end - start }, (_, i) => start + i);
    return [
      `let shrink${index} = shorten(${places.map((i) => `g[${i}] * g[${i}]`).join(" + ")}, member.limit);`,
      ...places.map((i) => `g[${i}] = g[${i}] * shrink${index};`),
    ];
  });
}
