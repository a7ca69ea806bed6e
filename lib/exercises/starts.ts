import type { LogEntry } from "../engine/trainer";
import { formatCount, formatNumber, formatShort } from "../format";

/** "In at least 5 of 7 starts, test loss < 0.05 within 500 epochs." */
export interface StartsStatement {
  of: number;
  atLeast: number;
  quantity: "loss" | "testLoss";
  /** The quantity must be smaller than this, at the end of the last epoch. */
  below: number;
  epochs: number;
}

/** One start: an Experiment trained from its seed. */
export interface StartRun {
  seed: number;
  /** NaN where the run broke off. */
  loss: number;
  testLoss: number;
  /** From the start on, an entry an epoch; of a run that broke off, as far as it came. */
  history: readonly Pick<LogEntry, "epoch" | "loss" | "testLoss">[];
}

/** What was measured for a statement. */
export interface StartsResult {
  statement: StartsStatement;
  runs: readonly StartRun[];
  passed: number;
}

/**
 * What runs say to a statement. A run that broke off does not pass.
 *
 * Throws a RangeError if they are not as many as the statement is about.
 */
export function judgeStarts(
  statement: StartsStatement,
  runs: readonly StartRun[],
): StartsResult & { isTrue: boolean } {
  if (runs.length !== statement.of) {
    throw new RangeError(
      `judgeStarts: expected ${formatCount(statement.of, "run")}, but got ${runs.length}.`,
    );
  }
  const passed = runs.filter((run) => isPassed(statement, run)).length;
  return { statement, runs, passed, isTrue: passed >= statement.atLeast };
}

/** Whether one start does what the statement asks of it. */
export function isPassed(
  { quantity, below }: StartsStatement,
  run: Pick<StartRun, "loss" | "testLoss">,
): boolean {
  return run[quantity] < below;
}

/** The statement in words: "test loss below 0.02 after 60 epochs in at least 5 of 7 starts". */
export function describeStatement(statement: StartsStatement): string {
  const { of, atLeast, below } = statement;
  return `${nameQuantity(statement)} below ${formatShort(below)} ${describeTime(statement)} in at least ${atLeast} of ${of} starts`;
}

/** What came out, in one or two sentences: "6 of 7 starts came below 0.02; 5 were asked for." */
export function describeStarts({ statement, runs, passed }: StartsResult): string {
  const { of, atLeast, below, quantity } = statement;
  const asked = `${atLeast === of ? "all" : atLeast} ${atLeast === 1 ? "was" : "were"} asked for`;
  const count = `${passed === 0 ? "None" : passed} of ${of} starts came below ${formatShort(below)}; ${asked}.`;
  if (passed >= atLeast) return count;
  const values = runs.map((run) => run[quantity]);
  const ended = values.filter(Number.isFinite).sort((a, b) => a - b);
  const broken = of - ended.length;
  const breaks = `${broken === of ? "All" : broken} broke off: the loss was no number any more.`;
  if (broken > of / 2) return `${count} ${breaks}`;
  const median = ended[Math.floor(of / 2)] as number;
  const middle = `Half of them had a ${nameQuantity(statement)} of ${formatNumber(median)} or more.`;
  return broken === 0 ? `${count} ${middle}` : `${count} ${middle} ${breaks}`;
}

/** "test loss after 60 epochs": the axis on which starts are shown. */
export function nameAxis(statement: StartsStatement): string {
  return `${nameQuantity(statement)} ${describeTime(statement)}`;
}

function nameQuantity({ quantity }: StartsStatement): string {
  return { loss: "training loss", testLoss: "test loss" }[quantity];
}

function describeTime({ epochs }: StartsStatement): string {
  return `after ${formatCount(epochs, "epoch")}`;
}
