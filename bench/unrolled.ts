import type { Network } from "../lib/engine/network";

/**
 * JavaScript written for one network: an epoch of SGD on ½(o − t)², tanh throughout, with every
 * multiplication spelled out. This is what a careful hand would write without WebAssembly, and the
 * fastest of the forms that were tried: numbers in float64, as JavaScript computes anyway, one example
 * after the other, gradients summed up in an array. Slower here: weights or gradients in variables,
 * float32 arrays, two or more examples at once, a function for tanh, a loop over the batch for each
 * weight.
 */
export type TrainEpoch = (
  weights: Float64Array,
  x: Float64Array,
  y: Float64Array,
  batchSize: number,
  learningRate: number,
) => void;

/** Throws a RangeError for a network with another activation than tanh. */
export function generateEpoch(network: Network): TrainEpoch {
  return new Function(writeEpoch(network))();
}

/** The tanh of the dense kernel (lib/engine/dense/assembly/math.ts), inlined. */
function writeTanh(name: string, sum: string): string {
  return `
    const z_${name} = ${sum};
    let s_${name} = z_${name} * z_${name};
    if (s_${name} > 70.56) s_${name} = 70.56;
    let ${name} = z_${name} * (${writePolynomial(tanhNumerator, `s_${name}`)} / ${writePolynomial(tanhDenominator, `s_${name}`)});
    if (${name} > 1) ${name} = 1; else if (${name} < -1) ${name} = -1;`;
}

const tanhNumerator = [
  1, 0.13422130048274994, 0.0035446034744381905, 2.1427389583550394e-5, 1.4521393865152277e-8,
];
const tanhDenominator = [
  1, 0.46755456924438477, 0.02606290765106678, 0.00033662424539215863, 8.246458378380339e-7,
];

/** c₀ + c₁s + c₂s² + …, in Horner's form. */
function writePolynomial(coefficients: readonly number[], s: string): string {
  return coefficients.reduceRight(
    (rest, coefficient) => (rest === "" ? `${coefficient}` : `(${rest} * ${s} + ${coefficient})`),
    "",
  );
}

function writeEpoch(network: Network): string {
  const { inputs, outputs, weightCount } = network;
  const all = (write: (index: number) => string) => list(weightCount, write).join("\n");
  return `
    const g = new Float64Array(${weightCount});
    return function trainEpoch(w, x, y, batchSize, learningRate) {
      const count = x.length / ${inputs};
      for (let start = 0; start < count; start += batchSize) {
        const end = start + batchSize < count ? start + batchSize : count;
        for (let row = start; row < end; row += 1) {
          ${list(inputs, (i) => `const a0_${i} = x[row * ${inputs} + ${i}];`).join("\n")}
          ${writeForward(network)}
          ${list(outputs, (j) => writeOutputDelta(network, j)).join("\n")}
          ${writeBackward(network)}
        }
        const rate = learningRate / (end - start);
        ${all((i) => `w[${i}] -= rate * g[${i}]; g[${i}] = 0;`)}
      }
    };`;
}

function writeForward({ layers }: Network): string {
  return layers
    .flatMap(({ inputs, units, activation, kernelOffset, biasOffset }, l) => {
      if (activation !== "tanh") {
        throw new RangeError(`generateEpoch: expected tanh in layer ${l}, but got ${activation}.`);
      }
      return list(units, (unit) => {
        const terms = list(inputs, (i) => `a${l}_${i} * w[${kernelOffset + i * units + unit}]`);
        return writeTanh(`a${l + 1}_${unit}`, [`w[${biasOffset + unit}]`, ...terms].join(" + "));
      });
    })
    .join("\n");
}

/** ∂E/∂z of an output, where tanh′ = 1 − o². */
function writeOutputDelta({ layers, outputs }: Network, unit: number): string {
  const o = `a${layers.length}_${unit}`;
  return `const d${layers.length}_${unit} = (${o} - y[row * ${outputs} + ${unit}]) * (1 - ${o} * ${o});`;
}

function writeBackward({ layers }: Network): string {
  return layers
    .map(({ inputs, units, kernelOffset, biasOffset }, l) => {
      const deltasBelow = list(l === 0 ? 0 : inputs, (i) => {
        const terms = list(units, (j) => `d${l + 1}_${j} * w[${kernelOffset + i * units + j}]`);
        return `const d${l}_${i} = (${terms.join(" + ")}) * (1 - a${l}_${i} * a${l}_${i});`;
      });
      const gradients = list(units, (j) =>
        [
          `g[${biasOffset + j}] += d${l + 1}_${j};`,
          ...list(
            inputs,
            (i) => `g[${kernelOffset + i * units + j}] += d${l + 1}_${j} * a${l}_${i};`,
          ),
        ].join("\n"),
      );
      return [...deltasBelow, ...gradients].join("\n");
    })
    .reverse()
    .join("\n");
}

function list<T>(length: number, create: (index: number) => T): T[] {
  return Array.from({ length }, (_, index) => create(index));
}
