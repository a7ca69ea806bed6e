import { describe, expect, it } from "vitest";
import { parseExperiment } from "../../experiment/experiment";
import { createMember, listGrid, listSeeds, sampleChanges } from "./members";

const base = parseExperiment({});
const ratePath = "compile.optimizer.learningRate";

describe("createMember(base, change)", () => {
  it("changes numbers by their paths and nothing else", () => {
    const member = createMember(base, { seed: 7, [ratePath]: 0.1, "data.noise": 0.2 });
    expect(member).toEqual({
      ...base,
      seed: 7,
      data: { ...base.data, noise: 0.2 },
      compile: { ...base.compile, optimizer: { ...base.compile.optimizer, learningRate: 0.1 } },
    });
  });

  it("refuses what is no number, what is out of range, and another shape", () => {
    expect(() => createMember(base, { "data.name": 3 })).toThrow(
      'expected the path of a number in the Experiment, such as "compile.optimizer.learningRate", but got "data.name".',
    );
    expect(() => createMember(base, { "__proto__.seed": 3 })).toThrow(RangeError);
    expect(() => createMember(base, { seed: -1 })).toThrow("seed: expected a number not below 0");
    expect(() => createMember(base, { "model.layers.0.units": 8 })).toThrow(
      'expected networks of one shape, but "model.layers.0.units" would change it.',
    );
  });
});

describe("lists of changes", () => {
  it("listSeeds(count, from) counts up", () => {
    expect(listSeeds(3, 5)).toEqual([{ seed: 5 }, { seed: 6 }, { seed: 7 }]);
  });

  it("listGrid(axes) gives every combination", () => {
    expect(listGrid({ [ratePath]: [0.1, 0.2], seed: [1, 2, 3] })).toEqual([
      { [ratePath]: 0.1, seed: 1 },
      { [ratePath]: 0.1, seed: 2 },
      { [ratePath]: 0.1, seed: 3 },
      { [ratePath]: 0.2, seed: 1 },
      { [ratePath]: 0.2, seed: 2 },
      { [ratePath]: 0.2, seed: 3 },
    ]);
  });

  it("sampleChanges(count, ranges, seed) draws within its ranges, the same again", () => {
    const ranges = {
      [ratePath]: { min: 0.001, max: 10, scale: "log" as const },
      seed: { min: 0, max: 3, isWhole: true },
    };
    const sample = sampleChanges(400, ranges, 1);
    expect(sampleChanges(400, ranges, 1)).toEqual(sample);
    expect(sampleChanges(400, ranges, 2)).not.toEqual(sample);
    const rates = sample.map((change) => change[ratePath] as number);
    expect(Math.min(...rates)).toBeGreaterThanOrEqual(0.001);
    expect(Math.max(...rates)).toBeLessThanOrEqual(10);
    // Half of them on either side of the middle of the logarithms, within three standard deviations.
    expect(Math.abs(rates.filter((rate) => rate < 0.1).length - 200)).toBeLessThan(30);
    expect(new Set(sample.map(({ seed }) => seed))).toEqual(new Set([0, 1, 2, 3]));
  });
});
