import { type Row, skip } from "../../row";
import { openTrainerEpoch } from "../contestants/dense";
import { createSpiralTask } from "../tasks";

/** Chromium's own, which has the size of the JavaScript heap. */
interface Memory {
  usedJSHeapSize: number;
}

export const heapRow: Row = {
  name: "memory-heap",
  work: "the page's JavaScript heap at its largest in 2 s of training, Trainer",
  async run() {
    const memory = (performance as { memory?: Memory }).memory;
    if (!memory) return skip("this browser has no performance.memory");
    const ours = await openTrainerEpoch(createSpiralTask("tanh", { name: "sgd" }));
    let peak = 0;
    for (const start = performance.now(); performance.now() - start < 2000; ) {
      await ours.run(500);
      peak = Math.max(peak, memory.usedJSHeapSize);
    }
    ours.dispose?.();
    return { kind: "reading", value: peak / 1e6, unit: "MB" };
  },
};
