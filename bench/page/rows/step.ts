import { type Row, skip } from "../../row";
import { openKernelEpoch } from "../contestants/dense";
import { type Contestant, compare } from "../measure";
import { loadPeakKernel } from "../peak";
import { createDigitsTask, digitBatches, digitsStepFlops } from "../tasks";

const work = "a step of 784-512-10, ReLU and softmax, batch 128, SGD";

export const stepRows: Row[] = [
  {
    name: "step-784-tfjs",
    work,
    peer: "TensorFlow.js trainOnBatch, wasm",
    bar: 8,
    stretch: 10,
    async run() {
      const { openTfjsSteps } = await import("../contestants/tfjs");
      const task = createDigitsTask();
      return compareSteps(await openKernelEpoch(task), await openTfjsSteps(task));
    },
  },
  {
    name: "step-784-jax",
    work,
    peer: "jax-js, jit, wasm",
    bar: 1.2,
    stretch: 1.5,
    async run() {
      const { openJaxSteps } = await import("../contestants/jax");
      const task = createDigitsTask();
      const peer = await openJaxSteps(task);
      if (!peer) return skip("jax-js could not be installed");
      return compareSteps(await openKernelEpoch(task), peer);
    },
  },
  {
    name: "peak-share",
    work: `${work}: share of the core's 128-bit multiply-add peak`,
    async run() {
      const runPeak = await loadPeakKernel();
      if (!runPeak) return skip("this browser has no relaxed multiply-add");
      const ours = await openKernelEpoch(createDigitsTask());
      const { oursMs, peerMs } = await compare(ours, { run: runPeak.run }, { samples: 9 });
      const gflops = (digitBatches * digitsStepFlops) / oursMs / 1e6;
      const peak = runPeak.flopsPerRun / peerMs / 1e6;
      return {
        kind: "reading",
        value: (100 * gflops) / peak,
        unit: "%",
        note: `${gflops.toFixed(1)} of ${peak.toFixed(1)} GFLOP/s`,
      };
    },
  },
];

function compareSteps(ours: Contestant, peer: Contestant) {
  return compare(ours, peer, { unitsPerRun: digitBatches, sampleMs: 100 });
}
