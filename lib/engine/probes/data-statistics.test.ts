import { describe, expect, it } from "vitest";
import { type ExperimentInput, parseExperiment } from "../../experiment/experiment";
import { createTask } from "../task";
import { computeDataStatistics } from "./data-statistics";

function compute(input: ExperimentInput) {
  const experiment = parseExperiment(input);
  return computeDataStatistics(experiment, createTask(experiment).dataset.train);
}

describe("computeDataStatistics(experiment, train)", () => {
  it("finds the range of each feature as the network sees it", () => {
    const { ranges } = compute({ data: { features: ["x1", "x1^2"], scale: 100 } });
    expect(ranges.map(({ feature }) => feature)).toEqual(["x1", "x1^2"]);
    // The circle reaches to 5; a square is never negative.
    expect(ranges[0]?.min).toBeGreaterThan(-500);
    expect(ranges[0]?.max).toBeGreaterThan(450);
    expect(ranges[1]?.min).toBeGreaterThanOrEqual(0);
    expect(ranges[1]?.max).toBeGreaterThan(2000);
  });

  it("counts the test points that are also training points", () => {
    expect(compute({})).toMatchObject({ trainPoints: 250, testPoints: 250, copies: 0 });
    expect(compute({ data: { leak: 0.4 } }).copies).toBe(100);
    // The first 50 points of the training set over and over.
    expect(compute({ data: { testFraction: 0.9, leak: 1 } }).copies).toBe(450);
  });

  it("shows the first batches, and counts those with labels of one sign", () => {
    const mixed = compute({}).batches;
    expect(mixed.count).toBe(25);
    expect(mixed.first.map((batch) => batch.length)).toEqual(new Array(8).fill(10));
    // Of batches of ten, one in 500 has one class only by chance.
    expect(mixed.pure).toBeLessThan(2);
    const sorted = compute({ data: { order: "byLabel" } }).batches;
    expect(sorted.first.flat()).not.toContain(true);
    expect(sorted.pure).toBeGreaterThanOrEqual(24);
    const shuffled = compute({ data: { order: "byLabel" }, fit: { shuffle: true } }).batches;
    expect(shuffled.pure).toBeLessThan(2);
  });

  it("counts a batch that is left over, and one that holds all", () => {
    const odd = compute({ fit: { batchSize: 100 } }).batches;
    expect(odd.count).toBe(3);
    expect(odd.first.map((batch) => batch.length)).toEqual([100, 100, 50]);
    expect(compute({ fit: { batchSize: 250 } }).batches.count).toBe(1);
  });

  it("tells labels that belong to their places from labels that do not", () => {
    expect(compute({}).neighbourShare).toBeGreaterThan(0.97);
    const { neighbourShare } = compute({ data: { labels: "shuffled" } });
    // ½, with a standard deviation of 0.03.
    expect(Math.abs(neighbourShare - 0.5)).toBeLessThan(0.12);
  });
});
