import type { Change } from "../engine/population/members";
import {
  isGpuWorthTrying,
  type PopulationEngine,
  type PopulationPlan,
  planPopulation,
} from "../engine/population/plan-population";
import type { MemberResult } from "../engine/population/train-members";
import type { Experiment } from "../experiment/experiment";
import { type PartOutcome, PopulationPool } from "./population-pool";

export interface PopulationListener {
  /** The results of the members `from`, `from + 1`, … Parts come in any order, each member once. */
  onResults(from: number, results: readonly MemberResult[]): void;
  onPlan(plan: PopulationPlan): void;
}

export type PopulationOutcome =
  | { status: "ok" }
  | { status: "aborted" }
  | { status: "error"; ename: string; evalue: string };

/** Members that are trained in one request. */
interface Part {
  from: number;
  changes: readonly Change[];
}

/** Short enough that results stream and workers end together; long enough that messages cost nothing. */
const partMs = 60;
const firstPart = 2;
/** Of a few networks, a coarse clock may say that they took no time. */
const mostGrowth = 8;
const gpuTrial = 256;
const gpuTrialLimitMs = 5_000;
/** A GPU is better used by more networks at once; results still stream, and no answer is long due. */
const gpuPartMs = 2_000;

/**
 * Trains the members of a population in a pool of workers; the GPU takes over where a trial shows that
 * it is faster. One population at a time.
 */
export class PopulationClient {
  readonly #pool: PopulationPool;
  readonly #workerCount: number;
  /** Counts the populations: what belongs to an earlier one stops. */
  #generation = 0;

  constructor(createWorker: () => Worker, workerCount: number) {
    this.#pool = new PopulationPool(createWorker);
    this.#workerCount = workerCount;
  }

  /**
   * Resolves when all members are trained, or the next population or `interrupt` ends this one. With
   * `needsHistories` each result holds the losses of all epochs, and the CPU trains. Never rejects.
   */
  async train(
    base: Experiment,
    changes: readonly Change[],
    listener: PopulationListener,
    { needsHistories = false } = {},
  ): Promise<PopulationOutcome> {
    this.#generation += 1;
    const generation = this.#generation;
    const isCurrent = () => generation === this.#generation;
    let remaining = changes.length;
    const waiting: Part[] = [{ from: 0, changes }];
    let failure: PopulationOutcome | undefined;
    // Networks a second of one worker, and of the GPU, once they have been seen.
    let rate = 0;
    let gpuRate = 0;
    let partSize = firstPart;
    let plan: PopulationPlan | undefined;
    let isDecided = needsHistories;

    const take = (count: number): Part | undefined => {
      const part = waiting.shift();
      if (!part) return undefined;
      const taken = { from: part.from, changes: part.changes.slice(0, count) };
      const rest = part.changes.slice(count);
      if (rest.length > 0) waiting.unshift({ from: part.from + count, changes: rest });
      remaining -= taken.changes.length;
      return taken;
    };

    const giveBack = (part: Part) => {
      waiting.unshift(part);
      remaining += part.changes.length;
    };

    const decide = (chosen: PopulationPlan) => {
      plan = chosen;
      if (isCurrent()) listener.onPlan(chosen);
    };

    const trainPart = async (part: Part, engine: PopulationEngine) => {
      const outcome = await this.#pool.request({
        base,
        changes: part.changes,
        engine,
        needsHistories,
      });
      if (!isCurrent()) return outcome;
      if (outcome.status === "ok") listener.onResults(part.from, outcome.results);
      if (engine === "dense" && outcome.status !== "ok") failure ??= explainFailure(outcome);
      return outcome;
    };

    /**
     * Tries the GPU, beside the CPU's work, on members that the CPU has trained already: the trial
     * may fail or take too long, and costs no result.
     */
    const tryGpu = async (trial: { cpuRate: number; remaining: number }) => {
      const part = changes.slice(0, gpuTrial);
      const outcome = await this.#pool.request(
        { base, changes: part, engine: "webgpu", needsHistories },
        gpuTrialLimitMs,
      );
      const gpu = judgeTrial(outcome, part.length);
      if (typeof gpu === "object") gpuRate = gpu.rate;
      decide(planPopulation({ ...trial, gpu }));
    };

    const describeWork = () => ({ cpuRate: rate * this.#workerCount, remaining });

    const workOnGpu = async () => {
      const part = take(Math.max(gpuTrial, Math.round((gpuRate * gpuPartMs) / 1000)));
      if (!part) return;
      const outcome = await trainPart(part, "webgpu");
      if (outcome.status === "ok") {
        gpuRate = countPerSecond(part.changes.length, outcome.elapsedMs);
        return;
      }
      giveBack(part);
      const why = outcome.status === "error" ? outcome.evalue : `${outcome.reason}.`;
      const gpu = `The graphics processor trained on until something was in its way: ${why.replace(/\.$/, "")}`;
      decide(planPopulation({ ...describeWork(), gpu }));
    };

    const work = async (index: number) => {
      while (isCurrent() && !failure) {
        if (plan?.engine === "webgpu") {
          // One queue feeds the GPU.
          if (index > 0) return;
          await workOnGpu();
          // Half-way on the GPU something was in the way: all workers begin again.
          if (plan?.engine !== "webgpu" || remaining === 0) return;
          continue;
        }
        const part = take(partSize);
        if (!part) return;
        const outcome = await trainPart(part, "dense");
        if (outcome.status !== "ok") continue;
        rate = countPerSecond(part.changes.length, outcome.elapsedMs);
        const wanted = Math.max(firstPart, Math.round((rate * partMs) / 1000));
        partSize = Math.min(wanted, mostGrowth * part.changes.length);
        if (isDecided || index > 0) continue;
        // The first part is slow: its code has just been compiled.
        if (part.from === 0 && remaining > 0) continue;
        isDecided = true;
        const trial = describeWork();
        if (isGpuWorthTrying(trial)) void tryGpu(trial);
        else decide(planPopulation({ ...trial, gpu: null }));
      }
    };

    do {
      await Promise.all(Array.from({ length: this.#workerCount }, (_, index) => work(index)));
    } while (isCurrent() && !failure && remaining > 0);
    if (!isCurrent()) return { status: "aborted" };
    return failure ?? { status: "ok" };
  }

  /** Ends the population that is being trained; parts under way are lost. */
  interrupt(): void {
    this.#generation += 1;
    this.#pool.terminate();
  }

  dispose(): void {
    this.interrupt();
  }
}

/** What the CPU cannot do, nothing can. */
function explainFailure(outcome: Exclude<PartOutcome, { status: "ok" }>): PopulationOutcome {
  if (outcome.status === "error") return outcome;
  return { status: "error", ename: "KernelError", evalue: `${outcome.reason}.` };
}

/** Some browsers' clocks tick no more than once a millisecond, or more coarsely yet. */
function countPerSecond(count: number, elapsedMs: number): number {
  return (1000 * count) / Math.max(elapsedMs, 1);
}

function judgeTrial(outcome: PartOutcome, count: number): { rate: number; name: string } | string {
  switch (outcome.status) {
    case "ok":
      return {
        rate: countPerSecond(count, outcome.elapsedMs),
        name: outcome.gpuName ?? "without a name",
      };
    case "impossible":
      return outcome.reason;
    case "error":
      return `The graphics processor trained none in ${gpuTrialLimitMs / 1000} s, or failed`;
  }
}

/** The pool of a page: as many workers as the computer has processors, up to eight. */
export function createPopulationClient(): PopulationClient {
  const workerCount = Math.min(Math.max(navigator.hardwareConcurrency || 2, 1), 8);
  return new PopulationClient(
    () =>
      new Worker(new URL("./population-worker.ts", import.meta.url), {
        type: "module",
        name: "population",
      }),
    workerCount,
  );
}
