import { drawWeights } from "../../../lib/engine/network";
import { createTaskNetwork, type Task } from "../../../lib/engine/task";
import { generateEpoch } from "../../unrolled";
import type { Contestant } from "../measure";

export function openUnrolledEpoch(task: Task): Contestant {
  const network = createTaskNetwork(task);
  const trainEpoch = generateEpoch(network);
  const weights = Float64Array.from(drawWeights(network, task));
  const x = Float64Array.from(task.dataset.train.x);
  const y = Float64Array.from(task.dataset.train.y);
  const { learningRate } = task.compile.optimizer;
  const { batchSize } = task.fit;
  return {
    run(epochs) {
      for (let epoch = 0; epoch < epochs; epoch += 1) {
        trainEpoch(weights, x, y, batchSize, learningRate);
      }
    },
    readWeights: () => Float32Array.from(weights),
  };
}
