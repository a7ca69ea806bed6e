import type { Task } from "../../../lib/engine/task";
import { openDenseKernel, openDenseTrainer } from "../../adapters";
import type { Contestant } from "../measure";

/** Epochs through the engine's public interface, with its measurements after each. */
export async function openTrainerEpoch(task: Task): Promise<Contestant> {
  const trainer = await openDenseTrainer(task);
  let epoch = 0;
  return {
    async run(epochs) {
      epoch += epochs;
      const slice = await trainer.train({ epoch }, Number.POSITIVE_INFINITY);
      // What a run does not do takes no time.
      if (!slice.isDone) throw new Error(`The run diverged at step ${slice.divergedAtStep}.`);
    },
    readWeights: async () => Float32Array.from((await trainer.snapshot()).weights),
    dispose: () => trainer.dispose(),
  };
}

/** Epochs of the kernels alone. */
export async function openKernelEpoch(task: Task): Promise<Contestant> {
  const kernel = await openDenseKernel(task);
  return {
    run: (epochs) => kernel.trainEpochs(epochs),
    readWeights: () => kernel.readWeights(),
    dispose: () => kernel.dispose(),
  };
}
