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
  const bEnd = b + stride * <usize>depth;
  let place: usize = 0;
  for (; place + 48 <= stride; place += 48) {
    let m = 0;
    for (; m + 2 <= rows; m += 2) {
      tile(2, 3, a, aRow, aColumn, b + place, bEnd, c + place, stride, m, bias);
    }
    if (m < rows) tile(1, 3, a, aRow, aColumn, b + place, bEnd, c + place, stride, m, bias);
  }
  if (place + 32 <= stride) {
    let m = 0;
    for (; m + 4 <= rows; m += 4) {
      tile(4, 2, a, aRow, aColumn, b + place, bEnd, c + place, stride, m, bias);
    }
    for (; m < rows; m++) {
      tile(1, 2, a, aRow, aColumn, b + place, bEnd, c + place, stride, m, bias);
    }
    place += 32;
  }
  if (place < stride) {
    let m = 0;
    for (; m + 4 <= rows; m += 4) {
      tile(4, 1, a, aRow, aColumn, b + place, bEnd, c + place, stride, m, bias);
    }
    for (; m < rows; m++) {
      tile(1, 1, a, aRow, aColumn, b + place, bEnd, c + place, stride, m, bias);
    }
  }
}

/** Up to 4 rows by 3 vectors of C, from row m on. Constant sizes leave only their own code. */
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
  v128.store(c, s00);
  if (vectors > 1) v128.store(c, s01, 16);
  if (vectors > 2) v128.store(c, s02, 32);
  if (rows > 1) {
    c += stride;
    v128.store(c, s10);
    if (vectors > 1) v128.store(c, s11, 16);
    if (vectors > 2) v128.store(c, s12, 32);
  }
  if (rows > 2) {
    c += stride;
    v128.store(c, s20);
    if (vectors > 1) v128.store(c, s21, 16);
    c += stride;
    v128.store(c, s30);
    if (vectors > 1) v128.store(c, s31, 16);
  }
}

/**
 * G = X·Dᵀ, shape [rows, columns] without gaps: the sums over the examples of each row of X with
 * each row of D. Adds to what is there if `isAdded`; sets what is smaller than `tiny` to 0.
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
  const wideColumns = columns & ~3;
  const gRow: usize = 4 * (<usize>columns);
  for (let m = 0; m < rows; m++) {
    let d0 = d;
    for (let n = 0; n < wideColumns; n += 4, d0 += 4 * stride) {
      const sums = sumProducts(x, d0, d0 + stride, d0 + 2 * stride, d0 + 3 * stride, stride);
      storeSums(g + 4 * (<usize>n), sums, isAdded, tiny);
    }
    x += stride;
    g += gRow;
  }
  if (wideColumns == columns) return;
  // The columns that are left, four rows of each at a time.
  x -= stride * <usize>rows;
  g -= gRow * <usize>rows;
  let m = 0;
  for (; m + 4 <= rows; m += 4) {
    for (let n = wideColumns; n < columns; n++) {
      const row = d + stride * <usize>n;
      const sums = sumProducts(row, x, x + stride, x + 2 * stride, x + 3 * stride, stride);
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
      const row = d + stride * <usize>n;
      const sums = sumProducts(row, x, x, x, x, stride);
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

// @ts-expect-error: decorator
@inline
function sumProducts(x: usize, d0: usize, d1: usize, d2: usize, d3: usize, stride: usize): v128 {
  const first = v128.load(x);
  let s0 = f32x4.mul(first, v128.load(d0));
  let s1 = f32x4.mul(first, v128.load(d1));
  let s2 = f32x4.mul(first, v128.load(d2));
  let s3 = f32x4.mul(first, v128.load(d3));
  for (let place: usize = 16; place < stride; place += 16) {
    const row = v128.load(x + place);
    s0 = multiplyAdd(row, v128.load(d0 + place), s0);
    s1 = multiplyAdd(row, v128.load(d1 + place), s1);
    s2 = multiplyAdd(row, v128.load(d2 + place), s2);
    s3 = multiplyAdd(row, v128.load(d3 + place), s3);
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
