import fc from "fast-check";
import { describe, expect, it } from "vitest";
import {
  centreOf,
  countCells,
  countEnclosed,
  countParts,
  createGrid,
  measureStraightness,
} from "./grid";

const disc = createGrid(12, (x1, x2) => 9 - x1 * x1 - x2 * x2);
const ring = createGrid(12, (x1, x2) => {
  const r = Math.hypot(x1, x2);
  return r > 2 && r < 4.2 ? 1 : -1;
});
const band = createGrid(12, (x1) => 2 - Math.abs(x1));
const quarters = createGrid(12, (x1, x2) => x1 * x2);

describe("createGrid(size, value)", () => {
  it("begins at the top left, as the plane is drawn", () => {
    expect(createGrid(2, (x1, x2) => (x1 > 0 && x2 > 0 ? 1 : -1))).toEqual(["-+", "--"]);
    expect(centreOf(0, 0, 12)).toEqual([-5.5, 5.5]);
    expect(centreOf(11, 11, 12)).toEqual([5.5, -5.5]);
  });
});

describe("countParts(grid, sign) and countEnclosed(grid, sign)", () => {
  it.each([
    ["a disc", disc, 1, 1, 1, 0],
    ["a ring", ring, 1, 1, 2, 1],
    ["an open band", band, 1, 0, 2, 0],
    ["quarters, which touch at a corner", quarters, 2, 0, 2, 0],
  ])("tells %s", (_, grid, parts, enclosed, otherParts, otherEnclosed) => {
    expect(countParts(grid, "+")).toBe(parts);
    expect(countEnclosed(grid, "+")).toBe(enclosed);
    expect(countParts(grid, "-")).toBe(otherParts);
    expect(countEnclosed(grid, "-")).toBe(otherEnclosed);
  });
});

describe("measureStraightness(grid)", () => {
  it("is nearly 1 for every straight border", () => {
    fc.assert(
      fc.property(
        fc.double({ min: 0, max: 2 * Math.PI, noNaN: true }),
        fc.double({ min: -4, max: 4, noNaN: true }),
        (angle, offset) => {
          const grid = createGrid(
            12,
            (x1, x2) => x1 * Math.cos(angle) + x2 * Math.sin(angle) - offset,
          );
          expect(measureStraightness(grid)).toBeGreaterThan(0.98);
        },
      ),
    );
  });

  it.each([
    ["a disc", disc],
    ["a ring", ring],
    ["a band", band],
    ["quarters", quarters],
    ["one quarter", createGrid(12, (x1, x2) => Math.min(x1, x2))],
  ])("is far from 1 for %s", (_, grid) => {
    expect(measureStraightness(grid)).toBeLessThan(0.95);
  });

  it("is the share of the larger sign at least, and 1 where there is only one", () => {
    expect(measureStraightness(disc)).toBeGreaterThanOrEqual(countCells(disc, "-") / 144);
    expect(measureStraightness(["--", "--"])).toBe(1);
    expect(measureStraightness(["++", "++"])).toBe(1);
  });
});
