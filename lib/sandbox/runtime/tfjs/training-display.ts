import type { MimeBundle, TrainingView } from "../../../notebook/output";
import { toNumeric } from "../../../notebook/output";
import type { Host } from "../host";

/** Between two updates. */
const intervalMs = 50;
/** Curves have so many values at most: then every second is dropped. */
const mostValues = 1000;

let displayCount = 0;

/** Progress and curves of one `model.fit`, under the cell from its beginning to its end. */
export class TrainingDisplay {
  readonly #host: Host;
  readonly #id: string;
  readonly #epochs: number;
  readonly #engine: string;
  readonly #startedAt = performance.now();
  readonly #series = new Map<string, number[]>();
  #last: Record<string, number> = {};
  #logCount = 0;
  #epochsPerValue = 1;
  #epoch = 0;
  #epochShare = 0;
  #shownAt = Number.NEGATIVE_INFINITY;

  constructor(host: Host, { epochs, engine }: { epochs: number; engine: string }) {
    this.#host = host;
    displayCount += 1;
    this.#id = `fit-${displayCount}`;
    this.#epochs = epochs;
    this.#engine = engine;
  }

  get isDue(): boolean {
    return performance.now() - this.#shownAt >= intervalMs;
  }

  /** How far the run has come: finished epochs, and the share of the present one. */
  setPlace(epoch: number, epochShare: number): void {
    this.#epoch = epoch;
    this.#epochShare = epochShare;
  }

  /** Takes what `fit` has logged of one more epoch. */
  addLogs(logs: Record<string, number>): void {
    this.#last = logs;
    const isKept = this.#logCount % this.#epochsPerValue === 0;
    this.#logCount += 1;
    if (!isKept) return;
    for (const [name, value] of Object.entries(logs)) {
      const values = this.#series.get(name);
      if (values) values.push(value);
      else this.#series.set(name, [value]);
    }
    if (this.#logCount > mostValues * this.#epochsPerValue) {
      this.#epochsPerValue *= 2;
      for (const [name, values] of this.#series) {
        this.#series.set(
          name,
          values.filter((_, place) => place % 2 === 0),
        );
      }
    }
  }

  show(status: TrainingView["status"]): void {
    this.#shownAt = performance.now();
    this.#host.display(this.#describe(status), this.#id);
  }

  #describe(status: TrainingView["status"]): MimeBundle {
    const elapsedMs = performance.now() - this.#startedAt;
    const done = this.#epoch + this.#epochShare;
    const isKnown = status === "running" && done > 0;
    const series = [...this.#series].map(([name, values]) => ({
      name,
      values: values.map(toNumeric),
    }));
    const last = Object.entries(this.#last)
      .map(([name, value]) => `${name} ${value}`)
      .join(", ");
    return {
      "text/plain": `Epoch ${this.#epoch} of ${this.#epochs}, ${status}${last && `: ${last}`}`,
      "application/vnd.descent.training+json": {
        status,
        epoch: this.#epoch,
        epochs: this.#epochs,
        epochShare: this.#epochShare,
        elapsedMs,
        remainingMs: isKnown ? (elapsedMs / done) * (this.#epochs - done) : null,
        engine: this.#engine,
        series,
        ...(this.#epochsPerValue > 1 && { epochsPerValue: this.#epochsPerValue }),
      },
    };
  }
}
