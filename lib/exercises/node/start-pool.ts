import { once } from "node:events";
import { availableParallelism } from "node:os";
import { Worker } from "node:worker_threads";
import type { Experiment } from "../../experiment/experiment";
import type { PartOfStarts, StartLosses } from "./start-worker";
import { loadModules } from "./train-starts";

/** Threads that train many starts of an Experiment, and tell only how each ends. */
export interface StartPool {
  /**
   * The losses after the last epoch, in the order of the seeds. Rejects where the Experiment cannot be
   * trained. One measurement at a time.
   */
  measure(experiment: Experiment, seeds: readonly number[]): Promise<StartLosses[]>;
  close(): Promise<void>;
}

/** Enough to keep a thread busy for some tens of milliseconds. */
const seedsInPart = 50;

/** A pool whose threads start with the first measurement, and keep the process alive until they are closed. */
export function openStartPool(threads = availableParallelism()): StartPool {
  let starting: Promise<Worker[]> | undefined;
  return {
    async measure(experiment, seeds) {
      starting ??= startThreads(threads);
      const results: StartLosses[][] = [];
      let next = 0;
      const work = async (thread: Worker) => {
        while (next * seedsInPart < seeds.length) {
          const part = next;
          next += 1;
          const ofPart = seeds.slice(part * seedsInPart, (part + 1) * seedsInPart);
          results[part] = await trainPart(thread, { experiment, seeds: ofPart });
        }
      };
      await Promise.all((await starting).map(work));
      return results.flat();
    },
    async close() {
      const started = (await starting) ?? [];
      starting = undefined;
      await Promise.all(started.map((thread) => thread.terminate()));
    },
  };
}

/** The kernels are compiled once for all of them. */
async function startThreads(count: number): Promise<Worker[]> {
  const { dense, multiply } = await loadModules();
  const runner = new URL("../../../scripts/run-typescript.mjs", import.meta.url);
  const argv = ["lib/exercises/node/start-worker.ts"];
  return Array.from(
    { length: count },
    () => new Worker(runner, { argv, workerData: { dense, multiply } }),
  );
}

async function trainPart(thread: Worker, part: PartOfStarts): Promise<StartLosses[]> {
  thread.postMessage(part);
  const [reply] = (await once(thread, "message")) as [StartLosses[] | string];
  if (typeof reply === "string") throw new Error(reply);
  return reply;
}
