import { type Row, skip } from "../../row";
import { findMedian } from "../measure";

/** What the worker says once its first epoch is trained. */
export interface ColdReply {
  /** The addresses that it has loaded. */
  resources: string[];
}

const samples = 7;

export const coldWorkerRow: Row = {
  name: "cold-worker",
  work: "from new Worker to its first trained epoch, dense path",
  atMost: 100,
  async run() {
    const timesMs: number[] = [];
    for (let sample = 0; sample < samples; sample += 1) {
      const start = performance.now();
      const reply = await trainInNewWorker();
      timesMs.push(performance.now() - start);
      const heavy = reply.resources.find((name) => /tfjs|tensorflow/i.test(name));
      if (heavy) return skip(`the worker loads TensorFlow.js (${heavy})`);
    }
    return {
      kind: "reading",
      value: findMedian(timesMs),
      unit: "ms",
      note: `the first ${timesMs[0]?.toFixed(0)} ms, without TensorFlow.js`,
    };
  },
};

function trainInNewWorker(): Promise<ColdReply> {
  const worker = new Worker(new URL("../cold-worker.ts", import.meta.url), { type: "module" });
  return new Promise<ColdReply>((resolve, reject) => {
    worker.onmessage = ({ data }) => resolve(data);
    worker.onerror = ({ message }) => reject(new Error(message));
  }).finally(() => worker.terminate());
}
