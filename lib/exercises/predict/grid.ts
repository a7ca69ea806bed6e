/**
 * The plane [−6, 6]² in square cells: a row of + and − for each, the top one first. What parts, rings and
 * lines a sketch has can be told from it.
 */
export type Grid = readonly string[];

export type Sign = "+" | "-";

const halfWidth = 6;

/** The middle of a cell, in the coordinates of the plane. */
export function centreOf(row: number, column: number, size: number): readonly [number, number] {
  const place = (index: number) => ((2 * index + 1) / size - 1) * halfWidth;
  return [place(column), -place(row)];
}

/** The grid of a function whose sign says the class. */
export function createGrid(size: number, value: (x1: number, x2: number) => number): string[] {
  return Array.from({ length: size }, (_, row) =>
    Array.from({ length: size }, (_, column) =>
      value(...centreOf(row, column, size)) >= 0 ? "+" : "-",
    ).join(""),
  );
}

export function countCells(grid: Grid, sign: Sign): number {
  return grid.reduce((sum, row) => sum + [...row].filter((cell) => cell === sign).length, 0);
}

/** In how many separate parts the cells of a sign lie; cells that only touch at a corner are separate. */
export function countParts(grid: Grid, sign: Sign): number {
  return findParts(grid, sign).length;
}

/** How many parts of a sign lie wholly inside, away from the edge of the plane: 1 for a disc in a ring. */
export function countEnclosed(grid: Grid, sign: Sign): number {
  const last = grid.length - 1;
  const isAtEdge = ([row, column]: Cell) =>
    row === 0 || column === 0 || row === last || column === (grid[row] as string).length - 1;
  return findParts(grid, sign).filter((part) => !part.some(isAtEdge)).length;
}

/**
 * The largest share of cells that some straight line has on their right side: 1 where one separates + from −.
 * Lines in 36 directions are tried, so a straight line in a coarse grid comes to nearly 1.
 */
export function measureStraightness(grid: Grid): number {
  const cells = grid.flatMap((text, row) =>
    [...text].map((sign, column) => ({ at: centreOf(row, column, grid.length), sign })),
  );
  let best = 0;
  for (let direction = 0; direction < 72; direction += 1) {
    const angle = (direction * Math.PI) / 36;
    const [a, b] = [Math.cos(angle), Math.sin(angle)];
    const along = cells
      .map(({ at: [x1, x2], sign }) => ({ place: a * x1 + b * x2, sign }))
      .sort((one, other) => one.place - other.place);
    // With the line before the first of them, all cells lie on the side of +.
    let right = countCells(grid, "+");
    best = Math.max(best, right);
    for (const { sign } of along) {
      right += sign === "-" ? 1 : -1;
      best = Math.max(best, right);
    }
  }
  return best / cells.length;
}

type Cell = readonly [row: number, column: number];

function findParts(grid: Grid, sign: Sign): Cell[][] {
  const seen = new Set<string>();
  const parts: Cell[][] = [];
  for (const [row, text] of grid.entries()) {
    for (let column = 0; column < text.length; column += 1) {
      const part = fill(grid, sign, [row, column], seen);
      if (part.length > 0) parts.push(part);
    }
  }
  return parts;
}

/** The part to which a cell belongs, unless it is of another sign or has been seen. */
function fill(grid: Grid, sign: Sign, start: Cell, seen: Set<string>): Cell[] {
  const part: Cell[] = [];
  const waiting = [start];
  for (let cell = waiting.pop(); cell; cell = waiting.pop()) {
    const [row, column] = cell;
    const key = `${row} ${column}`;
    if (grid[row]?.[column] !== sign || seen.has(key)) continue;
    seen.add(key);
    part.push(cell);
    waiting.push([row - 1, column], [row + 1, column], [row, column - 1], [row, column + 1]);
  }
  return part;
}
