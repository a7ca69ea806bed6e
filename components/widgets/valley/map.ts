import type { Pair, Valley } from "@/lib/descent/valley";
import { type Spot, squareSize } from "../trace";
import { mapEdge } from "./state";

/** The place of x on the map, as fractions from the left and the top. */
export function spotOf([x1, x2]: Pair): Spot {
  return { x: 0.5 + x1 / (2 * mapEdge.x1), y: 0.5 - x2 / (2 * mapEdge.x2) };
}

/** The point under a place on the map. */
export function pointUnder({ x, y }: Spot): Pair {
  return [(x - 0.5) * 2 * mapEdge.x1, (0.5 - y) * 2 * mapEdge.x2];
}

/** The map on a wide page and on a phone, in pixels. */
export const usualSizes = [
  { width: 811, height: 456 },
  { width: 310, height: 174 },
];

export interface Contour {
  loss: number;
  /** Half axes along w₁ and w₂. */
  axes: Pair;
}

/**
 * Contours of the valley as exact ellipses: where the loss is c, the half axes are √(2c/λ). They
 * are spaced evenly across the valley, ½ apart, so that the loss on them grows as 0.5, 2, 4.5, 8 …
 */
export function contoursOf({ curvatures: [l1, l2] }: Valley): Contour[] {
  const contours: Contour[] = [];
  const corner = 0.5 * (l1 * mapEdge.x1 ** 2 + l2 * mapEdge.x2 ** 2);
  for (let b = 0.5; ; b += 0.5) {
    const loss = 0.5 * l2 * b * b;
    if (loss > corner) return contours;
    contours.push({ loss, axes: [Math.sqrt((2 * loss) / l1), b] });
  }
}

/** Half axes in the square that is stretched over the map. */
export function ellipseOf({ axes: [a, b] }: Contour) {
  return {
    rx: Number(((squareSize * a) / (2 * mapEdge.x1)).toFixed(1)),
    ry: Number(((squareSize * b) / (2 * mapEdge.x2)).toFixed(1)),
  };
}
