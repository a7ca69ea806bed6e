import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { type Context, createContext, Script } from "node:vm";
import type { ParserOptions } from "@babel/parser";

/** The part of Babel's tree that is read here. */
export interface ParsedNode {
  type: string;
  start: number;
  end: number;
  [key: string]: unknown;
}

export interface ParsedToken {
  /** A text for comments. */
  type: string | { label: string };
  start: number;
  end: number;
}

const limitMs = 300;
const longest = 100_000;

const options: ParserOptions = {
  sourceType: "module",
  tokens: true,
  errorRecovery: true,
  allowReturnOutsideFunction: true,
  allowAwaitOutsideFunction: true,
  allowImportExportEverywhere: true,
  allowUndeclaredExports: true,
  plugins: ["typescript"],
};

let parser: { context: Context; parse: Script } | undefined;

/**
 * A program in TypeScript as Babel reads it, or undefined where it is none, is too long, or takes too long.
 *
 * Babel takes exponential time for some texts, such as `<T>(<T>(<T>(…`, so it runs where it can be ended.
 */
export function parseInTime(
  code: string,
): { program: ParsedNode; tokens: ParsedToken[] } | undefined {
  if (code.length > longest) return undefined;
  parser ??= loadParser();
  parser.context.code = code;
  try {
    return parser.parse.runInContext(parser.context, { timeout: limitMs });
  } catch {
    return undefined;
  }
}

function loadParser() {
  const file = createRequire(import.meta.url).resolve("@babel/parser");
  const context = createContext({ exports: {}, code: "", options });
  const source = `(function (exports) {${readFileSync(file, "utf8")}\n})(exports);`;
  new Script(source, { filename: file }).runInContext(context);
  const parse = new Script(
    "(() => { const { program, tokens } = exports.parse(code, options); return { program, tokens }; })()",
  );
  return { context, parse };
}
