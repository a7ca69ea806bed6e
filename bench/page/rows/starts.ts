import { parseExperiment } from "../../../lib/experiment/experiment";
import { trainStarts } from "../../../lib/kernel/train-starts";
import type { Row } from "../../row";
import { findMedian } from "../measure";

/** Three hidden layers of eight, as large as TensorFlow Playground allows without more layers. */
const experiment = parseExperiment({
  data: { name: "spiral" },
  model: { layers: [{ units: 8 }, { units: 8 }, { units: 8 }, { units: 1 }] },
  fit: { epochs: 500 },
});
const samples = 9;

export const startsRow: Row = {
  name: "starts-check",
  work: "the check of an exercise: 2-8-8-8-1 from 7 starts, 500 epochs, with histories; no worker runs yet",
  atMost: 1000,
  async run() {
    const timesMs: number[] = [];
    for (let sample = 0; sample < samples; sample += 1) {
      const start = performance.now();
      await trainStarts(
        experiment,
        Array.from({ length: 7 }, (_, index) => 7 * sample + index),
      );
      timesMs.push(performance.now() - start);
    }
    const [first = Number.NaN, ...later] = timesMs;
    const note = `later ones ${findMedian(later).toFixed(0)} ms`;
    return { kind: "reading", value: first, unit: "ms", note };
  },
};
