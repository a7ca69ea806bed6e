// What an instance trains: one network on one data set, at fixed places in memory. Nothing is
// collected or freed; the next task starts over from the beginning of the heap.

export const activationLinear: i32 = 0;
export const activationRelu: i32 = 1;
export const activationLeakyRelu: i32 = 2;
export const activationElu: i32 = 3;
export const activationSelu: i32 = 4;
export const activationGelu: i32 = 5;
export const activationSwish: i32 = 6;
export const activationSoftplus: i32 = 7;
export const activationSoftsign: i32 = 8;
export const activationSigmoid: i32 = 9;
export const activationTanh: i32 = 10;
export const activationSoftmax: i32 = 11;

export const lossHalfSquared: i32 = 0;
export const lossMeanSquared: i32 = 1;
export const lossMeanAbsolute: i32 = 2;
export const lossHuber: i32 = 3;
export const lossBinaryCrossentropy: i32 = 4;
export const lossCategoricalCrossentropy: i32 = 5;
export const lossSparseCategoricalCrossentropy: i32 = 6;

/**
 * Activations, δ and weights that decay are set to 0 when they are smaller: then no product of two
 * of them is denormal, however deep the network. A step so small moves no float32 weight.
 */
export const tinyFactor: f32 = 1e-18;

/** A longer batch is worked off in chunks of so many examples, whose gradients are added. */
export const chunkRows: i32 = 128;

/**
 * A layer. Its matrices hold a row for each unit and a column for each example of the chunk; the
 * rows follow one another at the chunk's own stride, its examples rounded up to fours.
 */
@unmanaged
export class Layer {
  inputs: i32;
  units: i32;
  activation: i32;
  /** Whether its products are left to the module of wide products. */
  isWide: bool;
  l1: f32;
  l2: f32;
  /** Bytes from the beginning of the weights, or of the gradient. */
  kernel: usize;
  bias: usize;
  /** Activations. */
  values: usize;
  /** The loss's slopes by the weighted sums. */
  deltas: usize;
  /** φ′(z), where it cannot be had from φ(z), else 0. */
  slopes: usize;
  /** With dropout, else 0: what this step keeps, for the batch [rows, units] and for the chunk. */
  batchMask: usize;
  mask: usize;
  /** With dropout: activations times mask. */
  masked: usize;
}

/** Examples, row by row as they are given. */
@unmanaged
export class Examples {
  count: i32;
  x: usize;
  y: usize;
  /** Which row is used when, as u32, or 0 for their own order. */
  order: usize;
  /** Room for all chunks, each of `chunkSize` bytes, or 0 if they are too large to be kept. */
  chunks: usize;
  chunkSize: usize;
}

@unmanaged
export class Task {
  inputs: i32;
  outputs: i32;
  /** Numbers for each example to compare the outputs with: fewer than outputs for class indices. */
  targets: i32;
  batchSize: i32;
  layerCount: i32;
  layers: usize;
  /** Bytes of the weights, and of each other array of their length: whole vectors. */
  weightBytes: usize;
  weights: usize;
  gradient: usize;
  slotCount: i32;
  slots: usize;
  /** The weights and slots of the last finite reading. */
  backup: usize;
  /** Room for a second set of weights and slots, for what is only tried. */
  trial: usize;
  /** Room for the chunk at work, where chunks are not kept. */
  chunk: usize;
  /** δ of a chunk with a row for each example, for wide products. */
  transposed: usize;
  scratch: usize;
  /** Whether the step at work leaves out what the masks say. */
  hasMasks: bool;
  loss: i32;
  huberDelta: f32;
  /** Gradients smaller than this are taken as 0. */
  tiny: f32;
  /**
   * Whether cross-entropies clip probabilities and Adam adds its epsilon as TensorFlow.js does, which
   * matters for confident mistakes and for tiny gradients.
   */
  isLikeTfjs: bool;
  /** What is added up besides the loss. */
  needsErrors: bool;
  needsAccuracy: bool;
  /** Whether the batches that are trained on add to the sums, each before its update. */
  isLogging: bool;
  /** Sums over the examples measured so far, side by side: the binding reads all four. */
  lossSum: f64;
  accuracySum: f64;
  squaredSum: f64;
  absoluteSum: f64;
}

export const task: Task = changetype<Task>(memory.data(offsetof<Task>(), 16));
export const trainSet: Examples = changetype<Examples>(memory.data(offsetof<Examples>(), 16));
/** The training examples in their own order, in the longest chunks: for readings. */
export const wholeSet: Examples = changetype<Examples>(memory.data(offsetof<Examples>(), 16));
/** Training examples named by the binding, as one batch. */
export const namedSet: Examples = changetype<Examples>(memory.data(offsetof<Examples>(), 16));
export const testSet: Examples = changetype<Examples>(memory.data(offsetof<Examples>(), 16));

// @ts-expect-error: decorator
@inline
export function layerAt(index: i32): Layer {
  return changetype<Layer>(task.layers + (<usize>index) * offsetof<Layer>());
}

// @ts-expect-error: decorator
@inline
export function strideOf(rows: i32): usize {
  return 4 * <usize>((rows + 3) & ~3);
}
