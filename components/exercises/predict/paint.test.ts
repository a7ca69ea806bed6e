import { describe, expect, it } from "vitest";
import { findDifferences, paintCells, paintStroke, traceBorder } from "./paint";

const blank = new Array(5).fill("-----");

describe("paintStroke(grid, sign, from, to)", () => {
  it("paints the cell beneath the pointer and those beside it", () => {
    const middle = { row: 2.5, column: 2.5 };
    expect(paintStroke(blank, "+", middle, middle)).toEqual([
      "-----",
      "--+--",
      "-+++-",
      "--+--",
      "-----",
    ]);
  });

  it("leaves no gap on a fast way, and takes away again", () => {
    const [from, to] = [
      { row: 2.5, column: 0.5 },
      { row: 2.5, column: 4.5 },
    ];
    const painted = paintStroke(blank, "+", from, to);
    expect(painted).toEqual(["-----", "+++++", "+++++", "+++++", "-----"]);
    expect(paintStroke(painted, "-", from, to)).toEqual(blank);
  });

  it("paints at the edge of the plane, and nothing beyond", () => {
    const corner = { row: -3, column: -3 };
    expect(paintStroke(blank, "+", corner, corner)).toEqual(blank);
    expect(paintStroke(blank, "+", { row: 0, column: 0 }, { row: 0, column: 0 })[0]).toBe("+----");
  });
});

describe("paintCells(grid, sign, from, to)", () => {
  it("paints the cells of a walk, in either direction", () => {
    const [left, right] = [
      { row: 1, column: 1 },
      { row: 1, column: 3 },
    ];
    const painted = ["-----", "-+++-", "-----", "-----", "-----"];
    expect(paintCells(blank, "+", left, right)).toEqual(painted);
    expect(paintCells(blank, "+", right, left)).toEqual(painted);
  });
});

describe("traceBorder(grid)", () => {
  it("runs between the colours, and not along the edge of the plane", () => {
    expect(traceBorder(["+-", "+-"])).toBe("M1 0v1M1 1v1");
    expect(traceBorder(["++", "--"])).toBe("M0 1h1M1 1h1");
    expect(traceBorder(["++", "++"])).toBe("");
  });
});

describe("findDifferences(one, other)", () => {
  it("lists the cells that are not alike", () => {
    expect(findDifferences(["+-", "++"], ["++", "-+"])).toEqual([
      { row: 0, column: 1 },
      { row: 1, column: 0 },
    ]);
  });
});
