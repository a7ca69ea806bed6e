import type { DenseLayer } from "../../network";
import { countStateNumbers, listClockNames, printPrelude, printUpdate } from "./print-prelude";
import type { Structure } from "./structure";
import { printLines } from "./wgsl-math";

export interface WorkgroupOptions {
  /** Invocations of a workgroup. */
  lanes: number;
  /** Rows of a batch that are worked on at a time. */
  tileRows: number;
}

/**
 * The program in which a workgroup trains a network: its weights and the activations of some rows lie
 * in workgroup memory. Forwards and backwards, a lane has a row and a unit; in the update it has
 * weights of its own, whose gradients and slots it keeps to itself. Every sum runs in a fixed order,
 * which is the same for all units of a layer.
 *
 * The gradients are set to zero in so many words: a plain `var` in a loop kept the last step's on
 * SwiftShader.
 */
export function printWorkgroupProgram(structure: Structure, options: WorkgroupOptions): string {
  const { network } = structure;
  const { lanes, tileRows } = options;
  const layers = listLayers(structure, lanes);
  const owned = layers.reduce((count, layer) => count + layer.perLane, 0);
  const stride = countStateNumbers(structure);
  const context: Context = { structure, lanes, layers };
  const weightCount = network.weightCount;

  return `${printPrelude(structure)}${printUpdate(structure)}
var<workgroup> weights: array<f32, ${weightCount}>;
var<workgroup> inputs: array<f32, ${tileRows * network.inputs}>;
${layers.map((layer) => printArrays(layer, tileRows)).join("\n")}
var<workgroup> partial: array<f32, ${lanes}>;

// The sum of a number over all lanes, in their order.
fn sumOverLanes(value: f32, lane: u32) -> f32 {
  workgroupBarrier();
  partial[lane] = value;
  workgroupBarrier();
  var sum = 0.0;
  for (var other = 0u; other < ${lanes}u; other++) { sum += partial[other]; }
  return sum;
}

@compute @workgroup_size(${lanes})
fn train(@builtin(workgroup_id) group: vec3u, @builtin(local_invocation_index) lane: u32) {
  let index = job.first + group.x;
  member = members[index];
  let batchSize = members[index].batchSize;
  let trainCount = members[index].trainCount;
  let chunk = chunks[members[index].track];
  let begin = index * ${stride}u;

  for (var i = lane; i < ${weightCount}u; i += ${lanes}u) { weights[i] = state[begin + i]; }
  var memory: array<Memory, ${owned}>;
${printLines(printMemoryCopy(context, "load"), 2)}

  var offset = chunk.offset;
  var next = chunk.rows;
  for (var step = 0u; step < chunk.steps; step++) {
    setClock(${listClockNames(structure).length > 0 ? "chunk.clock + step" : "0u"});
    let batch = min(batchSize, trainCount - offset);
    var gradients = array<f32, ${owned}>();
    for (var first = 0u; first < batch; first += ${tileRows}u) {
      let rowCount = min(${tileRows}u, batch - first);
${printLines([printInputs(context), ...layers.map((layer) => printForward(context, layer)), ...printSoftmax(context), ...printBackward(context), ...layers.map((layer) => printGradients(context, layer)), "workgroupBarrier();"], 6)}
    }
${printLines([printFinish(context), ...printClipping(context), printMoves(context)], 4)}
    offset += batch;
    if (offset == trainCount) { offset = 0u; }
    next += batch;
  }

  workgroupBarrier();
  for (var i = lane; i < ${weightCount}u; i += ${lanes}u) { state[begin + i] = weights[i]; }
${printLines(printMemoryCopy(context, "store"), 2)}
}
`;
}

interface WorkgroupLayer extends DenseLayer {
  index: number;
  isLast: boolean;
  /** The array of what the layer sees, a row for each example. */
  below: string;
  kernelCount: number;
  count: number;
  /** Weights of this layer that a lane has at most, and the place of its first among all of its own. */
  perLane: number;
  firstOwned: number;
}

interface Context {
  structure: Structure;
  lanes: number;
  layers: readonly WorkgroupLayer[];
}

function listLayers({ network }: Structure, lanes: number): WorkgroupLayer[] {
  let firstOwned = 0;
  return network.layers.map((layer, index) => {
    const kernelCount = layer.inputs * layer.units;
    const count = kernelCount + layer.units;
    const perLane = Math.ceil(count / lanes);
    const result = {
      ...layer,
      index,
      isLast: index === network.layers.length - 1,
      below: index === 0 ? "inputs" : `values${index - 1}`,
      kernelCount,
      count,
      perLane,
      firstOwned,
    };
    firstOwned += perLane;
    return result;
  });
}

function printArrays({ index, units, isLast }: WorkgroupLayer, tileRows: number): string {
  const deltas = `var<workgroup> deltas${index}: array<f32, ${tileRows * units}>;`;
  return isLast
    ? deltas
    : `var<workgroup> values${index}: array<f32, ${tileRows * units}>;\n${deltas}`;
}

/** A loop over the layer's weights that a lane has as its own: `weight` counts within the layer. */
function printOwned({ lanes }: Context, layer: WorkgroupLayer, body: string): string {
  return `for (var k = 0u; k < ${layer.perLane}u; k++) {
  let weight = lane + k * ${lanes}u;
  let own = ${layer.firstOwned}u + k;
${printLines([body], 2)}
}`;
}

function printMemoryCopy(context: Context, direction: "load" | "store"): string[] {
  const { network, rule } = context.structure;
  if (rule.slots.length === 0) return [];
  return context.layers.map((layer) => {
    const copies = rule.slots.map(({ name }, slot) => {
      const there = `state[begin + ${(slot + 1) * network.weightCount + layer.kernelOffset}u + weight]`;
      const here = `memory[own].${name}`;
      return direction === "load" ? `${here} = ${there};` : `${there} = ${here};`;
    });
    return printOwned(
      context,
      layer,
      `if (weight < ${layer.count}u) {\n${printLines(copies, 2)}\n}`,
    );
  });
}

function printInputs({ structure, lanes }: Context): string {
  const { inputs } = structure.network;
  return `for (var p = lane; p < rowCount * ${inputs}u; p += ${lanes}u) {
  let example = findExample(offset, next, first + p / ${inputs}u);
  inputs[p] = data[member.trainX + example * ${inputs}u + p % ${inputs}u];
}
workgroupBarrier();
`;
}

/** z = Wᵀa + b and its activation; in the last layer at once its delta. */
function printForward({ structure, lanes }: Context, layer: WorkgroupLayer): string {
  const { index, units, inputs, activation, below, kernelOffset, biasOffset } = layer;
  return `// Layer ${index}: z = Wᵀa + b${activation === "linear" ? "" : `, ${activation}`}.
for (var p = lane; p < rowCount * ${units}u; p += ${lanes}u) {
  let row = p / ${units}u;
  let unit = p % ${units}u;
  var z = weights[${biasOffset}u + unit];
  for (var i = 0u; i < ${inputs}u; i++) {
    z += ${below}[row * ${inputs}u + i] * weights[${kernelOffset}u + i * ${units}u + unit];
  }
${printLines(layer.isLast ? printOutput(structure, layer) : [`deltas${index}[p] = z;`, `values${index}[p] = ${activation}Value(z);`], 2)}
}
workgroupBarrier();
`;
}

function printOutput({ isFused, targets }: Structure, layer: WorkgroupLayer): string[] {
  const { index, activation } = layer;
  if (activation === "softmax") return [`deltas${index}[p] = z;`];
  return [
    `let value = ${activation}Value(z);`,
    "let example = findExample(offset, next, first + row);",
    `let wanted = data[member.trainY + example * ${targets}u + unit];`,
    `deltas${index}[p] = lossSlope(value, wanted)${isFused ? "" : ` * ${activation}Slope(z, value)`};`,
  ];
}

/** A lane turns the sums of a whole row into probabilities, and these into deltas. */
function printSoftmax({ structure, layers, lanes }: Context): string[] {
  const layer = layers.at(-1) as WorkgroupLayer;
  const { index, units, activation } = layer;
  if (activation !== "softmax") return [];
  const deltas = `deltas${index}`;
  const each = (body: string) => `for (var i = 0u; i < ${units}u; i++) { ${body} }`;
  const wanted = structure.isSparse ? "select(0.0, 1.0, u32(data[goal]) == i)" : "data[goal + i]";
  const lines = [
    `let at = row * ${units}u;`,
    "let example = findExample(offset, next, first + row);",
    `let goal = member.trainY + example * ${structure.targets}u;`,
    `var largest = ${deltas}[at];`,
    each(`largest = max(largest, ${deltas}[at + i]);`),
    "var total = 0.0;",
    each(
      `let share = power(${deltas}[at + i] - largest); total += share; ${deltas}[at + i] = share;`,
    ),
    ...(structure.isFused
      ? [each(`${deltas}[at + i] = lossSlope(${deltas}[at + i] / total, ${wanted});`)]
      : [
          "// ∂E/∂zᵢ = pᵢ(sᵢ − Σ sⱼpⱼ), where s is the slope of the loss.",
          "var mean = 0.0;",
          each(`let p = ${deltas}[at + i] / total; mean += lossSlope(p, ${wanted}) * p;`),
          each(
            `let p = ${deltas}[at + i] / total; ${deltas}[at + i] = p * (lossSlope(p, ${wanted}) - mean);`,
          ),
        ]),
  ];
  return [
    `for (var row = lane; row < rowCount; row += ${lanes}u) {
${printLines(lines, 2)}
}
workgroupBarrier();
`,
  ];
}

/** ∂E/∂z of the hidden layers, from the last to the first. */
function printBackward({ layers, lanes }: Context): string[] {
  return layers
    .slice(0, -1)
    .reverse()
    .map(({ index, units, activation }) => {
      const above = layers[index + 1] as WorkgroupLayer;
      return `// ∂E/∂z of layer ${index}: what comes back along each unit's connections, times its slope.
for (var p = lane; p < rowCount * ${units}u; p += ${lanes}u) {
  let row = p / ${units}u;
  let unit = p % ${units}u;
  var upstream = 0.0;
  for (var k = 0u; k < ${above.units}u; k++) {
    upstream += deltas${above.index}[row * ${above.units}u + k] * weights[${above.kernelOffset}u + unit * ${above.units}u + k];
  }
  deltas${index}[p] = upstream * ${activation}Slope(deltas${index}[p], values${index}[p]);
}
workgroupBarrier();
`;
    });
}

function printGradients(context: Context, layer: WorkgroupLayer): string {
  const { index, units, inputs, kernelCount, count, below } = layer;
  const body = `if (weight < ${kernelCount}u) {
  let input = weight / ${units}u;
  let unit = weight % ${units}u;
  var sum = gradients[own];
  for (var row = 0u; row < rowCount; row++) {
    sum += deltas${index}[row * ${units}u + unit] * ${below}[row * ${inputs}u + input];
  }
  gradients[own] = sum;
} else if (weight < ${count}u) {
  let unit = weight - ${kernelCount}u;
  var sum = gradients[own];
  for (var row = 0u; row < rowCount; row++) { sum += deltas${index}[row * ${units}u + unit]; }
  gradients[own] = sum;
}`;
  return `// ∂E/∂w of layer ${index}, summed over the rows.\n${printOwned(context, layer, body)}\n`;
}

/** The mean over the batch, and what regularizers and a limit on each number make of it. */
function printFinish(context: Context): string {
  const { clip, isRegularized } = context.structure;
  const loops = context.layers.map((layer) => {
    const lines = ["gradients[own] = gradients[own] * share;"];
    if (isRegularized[layer.index]) {
      lines.push(
        `if (weight < ${layer.kernelCount}u) { gradients[own] += penaltySlope${layer.index}(weights[${layer.kernelOffset}u + weight]); }`,
      );
    }
    if (clip === "clipvalue") {
      lines.push("gradients[own] = clamp(gradients[own], -member.limit, member.limit);");
    }
    return printOwned(context, layer, lines.join("\n"));
  });
  return `let share = 1.0 / f32(batch);\n${loops.join("\n")}\n`;
}

/** Shortens the gradient of each variable, or the whole of it. */
function printClipping(context: Context): string[] {
  const { clip } = context.structure;
  if (clip !== "clipnorm" && clip !== "globalClipnorm") return [];
  const square = "gradients[own] * gradients[own]";
  if (clip === "globalClipnorm") {
    return [
      "var squares = 0.0;",
      ...context.layers.map((layer) =>
        printOwned(context, layer, `if (weight < ${layer.count}u) { squares += ${square}; }`),
      ),
      "let shrink = shorten(sumOverLanes(squares, lane), member.limit);",
      ...context.layers.map((layer) =>
        printOwned(context, layer, "gradients[own] = gradients[own] * shrink;"),
      ),
    ];
  }
  return context.layers.map(
    (layer) => `{
  var kernelSquares = 0.0;
  var biasSquares = 0.0;
${printLines(
  [
    printOwned(
      context,
      layer,
      `if (weight < ${layer.kernelCount}u) { kernelSquares += ${square}; }
else if (weight < ${layer.count}u) { biasSquares += ${square}; }`,
    ),
    "let ofKernel = shorten(sumOverLanes(kernelSquares, lane), member.limit);",
    "let ofBias = shorten(sumOverLanes(biasSquares, lane), member.limit);",
    printOwned(
      context,
      layer,
      `gradients[own] = gradients[own] * select(ofBias, ofKernel, weight < ${layer.kernelCount}u);`,
    ),
  ],
  2,
)}
}`,
  );
}

function printMoves(context: Context): string {
  return context.layers
    .map((layer) =>
      printOwned(
        context,
        layer,
        `if (weight < ${layer.count}u) {
  var kept = memory[own];
  let place = ${layer.kernelOffset}u + weight;
  weights[place] = update(weights[place], gradients[own], &kept);
  memory[own] = kept;
}`,
      ),
    )
    .join("\n");
}
