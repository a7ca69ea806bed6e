import { describe, expect, it } from "vitest";
import { compare, findMedian, findQuantile, measureDistance } from "./measure";

describe("findMedian(values)", () => {
  it("takes the middle one", () => expect(findMedian([9, 1, 5])).toBe(5));
  it("takes the mean of the middle two", () => expect(findMedian([4, 1, 3, 9])).toBe(3.5));
  it("is NaN of nothing", () => expect(findMedian([])).toBeNaN());
});

describe("findQuantile(values, share)", () => {
  // numpy.quantile([1, 2, 3, 4], 0.95) is 3.85.
  it("interpolates", () => expect(findQuantile([4, 3, 2, 1], 0.95)).toBeCloseTo(3.85, 12));
});

describe("measureDistance(a, b)", () => {
  it("is relative to the first", () => expect(measureDistance([3, 4], [3, 5])).toBeCloseTo(0.2));
});

describe("compare(ours, peer)", () => {
  /** A clock that only work moves, and work that takes so long for each unit. */
  function createWork() {
    let nowMs = 0;
    const order: string[] = [];
    const work = (name: string, unitMs: number, weight = 1) => ({
      run(count: number) {
        order.push(name);
        nowMs += count * unitMs;
      },
      readWeights: () => Float32Array.of(weight),
    });
    return { work, order, now: () => nowMs };
  }

  it("gives the time of one unit of each", async () => {
    const { work, now } = createWork();
    const found = await compare(work("a", 0.25), work("b", 8), { now });
    expect(found).toMatchObject({ oursMs: 0.25, peerMs: 8 });
  });

  it("divides a run by the units that it holds", async () => {
    const { work, now } = createWork();
    const found = await compare(work("a", 4), work("b", 8), { now, unitsPerRun: 8 });
    expect(found).toMatchObject({ oursMs: 0.5, peerMs: 1 });
  });

  it("times them in turns", async () => {
    const { work, order, now } = createWork();
    await compare(work("a", 1), work("b", 2), { now, samples: 5 });
    expect(order.slice(-10).join("")).toBe("ababababab");
  });

  it("refuses two that do not train the same", async () => {
    const { work, now } = createWork();
    await expect(compare(work("a", 1, 1), work("b", 1, 1.1), { now })).rejects.toThrow(
      "expected the same weights from both",
    );
  });
});
