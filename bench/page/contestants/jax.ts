import { drawWeights } from "../../../lib/engine/network";
import { createTaskNetwork, type Task } from "../../../lib/engine/task";
import type { Contestant } from "../measure";

/** As much of jax-js as is used here. An operation takes what it is given; `ref` keeps it as well. */
interface JaxArray {
  ref: JaxArray;
  shape: number[];
  reshape(shape: number[]): JaxArray;
  add(other: JaxArray): JaxArray;
  sub(other: JaxArray): JaxArray;
  mul(other: JaxArray | number): JaxArray;
  sum(): JaxArray;
  data(): Promise<Float32Array>;
  dispose(): void;
}
type Weights = [JaxArray, JaxArray, JaxArray, JaxArray];

interface Jax {
  init(device: string): Promise<string[]>;
  defaultDevice(device: string): void;
  jit<F>(f: F): F;
  grad(loss: (weights: Weights, x: JaxArray, y: JaxArray) => JaxArray): typeof gradientType;
  numpy: { array(data: Float32Array): JaxArray; matmul(a: JaxArray, b: JaxArray): JaxArray };
  nn: { relu(x: JaxArray): JaxArray; logSoftmax(x: JaxArray): JaxArray };
  tree: { ref<T>(tree: T): T };
  blockUntilReady<T>(tree: T): Promise<T>;
}
declare const gradientType: (weights: Weights, x: JaxArray, y: JaxArray) => Weights;

/**
 * A pass of jax-js over the batches of the two-layer ReLU and softmax task: the whole step in one
 * `jit`, without the loss, which nobody asks for. Undefined where it is not installed.
 */
export async function openJaxSteps(task: Task): Promise<Contestant | undefined> {
  const jax = await loadJax();
  if (!jax) return undefined;
  await jax.init("wasm");
  jax.defaultDevice("wasm");
  const { numpy: np, nn } = jax;

  const network = createTaskNetwork(task);
  const { batchSize } = task.fit;
  const { learningRate } = task.compile.optimizer;
  const toArray = (data: Float32Array, shape: number[]) => np.array(data.slice()).reshape(shape);
  const start = drawWeights(network, task);
  let weights = network.layers.flatMap(({ inputs, units, kernelOffset, biasOffset }) => [
    toArray(start.subarray(kernelOffset, biasOffset), [inputs, units]),
    toArray(start.subarray(biasOffset, biasOffset + units), [units]),
  ]) as Weights;
  const { count, x, y } = task.dataset.train;
  const batches = Array.from({ length: count / batchSize }, (_, batch) => {
    const take = (values: Float32Array) => {
      const width = values.length / count;
      const from = batch * batchSize * width;
      return toArray(values.subarray(from, from + batchSize * width), [batchSize, width]);
    };
    return { x: take(x), y: take(y) };
  });

  const computeLoss = ([w1, b1, w2, b2]: Weights, x: JaxArray, y: JaxArray) => {
    const hidden = nn.relu(np.matmul(x, w1).add(b1));
    const logProbabilities = nn.logSoftmax(np.matmul(hidden, w2).add(b2));
    return logProbabilities
      .mul(y)
      .sum()
      .mul(-1 / batchSize);
  };
  const step = jax.jit((weights: Weights, x: JaxArray, y: JaxArray) => {
    const gradient = jax.grad(computeLoss)(jax.tree.ref(weights), x, y);
    return weights.map((weight, i) =>
      weight.sub((gradient[i] as JaxArray).mul(learningRate)),
    ) as Weights;
  });

  return {
    async run(passes) {
      for (let pass = 0; pass < passes; pass += 1) {
        for (const { x, y } of batches) weights = step(weights, x.ref, y.ref);
      }
      await jax.blockUntilReady(weights);
    },
    async readWeights() {
      const parts = await Promise.all(weights.map((weight) => weight.ref.data()));
      return Float32Array.from(parts.flatMap((part) => [...part]));
    },
    dispose() {
      for (const array of [...weights, ...batches.flatMap(({ x, y }) => [x, y])]) array.dispose();
    },
  };
}

/** The benchmark serves it beside the page where it could be installed. */
async function loadJax(): Promise<Jax | undefined> {
  const address = new URL("jax-js/index.js", document.baseURI).href;
  const { ok } = await fetch(address, { method: "HEAD" });
  return ok ? import(/* @vite-ignore */ address) : undefined;
}
