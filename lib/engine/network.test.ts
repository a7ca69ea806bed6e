import { describe, expect, it } from "vitest";
import { parseExperiment } from "../experiment/experiment";
import { getLoss } from "./losses";
import {
  computeGradient,
  computeLoss,
  computeMetrics,
  createNetwork,
  drawWeights,
  listVariables,
  predict,
} from "./network";

const book = parseExperiment({});
const bookNetwork = createNetwork(book.model, 2);

describe("createNetwork(model, inputs)", () => {
  it("counts 25 weights in a network of 2-4-2-1 units", () => {
    expect(bookNetwork.weightCount).toBe(2 * 4 + 4 + 4 * 2 + 2 + 2 * 1 + 1);
  });

  it("stores layer after layer, the kernel before the bias", () => {
    expect(listVariables(bookNetwork).map(({ start, end }) => [start, end])).toEqual([
      [0, 8],
      [8, 12],
      [12, 20],
      [20, 22],
      [22, 24],
      [24, 25],
    ]);
  });
});

describe("drawWeights(network, experiment)", () => {
  it("follows Playground: kernels in (−0.5, 0.5), biases 0.1", () => {
    const weights = drawWeights(bookNetwork, book);
    const biases = [8, 9, 10, 11, 20, 21, 24];
    for (const [index, weight] of weights.entries()) {
      if (biases.includes(index)) expect(weight).toBe(Math.fround(0.1));
      else expect(Math.abs(weight)).toBeLessThan(0.5);
    }
  });

  it("gives the same weights to the same seed, others to another, whatever the data", () => {
    const draw = (input: object) => drawWeights(bookNetwork, parseExperiment(input));
    expect(draw({ data: { noise: 0.5 } })).toEqual(draw({}));
    expect(draw({ seed: 2 })).not.toEqual(draw({}));
  });

  it("gives each layer the initializers that it names", () => {
    const { model } = parseExperiment({
      model: {
        layers: [
          { units: 2, kernelInitializer: { name: "ones" }, biasInitializer: { name: "zeros" } },
          {
            units: 1,
            kernelInitializer: { name: "constant", value: 3 },
            biasInitializer: { name: "constant", value: -2 },
          },
        ],
      },
    });
    const weights = drawWeights(createNetwork(model, 2), { model, seed: 1 });
    expect([...weights]).toEqual([1, 1, 1, 1, 0, 0, 3, 3, -2]);
  });
});

describe("predict(network, weights, x)", () => {
  it("agrees with a network worked out by hand", () => {
    // One unit: tanh(0.5·2 − 0.25·1 + 0.1) = tanh(0.85).
    const { model } = parseExperiment({ model: { layers: [{ units: 1 }] } });
    const network = createNetwork(model, 2);
    const [output] = predict(network, Float64Array.of(0.5, -0.25, 0.1), Float32Array.of(2, 1));
    expect(output).toBeCloseTo(Math.tanh(0.85), 12);
  });

  it("gives a softmax's shares, row after row", () => {
    const { model } = parseExperiment({
      model: { layers: [{ units: 2, activation: "softmax" }] },
    });
    // z = (x, −x): shares σ(2x) and σ(−2x). With x = ½ log 3: ¾ and ¼.
    const network = createNetwork(model, 1);
    const x = Float32Array.of(0.5 * Math.log(3), 0);
    const outputs = predict(network, Float64Array.of(1, -1, 0, 0), x);
    // x is rounded to float32.
    for (const [i, p] of [0.75, 0.25, 0.5, 0.5].entries()) expect(outputs[i]).toBeCloseTo(p, 7);
  });
});

describe("computeLoss and computeMetrics", () => {
  const { model } = parseExperiment({ model: { layers: [{ units: 1, activation: "linear" }] } });
  const network = createNetwork(model, 1);
  const identity = Float64Array.of(1, 0);

  it("are means over the examples", () => {
    // Errors 1, −2 and 3.
    const rows = { count: 3, x: Float32Array.of(2, -1, 4), y: Float32Array.of(1, 1, 1) };
    const loss = getLoss({ name: "halfSquaredError" });
    expect(computeLoss(network, identity, loss, rows)).toBeCloseTo((0.5 + 2 + 4.5) / 3, 14);
    const names = ["accuracy", "meanSquaredError", "meanAbsoluteError"] as const;
    expect(computeMetrics(network, identity, loss, names, rows)).toEqual({
      accuracy: 2 / 3,
      meanSquaredError: 14 / 3,
      meanAbsoluteError: 2,
    });
    expect(computeMetrics(network, identity, loss, [], rows)).toEqual({});
  });

  it("agree between a class by its index and the same class one-hot", () => {
    const softmax = createNetwork(
      parseExperiment({ model: { layers: [{ units: 2, activation: "softmax" }] } }).model,
      1,
    );
    const weights = Float64Array.of(1, -1, 0.2, 0);
    const x = Float32Array.of(0.3, -2, 1.5);
    const sparse = { count: 3, x, y: Float32Array.of(0, 1, 1) };
    const dense = { count: 3, x, y: Float32Array.of(1, 0, 0, 1, 0, 1) };
    const losses = [
      getLoss({ name: "sparseCategoricalCrossentropy" }),
      getLoss({ name: "categoricalCrossentropy" }),
    ] as const;
    const names = ["accuracy", "meanSquaredError"] as const;
    const measured = computeMetrics(softmax, weights, losses[0], names, sparse);
    expect(measured).toEqual(computeMetrics(softmax, weights, losses[1], names, dense));
    // The first two are right: z = (x + 0.2, −x).
    expect(measured.accuracy).toBe(2 / 3);
    expect(computeLoss(softmax, weights, losses[0], sparse)).toBeCloseTo(
      computeLoss(softmax, weights, losses[1], dense),
      14,
    );
  });
});

describe("computeGradient(network, weights, loss, rows, chosen)", () => {
  it("agrees with the σ neuron of a well-known worked example", () => {
    // σ(w·x), w = (2, −3, −3), x = (−1, −2): output 0.7311, ∂w = (−0.197, −0.393, 0.197). The loss
    // ½(o − t)² has slope 1 by the output where t = o − 1.
    const { model } = parseExperiment({
      model: { layers: [{ units: 1, activation: "sigmoid" }] },
    });
    const output = 1 / (1 + Math.exp(-1));
    const rows = { count: 1, x: Float32Array.of(-1, -2), y: Float32Array.of(output - 1) };
    const gradient = computeGradient(
      createNetwork(model, 2),
      Float64Array.of(2, -3, -3),
      getLoss({ name: "halfSquaredError" }),
      rows,
      [0],
    );
    expect([...gradient].map((slope) => Number(slope.toFixed(3)))).toEqual([-0.197, -0.393, 0.197]);
  });

  it("is the mean over the chosen rows only", () => {
    const { model } = parseExperiment({ model: { layers: [{ units: 1, activation: "linear" }] } });
    // Errors 1, 9, 3; gradients (2·1 + 4·3)/2 by the weight and (1 + 3)/2 by the bias.
    const rows = { count: 3, x: Float32Array.of(2, 9, 4), y: Float32Array.of(1, 0, 1) };
    const gradient = computeGradient(
      createNetwork(model, 1),
      Float64Array.of(1, 0),
      getLoss({ name: "halfSquaredError" }),
      rows,
      [0, 2],
    );
    expect([...gradient]).toEqual([7, 2]);
  });

  it("adds l1·sign(w) + 2·l2·w for kernels, and nothing for biases", () => {
    const { model } = parseExperiment({
      model: {
        layers: [{ units: 1, activation: "linear", kernelRegularizer: { l1: 0.5, l2: 0.25 } }],
      },
    });
    // No error, so only the regularizer speaks: 0.5 + 0.5·3, −0.5 + 0.5·(−2), and 0 at a weight of 0.
    const rows = { count: 1, x: Float32Array.of(0, 0, 0), y: Float32Array.of(7) };
    const gradient = computeGradient(
      createNetwork(model, 3),
      Float64Array.of(3, -2, 0, 7),
      getLoss({ name: "meanSquaredError" }),
      rows,
      [0],
    );
    expect([...gradient]).toEqual([2, -1.5, 0, 0]);
  });
});
