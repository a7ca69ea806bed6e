import type { Grid, Sign } from "@/lib/exercises/predict/grid";

/** A place in a picture of the plane, in cells from its top left corner. */
export interface Spot {
  column: number;
  row: number;
}

/** So far from the pointer, in cells, a cell's middle is painted with it. */
const brush = 1.1;

/** The grid after a stroke from one spot to another: the cells beneath the brush have this sign. */
export function paintStroke(grid: Grid, sign: Sign, from: Spot, to: Spot): string[] {
  return mapCells(grid, (before, cell) => {
    const distance = measureDistance({ row: cell.row + 0.5, column: cell.column + 0.5 }, from, to);
    return distance <= brush ? sign : before;
  });
}

/** The grid after a walk from one cell to another, along a row or a column: all of them have this sign. */
export function paintCells(grid: Grid, sign: Sign, from: Spot, to: Spot): string[] {
  const isBetween = (value: number, a: number, b: number) => (value - a) * (value - b) <= 0;
  return mapCells(grid, (before, { row, column }) =>
    isBetween(row, from.row, to.row) && isBetween(column, from.column, to.column) ? sign : before,
  );
}

/**
 * The border between + and −, in cells, as the `d` of a path. The edge of the plane is none. Lines run
 * along the sides of cells, so that a grid of one colour has an empty path.
 */
export function traceBorder(grid: Grid): string {
  let path = "";
  for (const [row, text] of grid.entries()) {
    for (let column = 0; column < text.length; column += 1) {
      const isOther = (neighbour: string | undefined) =>
        neighbour !== undefined && neighbour !== text[column];
      if (isOther(text[column + 1])) path += `M${column + 1} ${row}v1`;
      if (isOther(grid[row + 1]?.[column])) path += `M${column} ${row + 1}h1`;
    }
  }
  return path;
}

/** The cells in which two grids differ. */
export function findDifferences(one: Grid, other: Grid): Spot[] {
  return one.flatMap((text, row) =>
    [...text].flatMap((sign, column) => (sign === other[row]?.[column] ? [] : [{ row, column }])),
  );
}

function mapCells(grid: Grid, change: (before: string, cell: Spot) => string): string[] {
  return grid.map((text, row) =>
    Array.from(text, (before, column) => change(before, { row, column })).join(""),
  );
}

/** From a spot to the nearest one between two others. */
function measureDistance(spot: Spot, from: Spot, to: Spot): number {
  const [dx, dy] = [to.column - from.column, to.row - from.row];
  const length = dx * dx + dy * dy;
  const along = (spot.column - from.column) * dx + (spot.row - from.row) * dy;
  const share = length === 0 ? 0 : Math.min(1, Math.max(0, along / length));
  return Math.hypot(spot.column - from.column - share * dx, spot.row - from.row - share * dy);
}
