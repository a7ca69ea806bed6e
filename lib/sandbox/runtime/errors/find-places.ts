import type { ErrorPlace } from "../../../notebook/output";
import type { CellText, CellTexts, TextPosition } from "../cell-texts";
import type { Site } from "../run";
import { getRange } from "../transform/ast";
import { findExpression, listNodes, toPlace } from "./find-place";
import { holdsFrame, readTopFrame } from "./guess-place";
import { parseStack } from "./parse-stack";
import { type FailedExpression, readMessage } from "./read-message";

const maxPlaces = 10;

/** What the kernel knows of where an error comes from, beside its stack. */
export interface Trace {
  texts: CellTexts;
  /** Where code was waiting for what failed, innermost first. */
  sites: readonly Site[];
  /** The statement of the cell that was running. */
  statement: Site | undefined;
}

export interface ThrownError {
  name: string;
  message: string;
  stack: string;
  /** As JavaScriptCore gives them. */
  line?: unknown;
  column?: unknown;
}

/** The places in cells that an error came through, innermost first. */
export function findPlaces(error: ThrownError, trace: Trace): ErrorPlace[] {
  const failed = readMessage(error.message);
  const inStack = parseStack(error.stack).map((position) => trace.texts.findPosition(position));
  const first = inStack[0] ?? guessPosition(error, failed, trace);
  const awaited = trace.sites.map((site) => trace.texts.findSite(site));
  const all = [first, ...inStack.slice(1), ...awaited].filter((position) => position !== undefined);
  // Where the stack was full, it names the head of a function first, of which nothing ran.
  const positions = all.filter((position) => all.length === 1 || isInCode(position));
  if (positions.length === 0 && trace.statement) {
    const position = trace.texts.findSite(trace.statement);
    return position ? [describeStatement(position)] : [];
  }
  const places = positions.map((position) =>
    // Only the innermost is what the message is about.
    describePosition(position, position === first ? failed : undefined),
  );
  return places.filter((place, index) => !isSameLine(place, places[index - 1])).slice(0, maxPlaces);
}

function isInCode({ text: { source, transformed }, offset }: TextPosition): boolean {
  return findExpression(transformed.program, source, offset) !== undefined;
}

/** In JavaScriptCore evaluated code has no name in stacks: its texts are tried, and then the message. */
function guessPosition(
  error: ThrownError,
  failed: FailedExpression | undefined,
  { texts, statement }: Trace,
): TextPosition | undefined {
  const frame = readTopFrame(error);
  if (!frame) return undefined;
  const candidates = texts.listFrom(statement?.cell);
  for (const text of candidates) {
    const position = texts.findPosition({ ...frame, cell: text.number });
    if (position && holdsFrame(position, frame, failed, text.number === statement?.cell))
      return position;
  }
  if (error.name !== "ReferenceError" || !failed) return undefined;
  for (const text of candidates) {
    const offset = findName(text, failed);
    if (offset !== undefined) return { text, offset };
  }
  return undefined;
}

function findName(
  { source, transformed }: CellText,
  { text }: FailedExpression,
): number | undefined {
  const node = listNodes(transformed.program).find((candidate) => {
    const { start, end } = getRange(candidate);
    return candidate.type === "Identifier" && source.slice(start, end) === text;
  });
  return node && getRange(node).start;
}

function describePosition({ text, offset }: TextPosition, failed?: FailedExpression): ErrorPlace {
  const { cellId, source, transformed } = text;
  const node = findExpression(transformed.program, source, offset, failed);
  if (!node) return toPlace(cellId, source, { start: offset, end: offset + 1 }, offset);
  const range = getRange(node);
  // Of an expression in several lines, the one where it failed, unless it begins later.
  return toPlace(cellId, source, range, Math.max(offset, range.start));
}

function describeStatement({ text, offset }: TextPosition): ErrorPlace {
  const { cellId, source, transformed } = text;
  const statement = transformed.program.body.find((node) => getRange(node).start === offset);
  const range = statement ? getRange(statement) : { start: offset, end: offset + 1 };
  return toPlace(cellId, source, range, offset);
}

/** Recursion repeats itself, and some browsers name what waited in the stack too. */
function isSameLine(place: ErrorPlace, before: ErrorPlace | undefined): boolean {
  return before?.cellId === place.cellId && before.line === place.line;
}
