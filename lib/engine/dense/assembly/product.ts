// Products of small matrices, whose rows run over the examples of a chunk: a row has `stride` bytes,
// a multiple of 16. Plain SIMD, so that every browser gives the same bytes. Each number is summed in
// the same order whether it falls into a full tile or a remainder: equal units stay equal.

import { flush, multiplyAdd, splat, sumLanes } from "./math";

/**
 * C = A·B + bias: C has `rows` rows, B has `depth`; A's strides are in bytes, for a row of C and for
 * a row of B. `bias` points to a number for each row of C, or is 0.
 */
export function product(
  a: usize,
  aRow: usize,
  aColumn: usize,
  b: usize,
  c: usize,
  stride: usize,
  rows: i32,
  depth: i32,
  bias: usize,
): void {
  fill(a, aRow, aColumn, b, c, stride, rows, depth, bias, false, 0, splat(0));
}

/**
 * C = A·B times 1 − φ², where φ are `values`, laid out like C; what is smaller than `tiny` becomes 0. In a
 * loop of their own these slopes would have to be loaded and stored once more.
 */
export function productTimesTanhSlope(
  a: usize,
  aRow: usize,
  aColumn: usize,
  b: usize,
  c: usize,
  stride: usize,
  rows: i32,
  depth: i32,
  values: usize,
  tiny: f32,
): void {
  fill(a, aRow, aColumn, b, c, stride, rows, depth, 0, true, values - c, splat(tiny));
}

// @ts-expect-error: decorator
@inline
function fill(
  a: usize,
  aRow: usize,
  aColumn: usize,
  b: usize,
  c: usize,
  stride: usize,
  rows: i32,
  depth: i32,
  bias: usize,
  isSloped: bool,
  toValues: usize,
  tiny: v128,
): void {
  const bEnd = b + stride * <usize>depth;
  let place: usize = 0;
  for (; place + 48 <= stride; place += 48) {
    let m = 0;
    for (; m + 2 <= rows; m += 2) {
      tile(2, 3, a, aRow, aColumn, b + place, bEnd, c + place, stride, m, bias, isSloped, toValues, tiny);
    }
    if (m < rows) tile(1, 3, a, aRow, aColumn, b + place, bEnd, c + place, stride, m, bias, isSloped, toValues, tiny);
  }
  if (place + 32 <= stride) {
    let m = 0;
    for (; m + 4 <= rows; m += 4) {
      tile(4, 2, a, aRow, aColumn, b + place, bEnd, c + place, stride, m, bias, isSloped, toValues, tiny);
    }
    for (; m < rows; m++) {
      tile(1, 2, a, aRow, aColumn, b + place, bEnd, c + place, stride, m, bias, isSloped, toValues, tiny);
    }
    place += 32;
  }
  if (place < stride) {
    let m = 0;
    for (; m + 4 <= rows; m += 4) {
      tile(4, 1, a, aRow, aColumn, b + place, bEnd, c + place, stride, m, bias, isSloped, toValues, tiny);
    }
    for (; m < rows; m++) {
      tile(1, 1, a, aRow, aColumn, b + place, bEnd, c + place, stride, m, bias, isSloped, toValues, tiny);
    }
  }
}

/**
 * Up to 4 rows by 3 vectors of C, from row m on. Constant sizes leave only their own code. With
 * `isSloped`, φ is `toValues` bytes from C.
 */
// @ts-expect-error: decorator
@inline
function tile(
  rows: i32,
  vectors: i32,
  a: usize,
  aRow: usize,
  aColumn: usize,
  b: usize,
  bEnd: usize,
  c: usize,
  stride: usize,
  m: i32,
  bias: usize,
  isSloped: bool,
  toValues: usize,
  tiny: v128,
): void {
  let a0 = a + (<usize>m) * aRow;
  c += (<usize>m) * stride;
  let s00 = splat(0);
  let s10 = splat(0);
  let s20 = splat(0);
  let s30 = splat(0);
  if (bias != 0) {
    const start = bias + 4 * (<usize>m);
    s00 = v128.load32_splat(start);
    if (rows > 1) s10 = v128.load32_splat(start, 4);
    if (rows > 2) s20 = v128.load32_splat(start, 8);
    if (rows > 3) s30 = v128.load32_splat(start, 12);
  }
  let s01 = s00;
  let s11 = s10;
  let s21 = s20;
  let s31 = s30;
  let s02 = s00;
  let s12 = s10;
  const aRow3: usize = 3 * aRow;
  while (b < bEnd) {
    const b0 = v128.load(b);
    const b1 = vectors > 1 ? v128.load(b, 16) : b0;
    const b2 = vectors > 2 ? v128.load(b, 32) : b0;
    const row0 = v128.load32_splat(a0);
    s00 = multiplyAdd(row0, b0, s00);
    if (vectors > 1) s01 = multiplyAdd(row0, b1, s01);
    if (vectors > 2) s02 = multiplyAdd(row0, b2, s02);
    if (rows > 1) {
      const row1 = v128.load32_splat(a0 + aRow);
      s10 = multiplyAdd(row1, b0, s10);
      if (vectors > 1) s11 = multiplyAdd(row1, b1, s11);
      if (vectors > 2) s12 = multiplyAdd(row1, b2, s12);
    }
    if (rows > 2) {
      const row2 = v128.load32_splat(a0 + 2 * aRow);
      s20 = multiplyAdd(row2, b0, s20);
      if (vectors > 1) s21 = multiplyAdd(row2, b1, s21);
      const row3 = v128.load32_splat(a0 + aRow3);
      s30 = multiplyAdd(row3, b0, s30);
      if (vectors > 1) s31 = multiplyAdd(row3, b1, s31);
    }
    a0 += aColumn;
    b += stride;
  }
  storeVector(c, s00, 0, isSloped, toValues, tiny);
  if (vectors > 1) storeVector(c, s01, 16, isSloped, toValues, tiny);
  if (vectors > 2) storeVector(c, s02, 32, isSloped, toValues, tiny);
  if (rows > 1) {
    c += stride;
    storeVector(c, s10, 0, isSloped, toValues, tiny);
    if (vectors > 1) storeVector(c, s11, 16, isSloped, toValues, tiny);
    if (vectors > 2) storeVector(c, s12, 32, isSloped, toValues, tiny);
  }
  if (rows > 2) {
    c += stride;
    storeVector(c, s20, 0, isSloped, toValues, tiny);
    if (vectors > 1) storeVector(c, s21, 16, isSloped, toValues, tiny);
    c += stride;
    storeVector(c, s30, 0, isSloped, toValues, tiny);
    if (vectors > 1) storeVector(c, s31, 16, isSloped, toValues, tiny);
  }
}

// @ts-expect-error: decorator
@inline
function storeVector(
  c: usize,
  sums: v128,
  offset: usize,
  isSloped: bool,
  toValues: usize,
  tiny: v128,
): void {
  const place = c + offset;
  if (isSloped) {
    const a = v128.load(place + toValues);
    const slope = f32x4.sub(splat(1), f32x4.mul(a, a));
    v128.store(place, flush(f32x4.mul(sums, slope), tiny));
  } else {
    v128.store(place, sums);
  }
}

/**
 * G = X·Dᵀ, shape [rows, columns] without gaps: the sums over the examples of each row of X with
 * each row of D. Adds to what is there if `isAdded`; sets what is smaller than `tiny` to 0.
 *
 * A batch of up to 12 has code of its own, in which a row of X stays in registers and no loop runs over
 * the examples.
 */
export function productOverExamples(
  x: usize,
  d: usize,
  g: usize,
  stride: usize,
  rows: i32,
  columns: i32,
  isAdded: bool,
  tiny: f32,
): void {
  if (stride == 48) fillGradient(3, x, d, g, stride, rows, columns, isAdded, tiny);
  else if (stride == 32) fillGradient(2, x, d, g, stride, rows, columns, isAdded, tiny);
  else if (stride == 16) fillGradient(1, x, d, g, stride, rows, columns, isAdded, tiny);
  else fillGradient(0, x, d, g, stride, rows, columns, isAdded, tiny);
}

/** For rows of so many vectors, or of any number if `vectors` is 0. */
// @ts-expect-error: decorator
@inline
function fillGradient(
  vectors: i32,
  x: usize,
  d: usize,
  g: usize,
  stride: usize,
  rows: i32,
  columns: i32,
  isAdded: bool,
  tiny: f32,
): void {
  const wideColumns = columns & ~3;
  const gRow: usize = 4 * (<usize>columns);
  if (wideColumns) {
    for (let m = 0; m < rows; m++) {
      const end = g + 4 * (<usize>wideColumns);
      for (let d0 = d, p = g; p < end; p += 16, d0 += 4 * stride) {
        storeSums(p, sumProducts(vectors, x, d0, stride, stride), isAdded, tiny);
      }
      x += stride;
      g += gRow;
    }
    if (wideColumns == columns) return;
    x -= stride * <usize>rows;
    g -= gRow * <usize>rows;
  }
  // The columns that are left, four rows of each at a time.
  let m = 0;
  for (; m + 4 <= rows; m += 4) {
    for (let n = wideColumns; n < columns; n++) {
      const sums = sumProducts(vectors, d + stride * <usize>n, x, stride, stride);
      const place = g + 4 * (<usize>n);
      if (columns == 1) {
        storeSums(place, sums, isAdded, tiny);
      } else {
        storeSum(place, sums, isAdded, tiny);
        storeSum(place + gRow, v128.shuffle<f32>(sums, sums, 1, 1, 1, 1), isAdded, tiny);
        storeSum(place + 2 * gRow, v128.shuffle<f32>(sums, sums, 2, 2, 2, 2), isAdded, tiny);
        storeSum(place + 3 * gRow, v128.shuffle<f32>(sums, sums, 3, 3, 3, 3), isAdded, tiny);
      }
    }
    x += 4 * stride;
    g += 4 * gRow;
  }
  for (; m < rows; m++) {
    for (let n = wideColumns; n < columns; n++) {
      const sums = sumProducts(vectors, d + stride * <usize>n, x, 0, stride);
      storeSum(g + 4 * (<usize>n), sums, isAdded, tiny);
    }
    x += stride;
    g += gRow;
  }
}

/** The sums over the examples of each row of D. */
export function sumOverExamples(
  d: usize,
  g: usize,
  stride: usize,
  rows: i32,
  isAdded: bool,
  tiny: f32,
): void {
  let m = 0;
  for (; m + 4 <= rows; m += 4) {
    storeSums(g, sumRows(d, d + stride, d + 2 * stride, d + 3 * stride, stride), isAdded, tiny);
    d += 4 * stride;
    g += 16;
  }
  for (; m < rows; m++) {
    storeSum(g, sumRows(d, d, d, d, stride), isAdded, tiny);
    d += stride;
    g += 4;
  }
}

/** The sums of the products of row `x` with four rows, which are `dRow` bytes apart. */
// @ts-expect-error: decorator
@inline
function sumProducts(vectors: i32, x: usize, d0: usize, dRow: usize, size: usize): v128 {
  const d1 = d0 + dRow;
  const d2 = d1 + dRow;
  const d3 = d2 + dRow;
  const first = v128.load(x);
  let s0 = f32x4.mul(first, v128.load(d0));
  let s1 = f32x4.mul(first, v128.load(d1));
  let s2 = f32x4.mul(first, v128.load(d2));
  let s3 = f32x4.mul(first, v128.load(d3));
  if (vectors > 1) {
    const row = v128.load(x, 16);
    s0 = multiplyAdd(row, v128.load(d0, 16), s0);
    s1 = multiplyAdd(row, v128.load(d1, 16), s1);
    s2 = multiplyAdd(row, v128.load(d2, 16), s2);
    s3 = multiplyAdd(row, v128.load(d3, 16), s3);
  }
  if (vectors > 2) {
    const row = v128.load(x, 32);
    s0 = multiplyAdd(row, v128.load(d0, 32), s0);
    s1 = multiplyAdd(row, v128.load(d1, 32), s1);
    s2 = multiplyAdd(row, v128.load(d2, 32), s2);
    s3 = multiplyAdd(row, v128.load(d3, 32), s3);
  }
  if (vectors == 0) {
    for (let place: usize = 16; place < size; place += 16) {
      const row = v128.load(x + place);
      s0 = multiplyAdd(row, v128.load(d0 + place), s0);
      s1 = multiplyAdd(row, v128.load(d1 + place), s1);
      s2 = multiplyAdd(row, v128.load(d2 + place), s2);
      s3 = multiplyAdd(row, v128.load(d3 + place), s3);
    }
  }
  return sumLanes(s0, s1, s2, s3);
}

// @ts-expect-error: decorator
@inline
function sumRows(d0: usize, d1: usize, d2: usize, d3: usize, stride: usize): v128 {
  let s0 = v128.load(d0);
  let s1 = v128.load(d1);
  let s2 = v128.load(d2);
  let s3 = v128.load(d3);
  for (let place: usize = 16; place < stride; place += 16) {
    s0 = f32x4.add(s0, v128.load(d0 + place));
    s1 = f32x4.add(s1, v128.load(d1 + place));
    s2 = f32x4.add(s2, v128.load(d2 + place));
    s3 = f32x4.add(s3, v128.load(d3 + place));
  }
  return sumLanes(s0, s1, s2, s3);
}

// @ts-expect-error: decorator
@inline
function storeSums(place: usize, sums: v128, isAdded: bool, tiny: f32): void {
  v128.store(place, flush(isAdded ? f32x4.add(sums, v128.load(place)) : sums, splat(tiny)));
}

// @ts-expect-error: decorator
@inline
function storeSum(place: usize, sums: v128, isAdded: bool, tiny: f32): void {
  const sum = isAdded ? f32x4.add(sums, v128.load32_zero(place)) : sums;
  v128.store_lane<f32>(place, flush(sum, splat(tiny)), 0);
}
