/** The compiled kernels, and instances of them that no network is using. */
export interface DenseModules {
  dense: WebAssembly.Module;
  /** The product of wide matrices, with fused multiply-add where the browser has it. */
  multiply: WebAssembly.Module;
  idle: DenseInstance[];
}

/** The files that `scripts/build-wasm.mjs` makes. */
export interface DenseBytes {
  dense: BufferSource;
  multiply: BufferSource;
  multiplyRelaxed: BufferSource;
}

/** An instance with its memory. What it exports is described in `assembly/index.ts`. */
export interface DenseInstance {
  memory: WebAssembly.Memory;
  exports: DenseExports;
  /** Bytes of working memory that the product of wide matrices needs. */
  scratchSize: number;
}

type Pointer = () => number;

export interface DenseExports {
  beginTask(
    inputs: number,
    outputs: number,
    targets: number,
    weightCount: number,
    layerCount: number,
    slotCount: number,
    batchSize: number,
    trainCount: number,
    testCount: number,
  ): number;
  addLayer(
    inputs: number,
    units: number,
    activation: number,
    kernelOffset: number,
    biasOffset: number,
    l1: number,
    l2: number,
    isDropping: boolean,
  ): void;
  setLoss(loss: number, huberDelta: number): void;
  setOptimizer(
    kind: number,
    weightDecay: number,
    clip: number,
    clipBound: number,
    momentum: number,
    rho: number,
    beta1: number,
    beta2: number,
    epsilon: number,
    variant: boolean,
  ): void;
  endTask(maxRates: number, maxReadings: number, scratchSize: number): number;
  setMetrics(needsErrors: boolean, needsAccuracy: boolean): void;
  setLikeTfjs(isLikeTfjs: boolean): void;
  arrangeExamples(): void;
  arrangeOrder(): void;
  seek(step: number): void;
  setOffset(offset: number): void;
  setRate(rate: number): void;
  takeRates(): void;
  setMasks(hasMasks: boolean): void;
  train(steps: number, isRead: boolean): void;
  getSteps(): number;
  getReadingCount(): number;
  isBroken(): number;
  readNow(): number;
  beginLog(): void;
  measureTest(): void;
  backUp(): void;
  restore(): void;
  measureTrial(): number;
  computeNamedGradient(count: number): void;
  computeActivations(rows: number): void;
  readActivations(layer: number, rows: number): void;
  weightsPointer: Pointer;
  slotsPointer: Pointer;
  gradientPointer: Pointer;
  trialPointer: Pointer;
  readingsPointer: Pointer;
  sumsPointer: Pointer;
  ratesPointer: Pointer;
  rowsPointer: Pointer;
  orderPointer: Pointer;
  namesPointer: Pointer;
  maskPointer(layer: number): number;
  trainInputsPointer: Pointer;
  trainTargetsPointer: Pointer;
  testInputsPointer: Pointer;
  testTargetsPointer: Pointer;
}

export async function compileDense(bytes: DenseBytes): Promise<DenseModules> {
  const hasFusedMultiply = WebAssembly.validate(bytes.multiplyRelaxed);
  const [dense, multiply] = await Promise.all([
    WebAssembly.compile(bytes.dense),
    WebAssembly.compile(hasFusedMultiply ? bytes.multiplyRelaxed : bytes.multiply),
  ]);
  return { dense, multiply, idle: [] };
}

/** An idle instance, or a new one. */
export function takeInstance({ dense, multiply, idle }: DenseModules): DenseInstance {
  const used = idle.pop();
  if (used) return used;
  const memory = new WebAssembly.Memory({ initial: 2, maximum: 65_536 });
  const env = { memory };
  const product = new WebAssembly.Instance(multiply, { env });
  const { scratchSize } = product.exports as { scratchSize: WebAssembly.Global };
  const instance = new WebAssembly.Instance(dense, { env, multiply: product.exports });
  return {
    memory,
    exports: instance.exports as unknown as DenseExports,
    scratchSize: scratchSize?.value as number,
  };
}

/** Memory cannot shrink, so an instance with more than this is left to the garbage collector. */
const keptBytes = 64 << 20;
const keptInstances = 4;

export function giveBackInstance({ idle }: DenseModules, instance: DenseInstance): void {
  const isSmall = instance.memory.buffer.byteLength <= keptBytes;
  if (isSmall && idle.length < keptInstances) idle.push(instance);
}
