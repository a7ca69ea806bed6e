import { range } from "d3-array";
import { contours } from "d3-contour";

/** A point of the landscape, in its own units. */
export interface Point {
  x: number;
  y: number;
}

/** The part of the landscape that is drawn. */
export const frame = { left: -2.15, right: 2.15, bottom: -1.72, top: 1.92 };

/** Two valleys, near (−1.2, −0.5) and (1.2, 0.5), with a saddle between them; the left one is deeper. */
export function loss({ x, y }: Point): number {
  const wells = 0.3 * (x * x - 1.44) ** 2;
  const bend = 0.5 * (y - 0.5 * Math.sin(1.5 * x)) ** 2;
  return wells + bend + 0.16 * x + 0.25;
}

export function gradient({ x, y }: Point): Point {
  const offset = y - 0.5 * Math.sin(1.5 * x);
  return {
    x: 1.2 * x * (x * x - 1.44) - 0.75 * offset * Math.cos(1.5 * x) + 0.16,
    y: offset,
  };
}

/** The points that gradient descent visits, the start included. */
export function descend(start: Point, learningRate: number, steps: number): Point[] {
  const path = [start];
  for (let step = 0; step < steps; step += 1) {
    const here = path[step] as Point;
    const slope = gradient(here);
    path.push({ x: here.x - learningRate * slope.x, y: here.y - learningRate * slope.y });
  }
  return path;
}

/** For each level the outline of all that lies above it, as SVG path data in a box of this size. */
export function contourPaths(levels: number[], width: number, height: number): string[] {
  const cell = 15;
  // One cell more on each side, so that no outline runs along the edge of the drawing.
  const columns = Math.ceil(width / cell) + 3;
  const rows = Math.ceil(height / cell) + 3;
  const values = range(rows).flatMap((row) =>
    range(columns).map((column) =>
      loss(fromBox({ x: (column - 1) * cell, y: (row - 1) * cell }, width, height)),
    ),
  );
  // d3-contour puts a value in the middle of its cell.
  const place = ([column = 0, row = 0]: number[]): Point => ({
    x: Math.round((column - 1.5) * cell),
    y: Math.round((row - 1.5) * cell),
  });
  return contours()
    .size([columns, rows])
    .thresholds(levels)(values)
    .map(({ coordinates }) =>
      coordinates
        .flat()
        .map((ring) => smoothPath(thinOut(ring.slice(1).map(place), 18)))
        .join(""),
    );
}

/** Leaves out points that are closer than `distance` to the one before. */
function thinOut(ring: Point[], distance: number): Point[] {
  const kept: Point[] = [];
  for (const point of ring) {
    const last = kept.at(-1);
    if (!last || Math.hypot(point.x - last.x, point.y - last.y) >= distance) kept.push(point);
  }
  return kept;
}

/** A closed curve through the middles between the points, in the fewest characters that SVG has for it. */
function smoothPath(ring: Point[]): string {
  const [first, second] = ring;
  if (!first || !second || ring.length < 3) return "";
  const middle = (a: Point, b: Point): Point => ({
    x: Math.round((a.x + b.x) / 2),
    y: Math.round((a.y + b.y) / 2),
  });
  let pen = middle(first, second);
  let path = `M${pen.x} ${pen.y}q`;
  for (let index = 1; index <= ring.length; index += 1) {
    const corner = ring[index % ring.length] as Point;
    const end = middle(corner, ring[(index + 1) % ring.length] as Point);
    path += [corner.x - pen.x, corner.y - pen.y, end.x - pen.x, end.y - pen.y].join(" ");
    if (index < ring.length) path += " ";
    pen = end;
  }
  return path.replaceAll(" -", "-");
}

export function toBox({ x, y }: Point, width: number, height: number): Point {
  return {
    x: round(((x - frame.left) / (frame.right - frame.left)) * width),
    y: round(((frame.top - y) / (frame.top - frame.bottom)) * height),
  };
}

function fromBox({ x, y }: Point, width: number, height: number): Point {
  return {
    x: frame.left + (x / width) * (frame.right - frame.left),
    y: frame.top - (y / height) * (frame.top - frame.bottom),
  };
}

function round(value: number): number {
  return Math.round(value * 10) / 10;
}
