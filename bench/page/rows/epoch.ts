import type { Task } from "../../../lib/engine/task";
import type { Row } from "../../row";
import { openKernelEpoch, openTrainerEpoch } from "../contestants/dense";
import { type Contestant, compare } from "../measure";
import { createSpiralTask } from "../tasks";

const createTanhTask = () => createSpiralTask("tanh", { name: "sgd", learningRate: 0.03 });
const createReluTask = () => createSpiralTask("relu", { name: "adam", learningRate: 0.001 });

const network = "an epoch of 250 points, 2-8-8-1, batch 10";
const againstTfjs = { peer: "TensorFlow.js fit, cpu", bar: 1000 };
const withMeasures = "with the losses of all 500 points after each epoch, which fit does not take";
const noBar = { peer: againstTfjs.peer };

export const epochRows: Row[] = [
  {
    name: "epoch-tanh-sgd",
    work: `${network}, tanh, SGD: kernel`,
    ...againstTfjs,
    stretch: 1500,
    run: () => compareEpochs(createTanhTask(), openKernelEpoch),
  },
  {
    name: "epoch-tanh-sgd-trainer",
    work: `${network}, tanh, SGD: Trainer, ${withMeasures}`,
    ...noBar,
    run: () => compareEpochs(createTanhTask(), openTrainerEpoch),
  },
  {
    name: "epoch-relu-adam",
    work: `${network}, ReLU, Adam: kernel`,
    ...againstTfjs,
    run: () => compareEpochs(createReluTask(), openKernelEpoch),
  },
  {
    name: "epoch-relu-adam-trainer",
    work: `${network}, ReLU, Adam: Trainer, ${withMeasures}`,
    ...noBar,
    run: () => compareEpochs(createReluTask(), openTrainerEpoch),
  },
  {
    name: "epoch-batch-125",
    work: "the epoch of epoch-tanh-sgd in two steps of 125 points: what a step costs besides its arithmetic",
    peer: "in 25 steps of 10",
    run: async () =>
      compare(
        await openKernelEpoch(createSpiralTask("tanh", { name: "sgd", learningRate: 0.03 }, 125)),
        { ...(await openKernelEpoch(createTanhTask())), readWeights: undefined },
      ),
  },
  {
    name: "tfjs-first-epoch",
    work: "the first epoch of TensorFlow.js fit, cpu, on a fresh page",
    async run() {
      const { openTfjsEpoch } = await import("../contestants/tfjs");
      const fit = await openTfjsEpoch(createTanhTask());
      const startMs = performance.now();
      await fit.run(1);
      const value = performance.now() - startMs;
      fit.dispose?.();
      return { kind: "reading", value, unit: "ms" };
    },
  },
  {
    name: "epoch-unrolled",
    work: `${network}, tanh, SGD: kernel`,
    peer: "JavaScript unrolled for this network",
    bar: 4,
    stretch: 6,
    async run() {
      const { openUnrolledEpoch } = await import("../contestants/unrolled");
      const task = createTanhTask();
      return compare(await openKernelEpoch(task), openUnrolledEpoch(task));
    },
  },
];

async function compareEpochs(task: Task, open: (task: Task) => Promise<Contestant>) {
  const { openTfjsEpoch } = await import("../contestants/tfjs");
  return compare(await open(task), await openTfjsEpoch(task));
}
