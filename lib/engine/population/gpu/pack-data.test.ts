import { describe, expect, it } from "vitest";
import { packData } from "./pack-data";

const dataset = (...x: number[]) => ({
  train: { count: x.length, x: Float32Array.from(x), y: Float32Array.from(x, (value) => -value) },
  test: { count: 1, x: Float32Array.of(7), y: Float32Array.of(8) },
});

describe("packData(datasets)", () => {
  it("puts one behind the other, and equal ones in the same place", () => {
    const { numbers, places } = packData([dataset(1, 2), dataset(3, 4), dataset(1, 2)]);
    expect([...numbers]).toEqual([1, 2, -1, -2, 7, 8, 3, 4, -3, -4, 7, 8]);
    expect(places[0]).toEqual({ train: { x: 0, y: 2 }, test: { x: 4, y: 5 } });
    expect(places[1]).toEqual({ train: { x: 6, y: 8 }, test: { x: 10, y: 11 } });
    expect(places[2]).toBe(places[0]);
  });
});
