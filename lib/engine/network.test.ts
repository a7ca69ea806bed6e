import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { createDataset } from "../data/dataset";
import { experimentArbitrary } from "../experiment/arbitrary";
import { parseExperiment } from "../experiment/experiment";
import { computeGradient, computeLoss, createNetwork, drawWeights, predict } from "./network";

const book = parseExperiment({});

function allRows(count: number): Uint32Array {
  return Uint32Array.from({ length: count }, (_, row) => row);
}

function moved(weights: Float64Array, index: number, move: number): Float64Array {
  const copy = weights.slice();
  copy[index] = (copy[index] as number) + move;
  return copy;
}

describe("createNetwork(experiment)", () => {
  it("counts 25 weights in a network of 2-4-2-1 units", () => {
    expect(createNetwork(book).weightCount).toBe(2 * 4 + 4 + 4 * 2 + 2 + 2 * 1 + 1);
  });
});

describe("drawWeights(experiment)", () => {
  it("follows Playground: kernels in (−0.5, 0.5), biases 0.1", () => {
    const weights = drawWeights(book);
    const biases = [8, 9, 10, 11, 20, 21, 24];
    for (const [index, weight] of weights.entries()) {
      if (biases.includes(index)) expect(weight).toBe(Math.fround(0.1));
      else expect(Math.abs(weight)).toBeLessThan(0.5);
    }
  });

  it("gives the same weights to the same seed, others to another, whatever the data", () => {
    expect(drawWeights(parseExperiment({ data: { noise: 0.5 } }))).toEqual(drawWeights(book));
    expect(drawWeights(parseExperiment({ seed: 2 }))).not.toEqual(drawWeights(book));
  });
});

describe("predict(network, weights, x)", () => {
  it("agrees with a network worked out by hand", () => {
    // One unit: tanh(0.5·2 − 0.25·1 + 0.1) = tanh(0.85).
    const network = createNetwork(parseExperiment({ model: { layers: [{ units: 1 }] } }));
    const [output] = predict(network, Float64Array.of(0.5, -0.25, 0.1), Float32Array.of(2, 1));
    expect(output).toBeCloseTo(Math.tanh(0.85), 12);
  });
});

describe("computeGradient(network, weights, examples, rows)", () => {
  it("agrees with the σ neuron of a well-known worked example", () => {
    // σ(w·x), w = (2, −3, −3), x = (−1, −2): output 0.7311, ∂w = (−0.197, −0.393, 0.197). The loss
    // ½(o − t)² has slope 1 by the output where t = o − 1.
    const network = createNetwork(
      parseExperiment({ model: { layers: [{ units: 1, activation: "sigmoid" }] } }),
    );
    const output = 1 / (1 + Math.exp(-1));
    const examples = {
      count: 1,
      points: Float32Array.of(-1, -2),
      x: Float32Array.of(-1, -2),
      y: Float32Array.of(output - 1),
    };
    const gradient = computeGradient(network, Float64Array.of(2, -3, -3), examples, allRows(1));
    expect([...gradient].map((slope) => Number(slope.toFixed(3)))).toEqual([-0.197, -0.393, 0.197]);
  });

  it("agrees with centred differences, for any network", () => {
    // ReLU has kinks, across which a difference quotient means nothing.
    const smooth = experimentArbitrary.map((experiment) =>
      parseExperiment({
        ...experiment,
        data: { ...experiment.data, samples: 20 },
        model: {
          layers: experiment.model.layers.slice(-3).map((layer, index, all) => ({
            units: index < all.length - 1 ? 1 + (layer.units % 5) : 1,
            activation: layer.activation === "relu" ? ("tanh" as const) : layer.activation,
          })),
        },
      }),
    );
    fc.assert(
      fc.property(smooth, (experiment) => {
        const network = createNetwork(experiment);
        const { train } = createDataset(experiment);
        const weights = Float64Array.from(drawWeights(experiment));
        const gradient = computeGradient(network, weights, train, allRows(train.count));
        const h = 1e-5;
        const lossAt = (index: number, move: number) =>
          computeLoss(network, moved(weights, index, move), train);
        for (const [index, slope] of gradient.entries()) {
          const measured = (lossAt(index, h) - lossAt(index, -h)) / (2 * h);
          // Third derivatives times h², and rounding over 2h, stay below 1e-7 of the slope's size.
          expect(Math.abs(slope - measured)).toBeLessThan(1e-6 * Math.max(1, Math.abs(slope)));
        }
      }),
      { numRuns: 60 },
    );
  });
});
