import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { experimentArbitrary } from "../experiment/arbitrary";
import { type DataName, type ExperimentInput, parseExperiment } from "../experiment/experiment";
import { createDataset, drawPoints } from "./dataset";
import { pointSets } from "./point-sets";
import { createRandom } from "./random";

function draw(name: DataName, noise = 0, count = 2000) {
  return pointSets[name](count, noise, createRandom(7, "data"));
}

function create(input: ExperimentInput) {
  return createDataset(parseExperiment(input));
}

describe("pointSets", () => {
  it("circle: +1 inside radius 2.5, −1 between 3.5 and 5, in halves", () => {
    const points = draw("circle");
    const radii = points.map(({ x1, x2 }) => Math.hypot(x1, x2));
    expect(points.filter(({ label }) => label === 1)).toHaveLength(1000);
    for (const [index, { label }] of points.entries()) {
      const r = radii[index] as number;
      expect(label === 1 ? r < 2.5 : r >= 3.5 && r < 5).toBe(true);
    }
  });

  it("circle: noise moves labels, not points", () => {
    const points = draw("circle", 0.5);
    expect(points.some(({ x1, x2, label }) => label === 1 && Math.hypot(x1, x2) > 3.5)).toBe(true);
    expect(points.every(({ x1, x2 }) => Math.hypot(x1, x2) < 5)).toBe(true);
  });

  it("xor: the sign of the product, 0.3 away from both axes", () => {
    for (const { x1, x2, label } of draw("xor")) {
      expect(label).toBe(x1 * x2 >= 0 ? 1 : -1);
      expect(Math.min(Math.abs(x1), Math.abs(x2))).toBeGreaterThanOrEqual(0.3);
    }
  });

  it.each([
    [0, 0.5],
    [0.5, 4],
  ])("gauss: variance around (±2, ±2) at noise %s is %s", (noise, expected) => {
    const points = draw("gauss", noise, 20_000);
    const squares = points.map(
      ({ x1, x2, label }) => ((x1 - 2 * label) ** 2 + (x2 - 2 * label) ** 2) / 2,
    );
    const variance = squares.reduce((sum, square) => sum + square) / squares.length;
    expect(Math.abs(variance / expected - 1)).toBeLessThan(0.03);
  });

  it("spiral: the arms lie opposite each other, out to radius 5", () => {
    const points = draw("spiral", 0, 500);
    for (let i = 0; i < 250; i += 1) {
      const [a, b] = [points[i], points[250 + i]];
      expect(a?.label).toBe(1);
      expect(b?.label).toBe(-1);
      expect(Math.hypot((a?.x1 ?? 9) + (b?.x1 ?? 9), (a?.x2 ?? 9) + (b?.x2 ?? 9))).toBeLessThan(
        1e-9,
      );
      expect(Math.hypot(a?.x1 ?? 0, a?.x2 ?? 0)).toBeCloseTo((5 * i) / 250, 9);
    }
  });

  it("plane: a tenth of the sum", () => {
    for (const { x1, x2, label } of draw("plane")) expect(label).toBeCloseTo((x1 + x2) / 10, 12);
  });

  it("multi-gauss: cones of radius 2, of alternating sign", () => {
    const points = draw("multi-gauss", 0, 20_000);
    expect(Math.max(...points.map(({ label }) => label))).toBeGreaterThan(0.95);
    expect(Math.min(...points.map(({ label }) => label))).toBeLessThan(-0.95);
    const near = (x1: number, x2: number) =>
      points.filter((point) => Math.hypot(point.x1 - x1, point.x2 - x2) < 0.3);
    expect(near(-4, 2.5).every(({ label }) => label > 0.8)).toBe(true);
    expect(near(0, 2.5).every(({ label }) => label < -0.8)).toBe(true);
    expect(points.every(({ x1, label }) => Math.abs(x1) < 6 && Math.abs(label) <= 1)).toBe(true);
  });
});

describe("createDataset(experiment)", () => {
  it("holds back the test fraction", () => {
    const { train, test } = create({ data: { testFraction: 0.3 } });
    expect([train.count, test.count]).toEqual([350, 150]);
  });

  it("gives the same points to the same seed, and others to another", () => {
    expect(create({ seed: 4 })).toEqual(create({ seed: 4 }));
    expect(create({ seed: 4 })).not.toEqual(create({ seed: 5 }));
  });

  it.each([
    ["circle", -4.700738906860352, 1.5281025171279907, -1],
    ["multi-gauss", 5.543025493621826, 3.6002719402313232, 0],
  ] as const)("draws %s as it always has, where the data have no fault", (name, x1, x2, label) => {
    const { train, test } = drawPoints(parseExperiment({ data: { name, noise: 0.1 }, seed: 7 }));
    expect([...train.points.slice(0, 2), test.labels[0]]).toEqual([x1, x2, label]);
  });

  it("mixes the classes before the split", () => {
    const { train } = create({});
    const positive = train.y.filter((label) => label === 1).length;
    expect(Math.abs(positive - 125)).toBeLessThan(40);
  });

  it("computes the seven features of each point", () => {
    const experiment = parseExperiment({
      data: { features: ["x1", "x2", "x1^2", "x2^2", "x1*x2", "sin(x1)", "sin(x2)"] },
    });
    const { train } = createDataset(experiment);
    const [a, b] = drawPoints(experiment).train.points as unknown as [number, number];
    const expected = [a, b, a * a, b * b, a * b, Math.sin(a), Math.sin(b)].map(Math.fround);
    expect([...train.x.slice(0, 7)]).toEqual(expected);
  });

  it("multiplies what the network sees, and leaves the points where they are", () => {
    const plain = parseExperiment({});
    const scaled = parseExperiment({ data: { scale: 100 } });
    expect(drawPoints(scaled)).toEqual(drawPoints(plain));
    const { train, test } = createDataset(plain);
    expect(createDataset(scaled).train.x).toEqual(train.x.map((value) => 100 * value));
    expect(createDataset(scaled).test.y).toEqual(test.y);
  });

  it("gives shuffled labels to the same points, as many of each as before", () => {
    const plain = drawPoints(parseExperiment({}));
    const shuffled = drawPoints(parseExperiment({ data: { labels: "shuffled" } }));
    expect(shuffled.train.points).toEqual(plain.train.points);
    expect(shuffled.test.points).toEqual(plain.test.points);
    const sorted = ({ train, test }: typeof plain) => [...train.labels, ...test.labels].sort();
    expect(sorted(shuffled)).toEqual(sorted(plain));
    // Half of the labels agree by chance; the standard deviation is 11 of 250.
    const kept = shuffled.train.labels.filter((label, row) => label === plain.train.labels[row]);
    expect(Math.abs(kept.length - 125)).toBeLessThan(45);
  });

  it("sorts the training points by label, and only those", () => {
    const plain = create({});
    const { train, test } = create({ data: { order: "byLabel" } });
    expect(train.y).toEqual(plain.train.y.toSorted());
    expect(test).toEqual(plain.test);
    const rows = ({ x, y }: typeof train) =>
      Array.from(y, (label, row) => `${label} ${x.slice(2 * row, 2 * row + 2)}`);
    expect(rows(train).sort()).toEqual(rows(plain.train).sort());
  });

  it.each([
    [0.5, 0.4, 100],
    [0.9, 1, 450],
  ])(
    "of %s test points, a share of %s are copies of training points",
    (testFraction, leak, copies) => {
      const plain = create({ data: { testFraction } });
      const { train, test } = create({ data: { testFraction, leak } });
      expect(train).toEqual(plain.train);
      const seen = new Set(
        Array.from({ length: train.count }, (_, row) => describeRow(train, row)),
      );
      const isCopy = (row: number) => seen.has(describeRow(test, row));
      expect(Array.from({ length: test.count }, (_, row) => row).filter(isCopy)).toHaveLength(
        copies,
      );
    },
  );

  it("is finite for any Experiment, with every point in one of the two sets", () => {
    fc.assert(
      fc.property(experimentArbitrary, (experiment) => {
        const { train, test } = createDataset({
          ...experiment,
          data: { ...experiment.data, samples: 40 },
        });
        expect(train.count + test.count).toBe(40);
        for (const { count, x, y } of [train, test]) {
          expect(x).toHaveLength(count * experiment.data.features.length);
          expect(x.every(Number.isFinite)).toBe(true);
          expect(y.every(Number.isFinite)).toBe(true);
        }
      }),
    );
  });
});

/** A point with its label. */
function describeRow({ x, y }: { x: Float32Array; y: Float32Array }, row: number): string {
  return `${x.slice(2 * row, 2 * row + 2)} ${y[row]}`;
}
