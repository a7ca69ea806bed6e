import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { computeStatistics, createHistogram } from "./statistics";

describe("computeStatistics(values)", () => {
  it("agrees with numbers worked out by hand", () => {
    // Mean 2.5, deviations ±1.5 and ±0.5: variance (2·2.25 + 2·0.25)/4 = 1.25.
    const { histogram, ...rest } = computeStatistics(Float64Array.of(4, 1, 3, 2));
    expect(rest).toEqual({
      count: 4,
      mean: 2.5,
      stddev: Math.sqrt(1.25),
      min: 1,
      max: 4,
      zeroShare: 0,
      underflowShare: 0,
      nonFiniteShare: 0,
    });
    expect(histogram.edges).toHaveLength(41);
    expect(histogram.counts.reduce((a, b) => a + b)).toBe(4);
  });

  it("tells zeros, underflows and what is not finite apart", () => {
    const values = Float64Array.of(0, -0, 1e-39, -1e-300, 1e-38, 1, Number.NaN, -1 / 0);
    const statistics = computeStatistics(values);
    expect(statistics.count).toBe(8);
    expect(statistics.zeroShare).toBe(2 / 8);
    expect(statistics.underflowShare).toBe(2 / 8);
    expect(statistics.nonFiniteShare).toBe(2 / 8);
    expect([statistics.min, statistics.max]).toEqual([-1e-300, 1]);
    expect(statistics.mean).toBeCloseTo(1 / 6, 15);
  });

  it("measures the spread of numbers whose squares would underflow", () => {
    const values = Float64Array.of(1e-200, -1e-200);
    expect(computeStatistics(values).stddev / 1e-200).toBeCloseTo(1, 12);
  });

  it("has no mean where nothing is finite", () => {
    const { mean, min, max, histogram } = computeStatistics(Float64Array.of(Number.NaN));
    expect([mean, min, max]).toEqual([Number.NaN, Number.NaN, Number.NaN]);
    expect(histogram).toEqual({ edges: [], counts: [], below: 0, above: 0 });
  });

  it("puts a histogram around numbers that are all the same", () => {
    for (const value of [0, 0.1, -3e-41]) {
      const { histogram, stddev } = computeStatistics(Float64Array.of(value, value));
      expect(stddev).toBeCloseTo(0, 15);
      expect(histogram.counts.reduce((a, b) => a + b)).toBe(2);
      expect(histogram.edges[0]).toBeLessThan(value);
      expect(histogram.edges.at(-1)).toBeGreaterThan(value);
    }
  });
});

describe("createHistogram(values, edges)", () => {
  it("gives a bin its lower edge, the last bin both, and keeps count of what lies outside", () => {
    const values = Float64Array.of(-1, 0, 0.5, 1, 10, 99, 100, 101, Number.NaN);
    expect(createHistogram(values, [0, 1, 10, 100])).toEqual({
      edges: [0, 1, 10, 100],
      counts: [2, 1, 3],
      below: 1,
      above: 1,
    });
  });

  it("puts each number between the edges of its bin, whatever they are", () => {
    const number = fc.double({ noNaN: true, noDefaultInfinity: true });
    const edges = fc.uniqueArray(number, { minLength: 2, comparator: (a, b) => a === b });
    fc.assert(
      fc.property(fc.array(number), edges, (values, unsorted) => {
        const sorted = unsorted.sort((a, b) => a - b);
        const { counts } = createHistogram(Float64Array.from(values), sorted);
        const last = counts.length - 1;
        const expected = counts.map((_, bin) => {
          const [from, to] = sorted.slice(bin, bin + 2) as [number, number];
          return values.filter((v) => v >= from && (v < to || (bin === last && v === to))).length;
        });
        expect(counts).toEqual(expected);
      }),
      // Edges whose distance is beyond the largest number.
      { examples: [[[3.7e293], [-Number.MAX_VALUE, 0, Number.MAX_VALUE]]] },
    );
  });
});
