import { type ParseError, parse } from "@babel/parser";
import { findUnclosed } from "./find-unclosed";
import type { Diagnostic } from "./language";

/** The first error of syntax in a cell, in plain words, or null. The cell may be TypeScript or JavaScript. */
export function checkSyntax(source: string): Diagnostic | null {
  try {
    parse(source, {
      sourceType: "module",
      allowUndeclaredExports: true,
      plugins: ["typescript"],
    });
    return null;
  } catch (error) {
    if (!isParseError(error)) throw error;
    return { ...findRange(source, error.pos), severity: "error", message: explain(source, error) };
  }
}

function isParseError(error: unknown): error is ParseError {
  return error instanceof SyntaxError && "reasonCode" in error;
}

/** The word or the character at a position or after its white space; at the end the last one there is. */
function findRange(source: string, pos: number): { from: number; to: number } {
  const next = pos + (/^\s*/.exec(source.slice(pos))?.[0].length ?? 0);
  const from = Math.min(next, Math.max(source.trimEnd().length - 1, 0));
  const length = /^[\w$]+|^[\s\S]/.exec(source.slice(from))?.[0].length ?? 0;
  return { from, to: from + length };
}

type Details = Record<string, unknown>;
type Explanation = string | ((details: Details, found: string) => string);

/** By Babel's name for the error. */
const explanations: Record<string, Explanation> = {
  UnterminatedString: (_, found) => `This text has no closing quote: ${quote(found)} is missing.`,
  UnterminatedTemplate: "This template has no closing backtick: ` is missing.",
  UnterminatedComment: "This comment has no end: `*/` is missing.",
  UnterminatedRegExp:
    "This regular expression has no end: `/` is missing. To divide, something must stand before the `/`.",
  VarRedeclaration: ({ identifierName }) =>
    `${quote(identifierName)} is declared twice in this cell. To give it another value, leave out the second \`let\` or \`const\`.`,
  MissingSemicolon: (_, found) =>
    `The statement seems to end before ${quote(found)}: is an operator, a comma or a bracket missing?`,
  AwaitNotInAsyncContext:
    "`await` works at the top level of a cell and in functions marked `async`: write `async` before this function.",
  IllegalReturn:
    "`return` works inside of a function. A cell shows the value of its last line without it.",
  InvalidLhs: "Only a name or a property can be assigned to. To compare two values, write `===`.",
  InvalidCoverInitializedName: "In an object a value stands after `:`, as in `{ units: 4 }`.",
  DeclarationMissingInitializer: ({ kind }) =>
    kind === "const"
      ? "A `const` needs a value at once: add `= …`, or declare it with `let`."
      : "A destructured declaration needs a value: add `= …`.",
  UnexpectedReservedWord: ({ reservedWord }) => explainReserved(reservedWord),
  UnexpectedKeyword: ({ keyword }) => explainReserved(keyword),
  UnexpectedImportExport: "`import` and `export` work only at the top level of a cell.",
  UnexpectedLexicalDeclaration: "A declaration here needs braces around it: `{ let x = 1; }`.",
  NumberIdentifier: "A name cannot begin with a digit.",
  NoCatchOrFinally: "A `try` needs a `catch` or a `finally` after its braces.",
  MissingUnicodeEscape: "A backslash has a meaning only inside of a text in quotes.",
  InvalidOrUnexpectedToken: (_, found) =>
    `${quote(found)} has no meaning here. Was it copied from a text that is not code?`,
  MissingPlugin: "The language that cells are written in does not have this.",
  MissingOneOfPlugins: "The language that cells are written in does not have this.",
};

/** What Python writes where JavaScript writes something else. */
const pythonHints = new Map(
  Object.entries({
    "#": "A comment begins with `//`.",
    def: "A function begins with `function`: `function f(x) { … }`.",
    lambda: "A short function is written with an arrow: `(x) => x ** 2`.",
    elif: "Write `else if (…) { … }`.",
    and: "Write `&&` for “and”.",
    or: "Write `||` for “or”.",
    not: "Write `!` for “not”.",
    pass: "An empty body is `{}`.",
    print: "Write `console.log(…)`, or the value alone on the last line.",
    for: "A loop over values is written `for (const x of values) { … }`.",
    if: "A condition stands in brackets: `if (x > 0) { … }`.",
    while: "A condition stands in brackets: `while (x > 0) { … }`.",
  }),
);

function explain(source: string, error: ParseError): string {
  const { reasonCode, details, pos } = error;
  const { from, to } = findRange(source, pos);
  const found = source.slice(from, to);
  if (reasonCode === "UnexpectedToken" || reasonCode === "MissingSemicolon") {
    const before = /[\w$]+(?=\s*$)/.exec(source.slice(0, pos))?.[0] ?? "";
    const hint = pythonHints.get(before) ?? pythonHints.get(found);
    if (hint) return hint;
    if (reasonCode === "UnexpectedToken" || isClosing(found))
      return explainToken(source, error, found);
  }
  const explanation = explanations[reasonCode];
  if (typeof explanation === "function") return explanation(details as Details, found);
  return explanation ?? `${error.message.replace(/ ?\(\d+:\d+\)$/, "").replace(/\.$/, "")}.`;
}

function explainToken(source: string, { pos, details }: ParseError, found: string): string {
  const unclosed = findUnclosed(source.slice(0, pos));
  if (pos >= source.trimEnd().length) {
    if (!unclosed) return "The code ends too early: something is missing at the end.";
    const { bracket, line, closing } = unclosed;
    return `The code ends before ${quote(bracket)} of line ${line} is closed: ${quote(closing)} is missing.`;
  }
  if (isClosing(found)) {
    if (!unclosed)
      return `${quote(found)} closes nothing: there is one too many, or its partner is missing.`;
    if (unclosed.closing !== found) {
      const { bracket, line, closing } = unclosed;
      return `${quote(found)} comes before ${quote(bracket)} of line ${line} is closed: ${quote(closing)} is missing.`;
    }
    return `${quote(found)} comes too early: something is missing before it.`;
  }
  if (found === ">" && source[pos - 1] === "-") return "The arrow of a function is `=>`.";
  const { expected } = details as { expected?: string | null };
  if (expected === "," && unclosed) {
    const { bracket, line, closing } = unclosed;
    return `Expected a comma or ${quote(closing)} here, since ${quote(bracket)} of line ${line} is open, but found ${quote(found)}.`;
  }
  return expected
    ? `Expected ${quote(expected)} here, but found ${quote(found)}.`
    : `${quote(found)} does not fit here. Is something missing or too much before it?`;
}

function explainReserved(word: unknown): string {
  if (word === "await") return explanations.AwaitNotInAsyncContext as string;
  return `${quote(word)} is a word of the language and cannot be a name.`;
}

function isClosing(text: string): boolean {
  return /^[)\]}]$/.test(text);
}

function quote(text: unknown): string {
  return text === "`" ? "a backtick" : `\`${text}\``;
}
