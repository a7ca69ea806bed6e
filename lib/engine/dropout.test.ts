import { describe, expect, it } from "vitest";
import { createRandom } from "../data/random";
import { parseExperiment } from "../experiment/experiment";
import { drawMasks } from "./dropout";
import { createNetwork, createTrace, forward } from "./network";

function createWithDropout(...rates: number[]) {
  const hidden = rates.map((dropout) => ({ units: 40, dropout, activation: "linear" as const }));
  return createNetwork(parseExperiment({ model: { layers: [...hidden, { units: 1 }] } }).model, 2);
}

describe("drawMasks(network, rows, seed, step)", () => {
  it.each([0.1, 0.5, 0.8])("drops a share of %s, and keeps the expected sum", (rate) => {
    const mask = drawMasks(createWithDropout(rate), 500, 3, 0).get(0) as Float32Array;
    expect(mask).toHaveLength(500 * 40);
    const dropped = mask.filter((factor) => factor === 0).length / mask.length;
    // 20,000 draws leave a standard error of at most 0.0036.
    expect(Math.abs(dropped - rate)).toBeLessThan(0.0145);
    const mean = mask.reduce((sum, factor) => sum + factor, 0) / mask.length;
    expect(Math.abs(mean - 1)).toBeLessThan(0.0145 / (1 - rate));
    const kept = new Set(mask.filter((factor) => factor !== 0));
    expect([...kept]).toEqual([Math.fround(1 / (1 - rate))]);
  });

  it("keeps the mean output of a linear layer", () => {
    const network = createWithDropout(0.5);
    const random = createRandom(5, "weights");
    const weights = Float64Array.from({ length: network.weightCount }, () => random.normal());
    const input = Float64Array.of(1, -2);
    const trace = createTrace(network);
    const plain = forward(network, weights, input, trace).sums[0] as number;
    const rows = 4000;
    const masks = drawMasks(network, rows, 1, 0);
    let sum = 0;
    let square = 0;
    for (let row = 0; row < rows; row += 1) {
      const z = forward(network, weights, input, trace, masks, row).sums[0] as number;
      sum += z / rows;
      square += z ** 2 / rows;
    }
    // Four standard errors of the mean.
    expect(Math.abs(sum - plain)).toBeLessThan(4 * Math.sqrt((square - sum ** 2) / rows));
    expect(square - sum ** 2).toBeGreaterThan(1);
  });

  it("draws the same masks for the same seed and step, others for others", () => {
    const network = createWithDropout(0.5, 0.5);
    const draw = (seed: number, step: number) => drawMasks(network, 10, seed, step);
    expect(draw(1, 7)).toEqual(draw(1, 7));
    const drawn = [draw(1, 0), draw(1, 1), draw(1, 2), draw(2, 0), draw(2, 1), draw(0, 0)];
    const texts = drawn.flatMap((masks) => [...masks.values()].map((mask) => mask.join()));
    expect(new Set(texts).size).toBe(texts.length);
  });

  it("draws nothing where nothing is dropped", () => {
    expect(drawMasks(createWithDropout(0), 10, 1, 0).size).toBe(0);
    expect([...drawMasks(createWithDropout(0, 0.5), 10, 1, 0).keys()]).toEqual([1]);
  });

  it("leaves the other streams of the seed alone", () => {
    const numbers = (["data", "weights", "shuffle", "dropout"] as const).map((stream) =>
      createRandom(1, stream).uniform(0, 1),
    );
    expect(new Set(numbers).size).toBe(4);
  });
});
