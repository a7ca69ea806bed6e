/** What a progress writes to: a terminal draws a bar, anything else gets a line now and then. */
export interface ProgressOutput {
  isTTY?: boolean;
  columns?: number;
  write(text: string): unknown;
}

const linesInAll = 20;
const barWidth = 24;

/** How far a grading has come, with the time that is left by the pace until now. */
export class Progress {
  readonly #total: number;
  readonly #output: ProgressOutput;
  readonly #now: () => number;
  readonly #startMs: number;
  #done = 0;
  /** Those that an earlier run has left took no time, and say nothing of the pace. */
  #kept = 0;

  constructor(total: number, output: ProgressOutput, now = () => performance.now()) {
    this.#total = total;
    this.#output = output;
    this.#now = now;
    this.#startMs = now();
  }

  advance(isKept: boolean): void {
    this.#done += 1;
    if (isKept) this.#kept += 1;
    const text = this.#describe();
    if (this.#output.isTTY) {
      const filled = Math.round((this.#done / this.#total) * barWidth);
      const bar = "█".repeat(filled) + "░".repeat(barWidth - filled);
      this.#output.write(`\r${`${bar} ${text}`.slice(0, this.#output.columns ?? 80)}\u001b[K`);
      if (this.#done === this.#total) this.#output.write("\n");
    } else if (this.#isLineDue()) this.#output.write(`${text}\n`);
  }

  #isLineDue(): boolean {
    const step = Math.max(1, Math.ceil(this.#total / linesInAll));
    return this.#done % step === 0 || this.#done === this.#total;
  }

  #describe(): string {
    const count = `${this.#done} of ${this.#total} files`;
    const graded = this.#done - this.#kept;
    const left = this.#total - this.#done;
    if (left === 0) return `${count}, done.`;
    if (graded === 0) return `${count}.`;
    const leftMs = ((this.#now() - this.#startMs) / graded) * left;
    return `${count}, about ${formatDuration(leftMs)} left.`;
  }
}

/** As in "40 s" and "3 min": rounded up, so that nobody waits longer than was said. */
export function formatDuration(durationMs: number): string {
  const seconds = Math.ceil(durationMs / 1000);
  if (seconds <= 90) return `${seconds} s`;
  const minutes = Math.ceil(seconds / 60);
  return minutes <= 90 ? `${minutes} min` : `${Math.ceil(minutes / 60)} h`;
}
