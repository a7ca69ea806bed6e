import type { Change } from "../engine/population/members";
import {
  isGpuWorthTrying,
  type PopulationEngine,
  type PopulationPlan,
  planPopulation,
} from "../engine/population/plan-population";
import type { MemberResult } from "../engine/population/train-members";
import type { Experiment } from "../experiment/experiment";
import type { PopulationReply, PopulationRequest } from "./protocol";

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
/** A worker that has not answered after so long is taken for dead. */
const answerLimitMs = 60_000;

/**
 * Trains the members of a population in a pool of workers; the GPU takes over where a trial shows that
 * it is faster. One population at a time.
 */
export class PopulationClient {
  readonly #createWorker: () => Worker;
  readonly #workerCount: number;
  readonly #workers = new Set<Worker>();
  readonly #idle: Worker[] = [];
  /** The one that has opened the GPU and compiled for it. */
  #gpuWorker: Worker | undefined;
  /** Ends the wait for each answer that is due. */
  readonly #waits = new Set<() => void>();
  #lastId = 0;
  /** Counts the populations: what belongs to an earlier one stops. */
  #generation = 0;

  constructor(createWorker: () => Worker, workerCount: number) {
    this.#createWorker = createWorker;
    this.#workerCount = workerCount;
  }

  /** Resolves when all members are trained, or the next population or `interrupt` ends this one. Never rejects. */
  async train(
    base: Experiment,
    changes: readonly Change[],
    listener: PopulationListener,
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
    let isTried = false;

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
      const outcome = await this.#request(base, part.changes, engine);
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
      const outcome = await this.#request(base, part, "webgpu", gpuTrialLimitMs);
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
        if (isTried || index > 0) continue;
        // The first part is slow: its code has just been compiled.
        if (part.from === 0 && remaining > 0) continue;
        isTried = true;
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
    for (const worker of this.#workers) worker.terminate();
    this.#workers.clear();
    this.#idle.length = 0;
    for (const giveUp of this.#waits) giveUp();
  }

  dispose(): void {
    this.interrupt();
  }

  async #request(
    base: Experiment,
    changes: readonly Change[],
    engine: PopulationEngine,
    limitMs = answerLimitMs,
  ): Promise<PopulationReply["outcome"]> {
    const generation = this.#generation;
    for (let attempt = 1; attempt <= 2 && generation === this.#generation; attempt += 1) {
      let worker: Worker;
      try {
        worker = this.#takeWorker(engine);
      } catch (error) {
        // Some browsers are set up to allow no workers.
        const evalue = `No worker could be started to train these networks (${(error as Error).message}).`;
        return { status: "error", ename: "KernelError", evalue };
      }
      const outcome = await this.#ask(worker, base, changes, engine, limitMs);
      if (outcome !== null) {
        if (this.#workers.has(worker)) this.#idle.push(worker);
        return outcome;
      }
      worker.terminate();
      this.#workers.delete(worker);
      if (engine === "webgpu") break;
    }
    const evalue = `Some of these networks could not be trained: their worker stopped, or did not answer in ${limitMs / 1000} s, ${engine === "webgpu" ? "once" : "twice"}. Fewer epochs or fewer points take less time.`;
    return { status: "error", ename: "KernelError", evalue };
  }

  #takeWorker(engine: PopulationEngine): Worker {
    const isOpen = engine === "webgpu" && this.#gpuWorker !== undefined;
    const place = isOpen ? this.#idle.indexOf(this.#gpuWorker as Worker) : -1;
    const idle = place < 0 ? this.#idle.pop() : this.#idle.splice(place, 1)[0];
    const worker = idle ?? this.#createWorker();
    this.#workers.add(worker);
    if (engine === "webgpu") this.#gpuWorker = worker;
    return worker;
  }

  /** Null where no answer comes. */
  #ask(
    worker: Worker,
    base: Experiment,
    changes: readonly Change[],
    engine: PopulationEngine,
    limitMs: number,
  ): Promise<PopulationReply["outcome"] | null> {
    this.#lastId += 1;
    const request: PopulationRequest = {
      type: "population_request",
      id: this.#lastId,
      base,
      changes,
      engine,
    };
    return new Promise((resolve) => {
      const giveUp = () => settle(null);
      const timer = setTimeout(giveUp, limitMs);
      this.#waits.add(giveUp);
      const settle = (outcome: PopulationReply["outcome"] | null) => {
        clearTimeout(timer);
        this.#waits.delete(giveUp);
        resolve(outcome);
      };
      worker.onmessage = ({ data }: MessageEvent<PopulationReply>) => {
        if (data.parentId === request.id) settle(data.outcome);
      };
      worker.onerror = (event) => {
        event.preventDefault();
        settle(null);
      };
      worker.postMessage(request);
    });
  }
}

/** What the CPU cannot do, nothing can. */
function explainFailure(
  outcome: Exclude<PopulationReply["outcome"], { status: "ok" }>,
): PopulationOutcome {
  if (outcome.status === "error") return outcome;
  return { status: "error", ename: "KernelError", evalue: `${outcome.reason}.` };
}

/** Some browsers' clocks tick no more than once a millisecond, or more coarsely yet. */
function countPerSecond(count: number, elapsedMs: number): number {
  return (1000 * count) / Math.max(elapsedMs, 1);
}

function judgeTrial(
  outcome: PopulationReply["outcome"],
  count: number,
): { rate: number; name: string } | string {
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
