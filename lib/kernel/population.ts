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
const gpuTrial = 256;
const gpuTrialLimitMs = 5_000;
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
    let next = 0;
    let failure: PopulationOutcome | undefined;
    // Networks a second of one worker, once it has been seen.
    let rate = 0;
    let plan: PopulationPlan | undefined;
    let isTried = false;

    const take = (count: number): Part | undefined => {
      if (next >= changes.length) return undefined;
      const part = { from: next, changes: changes.slice(next, next + count) };
      next += part.changes.length;
      return part;
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
      decide(planPopulation({ ...trial, gpu: judgeTrial(outcome, part.length) }));
    };

    const work = async (index: number) => {
      while (isCurrent() && !failure) {
        const isOnGpu = plan?.engine === "webgpu";
        // One queue feeds the GPU.
        if (isOnGpu && index > 0) return;
        const part = take(
          isOnGpu ? changes.length : Math.max(firstPart, Math.round((rate * partMs) / 1000)),
        );
        if (!part) return;
        const outcome = await trainPart(part, isOnGpu ? "webgpu" : "dense");
        if (isOnGpu) {
          // Half-way on the GPU something was in the way; the CPU can do it all.
          if (outcome.status !== "ok") await trainPart(part, "dense");
          continue;
        }
        if (outcome.status !== "ok") continue;
        rate = (1000 * part.changes.length) / outcome.elapsedMs;
        if (isTried || index > 0) continue;
        // The first part is slow: its code has just been compiled.
        if (part.from === 0 && next < changes.length) continue;
        isTried = true;
        const trial = { cpuRate: rate * this.#workerCount, remaining: changes.length - next };
        if (isGpuWorthTrying(trial)) void tryGpu(trial);
        else decide(planPopulation({ ...trial, gpu: null }));
      }
    };

    await Promise.all(Array.from({ length: this.#workerCount }, (_, index) => work(index)));
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
      const worker = this.#idle.pop() ?? this.#startWorker();
      const outcome = await this.#ask(worker, base, changes, engine, limitMs);
      if (outcome !== null) {
        if (this.#workers.has(worker)) this.#idle.push(worker);
        return outcome;
      }
      worker.terminate();
      this.#workers.delete(worker);
      if (engine === "webgpu") break;
    }
    const evalue = "A worker that trained some of these networks stopped, twice.";
    return { status: "error", ename: "KernelError", evalue };
  }

  #startWorker(): Worker {
    const worker = this.#createWorker();
    this.#workers.add(worker);
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

function judgeTrial(
  outcome: PopulationReply["outcome"],
  count: number,
): { rate: number; name: string } | string {
  switch (outcome.status) {
    case "ok":
      return {
        rate: (1000 * count) / outcome.elapsedMs,
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
