import type { Expression, PlainValue } from "../../sandbox/plain-value";

export type { Expression, PlainValue };

export interface CallOptions {
  /** Code that does not answer within it is ended. */
  limitMs?: number;
}

/**
 * The place where a reader's code has run, alone. Whatever it does there, only plain data comes out, checked
 * and bounded; what is a tensor or a typed array in there is an array of numbers here.
 *
 * Code that had to be ended runs again before the next call, twice at most.
 */
export interface StudentRealm {
  /** What the run printed. */
  printed: string;
  /** Calls a function that the code declares. Rejects with a `StudentError`: missing, failed, too slow, no plain data. */
  call(
    name: string,
    args: readonly (PlainValue | Expression)[],
    options?: CallOptions,
  ): Promise<PlainValue>;
  /** The value of a name that the code declares. Rejects with a `StudentError`. */
  read(name: string): Promise<PlainValue>;
  close(): void;
}

/** What a student's code did wrong, in a sentence for the student. */
export class StudentError extends Error {
  override name = "StudentError";
}
