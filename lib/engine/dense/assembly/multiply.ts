// The product of wide matrices, in a module of its own: it is the one place where a browser's fused
// multiply-add is used, where it has one.

/** Rows and columns of the tile that is kept in registers: 12 vectors, with 2 of B and 1 of A beside. */
const tileRows: i32 = 6;
const tileColumns: i32 = 8;
/** Columns of A and rows of B that are packed at a time, so that both stay in the caches. */
const blockDepth: i32 = 512;
const blockColumns: i32 = 512;

/** Bytes of scratch memory that `multiply` needs. */
export const scratchSize: i32 =
  4 * (blockDepth * blockColumns + blockDepth * tileRows + tileRows * tileColumns);

// @ts-expect-error: decorator
@inline
function multiplyAdd(a: v128, b: v128, c: v128): v128 {
  if (ASC_FEATURE_RELAXED_SIMD) return f32x4.relaxed_madd(a, b, c);
  return f32x4.add(f32x4.mul(a, b), c);
}

/**
 * C += A·B, where A has shape [rows, depth], B [depth, columns] and C [rows, columns]. The strides
 * are in bytes: those of A for a row and a column, those of B and C for a row. Every number of C is
 * summed in the same order, wherever in a tile it falls.
 */
export function multiply(
  a: usize,
  aRow: usize,
  aColumn: usize,
  b: usize,
  bRow: usize,
  c: usize,
  cRow: usize,
  rows: i32,
  columns: i32,
  depth: i32,
  scratch: usize,
): void {
  const packedB = scratch;
  const packedA = packedB + 4 * blockDepth * blockColumns;
  const edge = packedA + 4 * blockDepth * tileRows;
  for (let k = 0; k < depth; k += blockDepth) {
    const kCount = min(blockDepth, depth - k);
    for (let n = 0; n < columns; n += blockColumns) {
      const nCount = min(blockColumns, columns - n);
      packB(b + (<usize>k) * bRow + 4 * (<usize>n), bRow, kCount, nCount, packedB);
      for (let m = 0; m < rows; m += tileRows) {
        const mCount = min(tileRows, rows - m);
        packA(a + (<usize>m) * aRow + (<usize>k) * aColumn, aRow, aColumn, mCount, kCount, packedA);
        for (let j = 0; j < nCount; j += tileColumns) {
          const strip = packedB + 4 * (<usize>j) * (<usize>kCount);
          const target = c + (<usize>m) * cRow + 4 * (<usize>(n + j));
          const jCount = min(tileColumns, nCount - j);
          if (mCount == tileRows && jCount == tileColumns) {
            addTile(packedA, strip, kCount, target, cRow);
          } else {
            copyTile(target, cRow, edge, 4 * tileColumns, mCount, jCount);
            addTile(packedA, strip, kCount, edge, 4 * tileColumns);
            copyTile(edge, 4 * tileColumns, target, cRow, mCount, jCount);
          }
        }
      }
    }
  }
}

/** Copies B into strips of eight columns, row after row, the last filled up with zeros. */
function packB(from: usize, row: usize, depth: i32, columns: i32, to: usize): void {
  for (let j = 0; j < columns; j += tileColumns) {
    const count = min(tileColumns, columns - j);
    for (let k = 0; k < depth; k++) {
      const source = from + (<usize>k) * row + 4 * (<usize>j);
      if (count == tileColumns) {
        v128.store(to, v128.load(source));
        v128.store(to, v128.load(source, 16), 16);
      } else {
        for (let i = 0; i < tileColumns; i++) {
          const value = i < count ? load<f32>(source + 4 * (<usize>i)) : 0;
          store<f32>(to + 4 * (<usize>i), value);
        }
      }
      to += 4 * tileColumns;
    }
  }
}

/** Copies six rows of A column after column, missing rows as zeros. */
function packA(from: usize, row: usize, column: usize, rows: i32, depth: i32, to: usize): void {
  for (let m = 0; m < tileRows; m++) {
    let target = to + 4 * (<usize>m);
    if (m >= rows) {
      for (let k = 0; k < depth; k++, target += 4 * tileRows) store<f32>(target, 0);
      continue;
    }
    let source = from + (<usize>m) * row;
    for (let k = 0; k < depth; k++, target += 4 * tileRows, source += column) {
      store<f32>(target, load<f32>(source));
    }
  }
}

function copyTile(
  from: usize,
  fromRow: usize,
  to: usize,
  toRow: usize,
  rows: i32,
  columns: i32,
): void {
  for (let m = 0; m < rows; m++) {
    for (let j = 0; j < columns; j++) {
      const place: usize = 4 * <usize>j;
      store<f32>(to + (<usize>m) * toRow + place, load<f32>(from + (<usize>m) * fromRow + place));
    }
  }
}

function addTile(a: usize, b: usize, depth: i32, c: usize, cRow: usize): void {
  const c1 = c + cRow;
  const c2 = c1 + cRow;
  const c3 = c2 + cRow;
  const c4 = c3 + cRow;
  const c5 = c4 + cRow;
  let s00 = v128.load(c);
  let s01 = v128.load(c, 16);
  let s10 = v128.load(c1);
  let s11 = v128.load(c1, 16);
  let s20 = v128.load(c2);
  let s21 = v128.load(c2, 16);
  let s30 = v128.load(c3);
  let s31 = v128.load(c3, 16);
  let s40 = v128.load(c4);
  let s41 = v128.load(c4, 16);
  let s50 = v128.load(c5);
  let s51 = v128.load(c5, 16);
  const end = b + 4 * tileColumns * (<usize>depth);
  while (b < end) {
    const b0 = v128.load(b);
    const b1 = v128.load(b, 16);
    let row = v128.load32_splat(a);
    s00 = multiplyAdd(row, b0, s00);
    s01 = multiplyAdd(row, b1, s01);
    row = v128.load32_splat(a, 4);
    s10 = multiplyAdd(row, b0, s10);
    s11 = multiplyAdd(row, b1, s11);
    row = v128.load32_splat(a, 8);
    s20 = multiplyAdd(row, b0, s20);
    s21 = multiplyAdd(row, b1, s21);
    row = v128.load32_splat(a, 12);
    s30 = multiplyAdd(row, b0, s30);
    s31 = multiplyAdd(row, b1, s31);
    row = v128.load32_splat(a, 16);
    s40 = multiplyAdd(row, b0, s40);
    s41 = multiplyAdd(row, b1, s41);
    row = v128.load32_splat(a, 20);
    s50 = multiplyAdd(row, b0, s50);
    s51 = multiplyAdd(row, b1, s51);
    a += 4 * tileRows;
    b += 4 * tileColumns;
  }
  v128.store(c, s00);
  v128.store(c, s01, 16);
  v128.store(c1, s10);
  v128.store(c1, s11, 16);
  v128.store(c2, s20);
  v128.store(c2, s21, 16);
  v128.store(c3, s30);
  v128.store(c3, s31, 16);
  v128.store(c4, s40);
  v128.store(c4, s41, 16);
  v128.store(c5, s50);
  v128.store(c5, s51, 16);
}
