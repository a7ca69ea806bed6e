import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { createRandom } from "../../data/random";
import { dot, normalize, removePart } from "../vectors";
import { fitTrajectoryPlane } from "./trajectory-plane";

describe("fitTrajectoryPlane(trajectory)", () => {
  it("finds the plane that a path lies in", () => {
    // Around (1, 2, 3, 4), along (1, 1, 0, 0)/√2 and (0, 0, 0, 1).
    const place = (a: number, b: number) =>
      Float64Array.of(1 + a / Math.SQRT2, 2 + a / Math.SQRT2, 3, 4 + b);
    const path = [place(6, 1), place(4, 2), place(2, 1), place(0, 0)];
    const { plane, coordinates, explained } = fitTrajectoryPlane(path);
    expect(plane.origin).toBe(path[3]);
    expect(explained[0] + explained[1]).toBeCloseTo(1, 12);
    expect(explained[0]).toBeGreaterThan(explained[1]);
    for (const [index, { a, b }] of coordinates.entries()) {
      const [first, second] = plane.directions;
      for (const [i, weight] of (path[index] as Float64Array).entries()) {
        const seen =
          (plane.origin[i] as number) + a * (first[i] as number) + b * (second[i] as number);
        expect(seen).toBeCloseTo(weight, 12);
      }
    }
    // It begins on the positive side of both.
    expect(coordinates[0]?.a).toBeGreaterThan(0);
    expect(coordinates[0]?.b).toBeGreaterThan(0);
  });

  it("finds the two principal directions of points on three axes", () => {
    // About the last point, the origin: squared lengths 9, 2·4 along the second axis, and 1.
    const path = [
      Float64Array.of(3, 0, 0),
      Float64Array.of(0, 2, 0),
      Float64Array.of(0, -2, 0),
      Float64Array.of(0, 0, 1),
      Float64Array.of(0, 0, 0),
    ];
    const { plane, explained } = fitTrajectoryPlane(path);
    expect(Math.abs(plane.directions[0][0] as number)).toBeCloseTo(1, 9);
    expect(Math.abs(plane.directions[1][1] as number)).toBeCloseTo(1, 9);
    expect(explained[0]).toBeCloseTo(9 / 18, 9);
    expect(explained[1]).toBeCloseTo(8 / 18, 9);
  });

  it("finds two directions that matter equally", () => {
    const path = [Float64Array.of(0, 1, 0), Float64Array.of(0, 0, 1), Float64Array.of(0, 0, 0)];
    const { explained } = fitTrajectoryPlane(path);
    expect(explained[0]).toBeCloseTo(0.5, 12);
    expect(explained[1]).toBeCloseTo(0.5, 12);
  });

  it("shows at least as much of any path as any other plane through its end", () => {
    const path = fc.array(
      fc.array(fc.double({ min: -1, max: 1, noNaN: true }), { minLength: 5, maxLength: 5 }),
      { minLength: 2, maxLength: 12 },
    );
    const random = createRandom(1, "data");
    const draw = () => Float64Array.from({ length: 5 }, () => random.normal());
    fc.assert(
      fc.property(path, (points) => {
        const trajectory = points.map((point) => Float64Array.from(point));
        const { plane, coordinates } = fitTrajectoryPlane(trajectory);
        const [first, second] = plane.directions as [Float64Array, Float64Array];
        expect(dot(first, first)).toBeCloseTo(1, 9);
        expect(dot(second, second)).toBeCloseTo(1, 9);
        expect(dot(first, second)).toBeCloseTo(0, 6);
        const shown = coordinates.reduce((sum, { a, b }) => sum + a * a + b * b, 0);
        const one = normalize(draw());
        const other = normalize(removePart(draw(), one));
        const end = trajectory.at(-1) as Float64Array;
        const otherwise = trajectory.reduce((sum, point) => {
          const difference = point.map((value, i) => value - (end[i] as number));
          return sum + dot(difference, one) ** 2 + dot(difference, other) ** 2;
        }, 0);
        expect(shown).toBeGreaterThanOrEqual(otherwise * (1 - 1e-6));
      }),
    );
  });

  it("needs no plane where the path is straight, stands still or is one point", () => {
    // Only the last weight moves: a network whose weights are all 0.
    const straight = [0, 1, 2, 3].map((bias) => Float32Array.of(0, 0, 0, bias));
    const { plane, coordinates, explained } = fitTrajectoryPlane(straight);
    expect(explained).toEqual([1, 0]);
    expect(coordinates).toEqual([3, 2, 1, 0].map((a) => ({ a, b: 0 })));
    expect(dot(plane.directions[0], plane.directions[1])).toBe(0);
    expect(dot(plane.directions[1], plane.directions[1])).toBe(1);
    for (const count of [1, 3]) {
      const still = fitTrajectoryPlane(new Array(count).fill(Float32Array.of(1, 2)));
      expect(still.explained).toEqual([0, 0]);
      expect(still.coordinates).toEqual(new Array(count).fill({ a: 0, b: 0 }));
      expect(still.plane.directions).toEqual([Float64Array.of(1, 0), Float64Array.of(0, 1)]);
    }
  });

  it("shows all of a long path, and throws for none", () => {
    const path = Array.from({ length: 500 }, (_, i) =>
      Float64Array.of(Math.cos(i / 100), Math.sin(i / 100), 0.01 * (i % 2)),
    );
    const { coordinates, explained } = fitTrajectoryPlane(path);
    expect(coordinates).toHaveLength(500);
    expect(explained[0] + explained[1]).toBeGreaterThan(0.99);
    expect(() => fitTrajectoryPlane([])).toThrow(RangeError);
  });
});
