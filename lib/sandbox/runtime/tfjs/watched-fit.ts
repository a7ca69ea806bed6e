import type { Tensor } from "@tensorflow/tfjs-core";
import type { History, ModelFitArgs } from "@tensorflow/tfjs-layers";
import type { UnresolvedLogs } from "@tensorflow/tfjs-layers/dist/logs";
import type { Host } from "../host";
import { toCallbacks } from "./callbacks";
import { DivergenceError } from "./divergence";
import { tf } from "./tf";
import type { TrainingDisplay } from "./training-display";

/** Lets TensorFlow.js train, shows how it goes, and stops it when the reader or the loss says so. */
export async function trainWatched<Args extends object>(
  host: Host,
  display: TrainingDisplay | undefined,
  args: Args,
  train: (args: Args) => Promise<History>,
): Promise<History> {
  const watch = new Watch(host, display);
  const given = args as Pick<ModelFitArgs, "callbacks" | "yieldEvery">;
  try {
    const history = await train({ ...args, callbacks: [...toCallbacks(given), watch] });
    if (watch.failure !== undefined) throw watch.failure;
    display?.show("done");
    return history;
  } catch (error) {
    if (watch.hasBegun) display?.show(error instanceof DivergenceError ? "diverged" : "stopped");
    throw error;
  }
}

/** Between two breaths, in which a Stop can arrive. */
const breathMs = 12;

type Logs = Record<string, number | Tensor>;

/** Sits in `fit` as its last callback. It ends a run by `stopTraining`, so that `fit` frees its tensors. */
class Watch extends tf.Callback {
  /** Why it ended the run. */
  failure: unknown;
  hasBegun = false;
  readonly #host: Host;
  readonly #display: TrainingDisplay | undefined;
  #epoch = 0;
  #breathedAt = performance.now();
  /** Of epochs that are not shown yet, since to read a number from a GPU takes time. */
  #pending: Logs[] = [];

  constructor(host: Host, display: TrainingDisplay | undefined) {
    super();
    this.#host = host;
    this.#display = display;
  }

  override async onTrainBegin(): Promise<void> {
    this.hasBegun = true;
    this.#display?.show("running");
  }

  override async onEpochBegin(epoch: number): Promise<void> {
    this.#epoch = epoch;
  }

  override async onBatchEnd(batch: number, logs: UnresolvedLogs = {}): Promise<void> {
    if (performance.now() - this.#breathedAt < breathMs) return;
    // Also waits for what the GPU has to do, lest many batches pile up there.
    this.#check(await readNumber(logs.loss as number | Tensor));
    this.#display?.setPlace(this.#epoch - this.#firstEpoch, (batch + 1) / this.#steps);
    await this.#breathe();
  }

  override async onEpochEnd(epoch: number, logs: UnresolvedLogs = {}): Promise<void> {
    if (this.failure !== undefined) return;
    this.#pending.push(logs as Logs);
    this.#display?.setPlace(epoch + 1 - this.#firstEpoch, 0);
    if (this.#display?.isDue ?? performance.now() - this.#breathedAt >= breathMs) {
      await this.#takeLogs();
      await this.#breathe();
    }
  }

  override async onTrainEnd(): Promise<void> {
    await this.#takeLogs();
  }

  async #takeLogs(): Promise<void> {
    const first = this.#epoch + 1 - this.#pending.length;
    const epochs = await Promise.all(this.#pending.map(readLogs));
    this.#pending = [];
    for (const [place, logs] of epochs.entries()) {
      this.#display?.addLogs(logs);
      this.#check(logs.loss as number, first + place);
    }
  }

  #check(loss: number, epoch = this.#epoch): void {
    if (!Number.isFinite(loss)) this.#end(new DivergenceError(loss, epoch));
  }

  async #breathe(): Promise<void> {
    if (this.#display?.isDue) this.#display.show("running");
    try {
      await this.#host.breathe();
    } catch (interruption) {
      this.#end(interruption);
    }
    this.#breathedAt = performance.now();
  }

  #end(failure: unknown): void {
    this.failure ??= failure;
    this.model.stopTraining = true;
  }

  get #firstEpoch(): number {
    return (this.params.initialEpoch as number | null) ?? 0;
  }

  /** Batches of an epoch; NaN leaves the share unknown. */
  get #steps(): number {
    const { samples, batchSize, steps } = this.params as Record<string, number | null>;
    return (
      steps ?? (samples && batchSize ? Math.ceil(samples / batchSize) : Number.POSITIVE_INFINITY)
    );
  }
}

async function readLogs(logs: Logs): Promise<Record<string, number>> {
  const entries = Object.entries(logs).map(async ([name, value]) => [
    name,
    await readNumber(value),
  ]);
  return Object.fromEntries(await Promise.all(entries));
}

async function readNumber(value: number | Tensor): Promise<number> {
  return typeof value === "number" ? value : ((await value.data())[0] as number);
}
