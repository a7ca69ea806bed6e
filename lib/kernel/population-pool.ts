import type { PopulationEngine } from "../engine/population/plan-population";
import type { PopulationReply, PopulationRequest } from "./protocol";

export type PartRequest = Omit<PopulationRequest, "type" | "id">;
export type PartOutcome = PopulationReply["outcome"];

/** A worker that has not answered after so long is taken for dead. */
const answerLimitMs = 60_000;

/** Workers that train parts of populations, started when they are needed and used again. */
export class PopulationPool {
  readonly #createWorker: () => Worker;
  readonly #workers = new Set<Worker>();
  readonly #idle: Worker[] = [];
  /** The one that has opened the GPU and compiled for it. */
  #gpuWorker: Worker | undefined;
  /** Ends the wait for each answer that is due. */
  readonly #waits = new Set<() => void>();
  #lastId = 0;
  /** Counts the times that all workers were ended. */
  #generation = 0;

  constructor(createWorker: () => Worker) {
    this.#createWorker = createWorker;
  }

  /** Trains a part, in a second worker if the first one dies. Never rejects. */
  async request(part: PartRequest, limitMs = answerLimitMs): Promise<PartOutcome> {
    const generation = this.#generation;
    for (let attempt = 1; attempt <= 2 && generation === this.#generation; attempt += 1) {
      let worker: Worker;
      try {
        worker = this.#takeWorker(part.engine);
      } catch (error) {
        // Some browsers are set up to allow no workers.
        const evalue = `No worker could be started to train these networks (${(error as Error).message}).`;
        return { status: "error", ename: "KernelError", evalue };
      }
      const outcome = await this.#ask(worker, part, limitMs);
      if (outcome !== null) {
        if (this.#workers.has(worker)) this.#idle.push(worker);
        return outcome;
      }
      worker.terminate();
      this.#workers.delete(worker);
      if (part.engine === "webgpu") break;
    }
    const evalue = `Some of these networks could not be trained: their worker stopped, or did not answer in ${limitMs / 1000} s, ${part.engine === "webgpu" ? "once" : "twice"}. Fewer epochs or fewer points take less time.`;
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
  #ask(worker: Worker, part: PartRequest, limitMs: number): Promise<PartOutcome | null> {
    this.#lastId += 1;
    const request: PopulationRequest = { type: "population_request", id: this.#lastId, ...part };
    return new Promise((resolve) => {
      const giveUp = () => settle(null);
      const timer = setTimeout(giveUp, limitMs);
      this.#waits.add(giveUp);
      const settle = (outcome: PartOutcome | null) => {
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

  /** Ends all workers; what they were asked is answered with an error. */
  terminate(): void {
    this.#generation += 1;
    for (const worker of this.#workers) worker.terminate();
    this.#workers.clear();
    this.#idle.length = 0;
    for (const giveUp of this.#waits) giveUp();
  }
}
