import { describe, expect, it } from "vitest";
import { findRoom, isFree } from "./trace-room";

const sizes = [
  { width: 600, height: 300 },
  { width: 300, height: 250 },
];
const box = { left: 0, right: 60, top: -15, bottom: 5 };
const rising = [
  { x: 0, y: 1 },
  { x: 1, y: 0 },
];

describe("isFree(place, box, lines, sizes)", () => {
  it("sees a line that crosses the box, also one without an end in it", () => {
    expect(isFree({ x: 0.5, y: 0.5 }, box, [rising], sizes)).toBe(false);
    expect(isFree({ x: 0.7, y: 0.7 }, box, [rising], sizes)).toBe(true);
  });

  it("looks at every size", () => {
    // 60 px are a tenth of the wide picture and a fifth of the narrow one.
    const wall = [
      { x: 0.65, y: 0 },
      { x: 0.65, y: 1 },
    ];
    expect(isFree({ x: 0.5, y: 0.5 }, box, [wall], sizes.slice(0, 1))).toBe(true);
    expect(isFree({ x: 0.5, y: 0.5 }, box, [wall], sizes)).toBe(false);
  });
});

describe("findRoom(near, box, lines, sizes)", () => {
  it("finds a place within the picture and off the lines", () => {
    const place = findRoom({ x: 1, y: 0 }, box, [rising], sizes);
    expect(place && isFree(place, box, [rising], sizes)).toBe(true);
    expect(place?.x).toBeLessThanOrEqual(1 - 60 / 300);
  });

  it("gives up the last lines first", () => {
    const everywhere = Array.from({ length: 400 }, (_, k) => ({ x: k / 400, y: k % 2 }));
    const place = findRoom({ x: 1, y: 0 }, box, [rising, everywhere], sizes);
    expect(place).toEqual(findRoom({ x: 1, y: 0 }, box, [rising], sizes));
  });
});
