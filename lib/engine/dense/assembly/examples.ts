// The examples of a chunk, turned from a row for each example into a row for each input.

import { splat } from "./math";
import { chunkRows, Examples, strideOf, task } from "./task";

/** Chunks in a batch. */
export function chunksOf(rows: i32): i32 {
  return (rows + chunkRows - 1) / chunkRows;
}

/**
 * The inputs of the examples from the `first` on in the set's order, with the targets after them.
 * `index` counts the chunks of the set, for those that are kept.
 */
export function openChunk(examples: Examples, index: i32, first: i32, rows: i32): usize {
  if (examples.chunks) return examples.chunks + (<usize>index) * examples.chunkSize;
  gather(examples, first, rows, task.chunk);
  return task.chunk;
}

/** Makes all chunks of a set anew, each batch of them for itself. */
export function arrange(examples: Examples, batchSize: i32): void {
  if (!examples.chunks) return;
  let to = examples.chunks;
  for (let first = 0; first < examples.count; first += batchSize) {
    const end = min(first + batchSize, examples.count);
    for (let row = first; row < end; row += chunkRows, to += examples.chunkSize) {
      gather(examples, row, min(chunkRows, end - row), to);
    }
  }
}

function gather(examples: Examples, first: i32, rows: i32, to: usize): void {
  const order = examples.order ? examples.order + 4 * (<usize>first) : 0;
  transpose(examples.x, task.inputs, order, first, rows, to);
  const targets = to + strideOf(rows) * <usize>task.inputs;
  transpose(examples.y, task.targets, order, first, rows, targets);
}

/** Columns of the rows named by `order`, or of `rows` rows from `first` on, filled up with zeros. */
export function transpose(
  from: usize,
  columns: i32,
  order: usize,
  first: i32,
  rows: i32,
  to: usize,
): void {
  const stride = strideOf(rows);
  const rowBytes: usize = 4 * (<usize>columns);
  for (let row = 0; row < rows; row += 4) {
    // Rows that are missing in the last four are read from the last one, and overwritten below.
    const s0 = from + rowBytes * rowAt(order, first, row);
    const s1 = from + rowBytes * rowAt(order, first, min(row + 1, rows - 1));
    const s2 = from + rowBytes * rowAt(order, first, min(row + 2, rows - 1));
    const s3 = from + rowBytes * rowAt(order, first, min(row + 3, rows - 1));
    const target = to + 4 * (<usize>row);
    for (let column: usize = 0; column < rowBytes; column += 4) {
      let values = v128.load32_zero(s0 + column);
      values = v128.load_lane<f32>(s1 + column, values, 1);
      values = v128.load_lane<f32>(s2 + column, values, 2);
      values = v128.load_lane<f32>(s3 + column, values, 3);
      v128.store(target + (column >> 2) * stride, values);
    }
  }
  if (<usize>rows * 4 == stride) return;
  const last = to + stride - 16;
  const isExample = i32x4.lt_s(i32x4(0, 1, 2, 3), i32x4.splat(((rows - 1) & 3) + 1));
  for (let column = 0, p = last; column < columns; column++, p += stride) {
    v128.store(p, v128.bitselect(v128.load(p), splat(0), isExample));
  }
}

// @ts-expect-error: decorator
@inline
function rowAt(order: usize, first: i32, row: i32): usize {
  return order ? <usize>load<u32>(order + 4 * (<usize>row)) : <usize>(first + row);
}

/** The reverse: a row for each example, of a matrix with a row for each unit. */
export function transposeBack(
  from: usize,
  units: i32,
  rows: i32,
  stride: usize,
  to: usize,
  toRow: usize,
): void {
  for (let u = 0; u < units; u++, from += stride) {
    let target = to + 4 * (<usize>u);
    for (let row: usize = 0; row < <usize>rows; row++, target += toRow) {
      store<f32>(target, load<f32>(from + 4 * row));
    }
  }
}
