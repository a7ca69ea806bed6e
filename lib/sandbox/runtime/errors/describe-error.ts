import type { CellError } from "../../../notebook/output";
import { inspectValue } from "../inspect/inspect-value";
import { readText } from "../inspect/name-object";
import { printInspection } from "../inspect/print-inspection";
import { CellSyntaxError } from "../transform/parse-cell";
import { type AdviceContext, adviseOn } from "./advise";
import { toPlace } from "./find-place";
import { findPlaces, type ThrownError, type Trace } from "./find-places";
import { shortenMessage, stripMessage } from "./read-message";

const maxMessageLength = 5000;

export interface DescribeOptions extends Trace, AdviceContext {
  /** A sentence of an extension that knows the error; asked first. */
  explain(error: Error): string | undefined;
}

/** What to show of a thrown value: its name and message, the places in cells, and advice. Never throws. */
export function describeError(thrown: unknown, options: DescribeOptions): CellError {
  if (!isErrorLike(thrown)) {
    const evalue = printInspection(inspectValue(thrown)).slice(0, maxMessageLength);
    const places = findPlaces({ name: "", message: "", stack: "" }, options);
    return { ename: "Uncaught", evalue, places };
  }
  const error = readError(thrown);
  const message = stripMessage(error.message);
  const places = findPlaces({ ...error, message }, options);
  const evalue = shortenMessage(message).slice(0, maxMessageLength);
  const advice = findAdvice(thrown, { ename: error.name, evalue, places }, options);
  return { ename: error.name, evalue, places, ...(advice && { advice }) };
}

/** A mistake in the text, which therefore never ran. */
export function describeSyntaxError(error: SyntaxError, cellId: string, source: string): CellError {
  if (!(error instanceof CellSyntaxError)) {
    return { ename: "SyntaxError", evalue: error.message, places: [] };
  }
  // What is missing at the very end is shown behind the last thing that is there.
  const start = Math.min(error.start, source.trimEnd().length);
  const place = toPlace(cellId, source, { start, end: error.end }, start);
  const endColumn = Math.max(place.endColumn, place.column + 1);
  return { ename: "SyntaxError", evalue: error.message, places: [{ ...place, endColumn }] };
}

function findAdvice(
  thrown: object,
  error: CellError,
  options: DescribeOptions,
): string | undefined {
  try {
    return options.explain(thrown as Error) ?? adviseOn(error, options);
  } catch {
    return undefined;
  }
}

function isErrorLike(thrown: unknown): thrown is object {
  if (typeof thrown !== "object" || thrown === null) return false;
  return read(thrown, "stack") !== undefined || readText(thrown, "message") !== undefined;
}

function readError(thrown: object): ThrownError {
  const readString = (key: string) => {
    const value = read(thrown, key);
    return typeof value === "string" ? value : "";
  };
  return {
    name: readString("name") || "Error",
    message: readString("message"),
    stack: readString("stack"),
    line: read(thrown, "line"),
    column: read(thrown, "column"),
  };
}

/** `stack` is a getter in some browsers; a hostile one gives nothing. */
function read(object: object, key: string): unknown {
  try {
    return Reflect.get(object, key);
  } catch {
    return undefined;
  }
}
