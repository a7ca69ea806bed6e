/** A place in a picture as fractions of its sides, from the left and from the top. May lie outside. */
export interface Spot {
  x: number;
  y: number;
}

/** Side of the square that shapes are drawn in before they are stretched over the picture. */
export const squareSize = 1000;

/**
 * A percentage for an SVG coordinate. Rounded, because Node and browsers may differ in the last
 * bits of Math functions and React compares the attributes of both.
 */
export function percent(fraction: number) {
  return `${Number((100 * fraction).toFixed(2))}%`;
}

/** Whether a spot can be drawn: inside the picture, or on its edge. */
export function isVisible({ x, y }: Spot) {
  return x >= 0 && x <= 1 && y >= 0 && y <= 1;
}

/**
 * The path data of a line through the spots in a square of `squareSize`, cut off at its edges, so that
 * a path that diverges to 1e300 draws no coordinate beyond it.
 */
export function traceLine(spots: readonly Spot[]) {
  let data = "";
  let pen = "";
  for (let k = 1; k < spots.length; k++) {
    const piece = clip(spots[k - 1] as Spot, spots[k] as Spot);
    if (!piece) continue;
    const [from, to] = piece.map(({ x, y }) => `${round(x)} ${round(y)}`) as [string, string];
    data += from === pen ? `L${to}` : `M${from}L${to}`;
    pen = to;
  }
  return data;
}

/** Where the line from a visible spot to the next one leaves the picture. */
export function findExit(from: Spot, to: Spot): Spot | undefined {
  return clip(from, to)?.[1];
}

/** Whether any of the line from one spot to the next is inside the picture. */
export function crossesPicture(from: Spot, to: Spot) {
  return clip(from, to) !== undefined;
}

/** The part of a segment inside the unit square (Liang and Barsky, 1984), or undefined. */
function clip(from: Spot, to: Spot): [Spot, Spot] | undefined {
  if (![from.x, from.y, to.x, to.y].every(Number.isFinite)) return undefined;
  const dx = to.x - from.x;
  const dy = to.y - from.y;
  let enter = 0;
  let leave = 1;
  for (const [delta, room] of [
    [-dx, from.x],
    [dx, 1 - from.x],
    [-dy, from.y],
    [dy, 1 - from.y],
  ] as const) {
    if (delta === 0) {
      if (room < 0) return undefined;
    } else if (delta < 0) enter = Math.max(enter, room / delta);
    else leave = Math.min(leave, room / delta);
  }
  if (enter > leave) return undefined;
  // Far outside, one place differs from the next by more than the whole picture: keep to its edge.
  const at = (share: number) => ({
    x: Math.min(1, Math.max(0, from.x + share * dx)),
    y: Math.min(1, Math.max(0, from.y + share * dy)),
  });
  return [at(enter), at(leave)];
}

function round(fraction: number) {
  return Number((squareSize * fraction).toFixed(1));
}
