import { describe, expect, it } from "vitest";
import { parseExperiment } from "../../experiment/experiment";
import { createNetwork } from "../network";
import { chooseEvenly, costOfExample, countAffordable, selectExamples } from "./budget";

describe("chooseEvenly(count, most)", () => {
  it("takes places at even distances, from the first", () => {
    expect([...chooseEvenly(10, 4)]).toEqual([0, 2, 5, 7]);
    expect([...chooseEvenly(3, 5)]).toEqual([0, 1, 2]);
    expect([...chooseEvenly(3, Number.POSITIVE_INFINITY)]).toEqual([0, 1, 2]);
  });
});

describe("selectExamples(examples, most)", () => {
  const examples = {
    count: 4,
    x: Float32Array.of(1, 2, 3, 4, 5, 6, 7, 8),
    y: Float32Array.of(-1, -2, -3, -4),
  };

  it("keeps inputs and targets of a row together", () => {
    expect(selectExamples(examples, 2)).toEqual({
      count: 2,
      x: Float32Array.of(1, 2, 5, 6),
      y: Float32Array.of(-1, -3),
    });
  });

  it("keeps all where they are no more", () => {
    expect(selectExamples(examples, 4)).toEqual(examples);
  });
});

describe("countAffordable(cost, budget)", () => {
  it("is never below 1", () => {
    expect(countAffordable(30, 100)).toBe(3);
    expect(countAffordable(1000, 100)).toBe(1);
  });

  it("charges a network for weights, units and calls", () => {
    // 2-4-2-1: 25 weights and 7 units.
    const network = createNetwork(parseExperiment({}).model, 2);
    expect(costOfExample(network)).toBe(25 + 4 * 7 + 25);
  });
});
