import { describe, expect, it } from "vitest";
import { parseExperiment } from "../../experiment/experiment";
import { getLoss } from "../losses";
import { computeGradient, computeLoss } from "../network";
import { createReferenceStepper } from "../reference";
import { createTask, createTaskNetwork, type Task } from "../task";
import { createStart, createTrainer } from "../trainer";
import { dot } from "../vectors";
import { chooseEvenly } from "./budget";
import { computeLossSurface } from "./loss-surface";
import { drawPlane, frameCoordinates } from "./planes";
import { fitTrajectoryPlane } from "./trajectory-plane";

const task = createTask(parseExperiment({}));
const network = createTaskNetwork(task);
const { train } = task.dataset;
const loss = getLoss(task.compile.loss);
const weights = Float64Array.from(createStart(task).weights);

describe("computeLossSurface(task, plane)", () => {
  it("agrees with a bowl worked out by hand, row by row from the bottom left", () => {
    // o = wx + b on (1, 0) and (−1, 0): the mean of ½(w + b)² and ½(b − w)² is ½(w² + b²).
    const examples = { count: 2, x: Float32Array.of(1, -1), y: Float32Array.of(0, 0) };
    const one: Task = {
      ...parseExperiment({ model: { layers: [{ units: 1, activation: "linear" }] } }),
      dataset: { train: examples, test: examples },
    };
    const directions = [Float64Array.of(1, 0), Float64Array.of(0, 1)] as const;
    const surface = computeLossSurface(
      one,
      { origin: Float64Array.of(0, 0), directions },
      { extent: { a: [-2, 2], b: [0, 4] }, size: 3 },
    );
    expect(surface.a).toEqual([-2, 0, 2]);
    expect(surface.b).toEqual([0, 2, 4]);
    expect([...surface.losses]).toEqual([2, 0, 2, 4, 2, 4, 10, 8, 10]);
    expect(surface.examples).toBe(2);
  });

  it("has the loss at the origin, and there the slope ∇E·d along each direction", () => {
    const plane = drawPlane(network, weights, 3);
    const h = 1e-4;
    const { losses, examples } = computeLossSurface(task, plane, {
      extent: { a: [-h, h], b: [-h, h] },
      size: 3,
    });
    expect(examples).toBe(train.count);
    expect(losses[4]).toBe(computeLoss(network, weights, loss, train));
    const all = chooseEvenly(train.count, train.count);
    const gradient = computeGradient(network, weights, loss, train, all);
    const [left, right, low, high] = [3, 5, 1, 7].map((i) => losses[i] as number) as [
      number,
      number,
      number,
      number,
    ];
    // Centred differences err by about h² of the third derivative.
    expect((right - left) / (2 * h)).toBeCloseTo(dot(gradient, plane.directions[0]), 7);
    expect((high - low) / (2 * h)).toBeCloseTo(dot(gradient, plane.directions[1]), 7);
  });

  it("falls along the path of a run, in the plane of that path", async () => {
    const trainer = createTrainer(task, createReferenceStepper);
    const path = [];
    for (let epoch = 0; epoch <= 60; epoch += 10) {
      await trainer.train({ epoch }, Number.POSITIVE_INFINITY);
      path.push((await trainer.snapshot()).weights);
    }
    const { plane, coordinates, explained } = fitTrajectoryPlane(path);
    expect(explained[0] + explained[1]).toBeGreaterThan(0.9);
    const extent = frameCoordinates(coordinates);
    const { a, b, losses } = computeLossSurface(task, plane, { extent });
    const nearest = (values: number[], place: number) =>
      values.reduce(
        (best, value, i) =>
          Math.abs(value - place) < Math.abs((values[best] as number) - place) ? i : best,
        0,
      );
    const heights = coordinates.map(
      (place) => losses[nearest(b, place.b) * a.length + nearest(a, place.a)] as number,
    );
    expect(heights.at(-1)).toBeLessThan(0.5 * (heights[0] as number));
  });

  it("goes on where the loss is not finite", () => {
    const directions = [new Float64Array(weights.length).fill(1), weights] as const;
    const linear = createTask(
      parseExperiment({ model: { layers: [{ units: 6 }, { units: 1, activation: "linear" }] } }),
    );
    const { losses } = computeLossSurface(
      linear,
      { origin: weights, directions },
      { extent: { a: [-1e200, 0], b: [-1, 1] }, size: 3 },
    );
    expect(losses[0]).toBe(Number.POSITIVE_INFINITY);
    expect(Number.isFinite(losses[2])).toBe(true);
  });

  it("asks a faster path for the losses, where one is given", () => {
    const plane = drawPlane(network, weights, 3);
    const plain = computeLossSurface(task, plane, { size: 5 });
    let calls = 0;
    const evaluateLoss = (moved: Float64Array) => {
      calls += 1;
      return computeLoss(network, moved, loss, train);
    };
    expect(computeLossSurface(task, plane, { size: 5, evaluateLoss })).toEqual(plain);
    expect(calls).toBe(25);
    const fine = computeLossSurface(task, plane, { evaluateLoss: () => 1 });
    expect(fine.losses).toHaveLength(41 * 41);
    expect(fine.examples).toBe(train.count);
  });

  it("draws a large network more coarsely and from fewer examples, and all of them on a larger budget", () => {
    const measure = (units: number, budget?: number) => {
      const experiment = parseExperiment({ model: { layers: [{ units }, { units: 1 }] } });
      const other = createTask(experiment);
      const start = createStart(other).weights;
      const plane = drawPlane(createTaskNetwork(other), start, 1);
      const { a, examples } = computeLossSurface(other, plane, { budget });
      return { size: a.length, examples };
    };
    const [small, large, patient] = [measure(2), measure(256), measure(2, 1e8)];
    expect(small.size % 2).toBe(1);
    expect(small.size).toBeGreaterThan(large.size);
    expect(small.examples).toBeGreaterThan(large.examples);
    expect(large.size).toBe(11);
    expect(patient).toEqual({ size: 41, examples: 250 });
  });
});
