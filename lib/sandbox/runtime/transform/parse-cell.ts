import { type ParserOptions, parse } from "@babel/parser";
import type { Program } from "@babel/types";

/** A mistake in the text of a cell, or something that a cell cannot hold. */
export class CellSyntaxError extends SyntaxError {
  override name = "SyntaxError";
  /** Where in the text, and up to where; the end is the start where it is not known. */
  readonly start: number;
  readonly end: number;

  constructor(message: string, start: number, end = start) {
    super(message);
    this.start = start;
    this.end = end;
  }
}

const options: ParserOptions = {
  sourceType: "module",
  allowUndeclaredExports: true,
  attachComment: false,
};

/** The syntax tree of a cell. Throws a CellSyntaxError in plain words. */
export function parseCell(source: string): Program {
  try {
    return parse(source, { ...options, plugins: ["typescript"] }).program;
  } catch (error) {
    if (!(error instanceof SyntaxError)) throw error;
    throw explainParseError(source, error as ParseError);
  }
}

/** As Babel throws it, with a line that is one-based and a column that is not. */
interface ParseError extends SyntaxError {
  pos: number;
  loc: { line: number; column: number };
}

function explainParseError(source: string, error: ParseError): CellSyntaxError {
  const { message } = error;
  const start = Math.min(findStart(source, error), source.length);
  if (canParse(source, ["typescript", "jsx"])) {
    return new CellSyntaxError(
      "Cells have no JSX. Write HTML as text instead, and show it with html(…).",
      start,
    );
  }
  if (canParse(source, ["typescript", "decorators"])) {
    return new CellSyntaxError(
      "Decorators cannot run in a cell. Call the function on the class instead: MyClass = decorate(MyClass).",
      start,
    );
  }
  return new CellSyntaxError(phraseParseError(message, start, source), start);
}

function findStart(source: string, { pos, loc }: ParseError): number {
  // Babel 7.29 loses it where `arguments` is followed by what is no token.
  if (!Number.isNaN(pos)) return pos;
  const lineEnd = [...source.matchAll(/\r\n|[\n\r\u2028\u2029]/g)][loc.line - 2];
  return (lineEnd ? lineEnd.index + lineEnd[0].length : 0) + loc.column;
}

function canParse(source: string, plugins: NonNullable<ParserOptions["plugins"]>): boolean {
  try {
    parse(source, { ...options, plugins });
    return true;
  } catch {
    return false;
  }
}

/** Babel's message without its marks: no place at the end, no names of its plugins. */
function phraseParseError(message: string, start: number, source: string): string {
  const plain = message.replace(/\s*\(\d+:\d+\)\s*$/, "");
  if (/^Unexpected token\.?$/.test(plain) || /^Unexpected token, expected/.test(plain)) {
    const rest = source.slice(start);
    const expected = /expected "([^"]+)"/.exec(plain)?.[1];
    const wanted = expected ? ` Expected ${expected} here.` : "";
    if (rest.trim() === "") {
      return expected
        ? `The code ends too early: expected ${expected}.`
        : "The code ends too early: a bracket or an expression is not finished.";
    }
    const found = /^(?:[\p{ID_Start}$_][\p{ID_Continue}$]*|\d+|=>|[=!]==?|\S)/u.exec(rest)?.[0];
    return `Unexpected ${found ?? "end of the line"}.${wanted}`;
  }
  if (/requires enabling/.test(plain)) {
    return "This syntax is not part of JavaScript or TypeScript yet.";
  }
  return plain;
}
