import { findMedian } from "./measure";

const source = `onmessage = ({ data }) => {
  let x = 1;
  for (let i = 0; i < data; i += 1) x = (Math.imul(x, 1664525) + 1013904223) | 0;
  postMessage(x);
};`;

export interface Spin {
  oneThreadMs: number;
  /** As much on each of two threads at once. */
  twoThreadsMs: number;
  /** 2 where the machine has two idle cores. */
  speedUp: number;
}

/** How much faster two threads are than one at a loop that touches no memory. */
export async function measureSpin(samples = 5, spinMs = 50): Promise<Spin> {
  const url = URL.createObjectURL(new Blob([source], { type: "text/javascript" }));
  const workers = [new Worker(url), new Worker(url)] as const;
  const spin = (worker: Worker, turns: number) =>
    new Promise<void>((resolve) => {
      worker.onmessage = () => resolve();
      worker.postMessage(turns);
    });
  const time = async (threads: number, turns: number) => {
    const start = performance.now();
    await Promise.all(workers.slice(0, threads).map((worker) => spin(worker, turns)));
    return performance.now() - start;
  };
  try {
    const warmUpTurns = 2e7;
    await time(2, warmUpTurns);
    const turns = Math.ceil((warmUpTurns * spinMs) / (await time(1, warmUpTurns)));
    const one: number[] = [];
    const two: number[] = [];
    for (let sample = 0; sample < samples; sample += 1) {
      one.push(await time(1, turns));
      two.push(await time(2, turns));
    }
    const [oneThreadMs, twoThreadsMs] = [findMedian(one), findMedian(two)];
    return { oneThreadMs, twoThreadsMs, speedUp: (2 * oneThreadMs) / twoThreadsMs };
  } finally {
    for (const worker of workers) worker.terminate();
    URL.revokeObjectURL(url);
  }
}
