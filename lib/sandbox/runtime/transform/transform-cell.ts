import type { ExpressionStatement, Node, Program } from "@babel/types";
import { findChildren, getRange, isTypeOnly } from "./ast";
import { eraseTypes, skipSpace } from "./erase-types";
import { unwrapExport } from "./find-declared";
import { type CellImport, readImports } from "./imports";
import { insertWaits } from "./insert-waits";
import type { CellNames, KnownNames } from "./name-ledger";
import { CellSyntaxError, parseCell } from "./parse-cell";
import { rewriteNames } from "./rewrite-names";
import { type EditedText, TextEdits } from "./text-edits";
import { chooseWords, type Words } from "./words";

/** A cell in the form in which it runs. */
export interface TransformedCell extends CellNames {
  /** An expression: an async function of what `words` names, in `parameters`' order. */
  code: string;
  imports: CellImport[];
  program: Program;
  /** The offset in the reader's text of an offset in `code`. */
  findSource(offset: number): number;
}

/** The order in which the function of a cell takes what it needs. */
export const parameters = [
  "names",
  "declareLet",
  "declareConst",
  "constants",
  "maybe",
  "runtime",
  "run",
] as const satisfies (keyof Words)[];

/**
 * Makes of the reader's TypeScript what the kernel runs, line by line in the same lines. `cell` is the number by which
 * the kernel finds this text again.
 *
 * Throws a CellSyntaxError, in plain words, if the text is not a cell.
 */
export function transformCell(source: string, cell: number, known: KnownNames): TransformedCell {
  try {
    return transform(source, cell, known);
  } catch (error) {
    if (!isStackOverflow(error)) throw error;
    throw new CellSyntaxError(
      "The code is nested too deeply. Split it into several statements.",
      0,
    );
  }
}

function transform(source: string, cell: number, known: KnownNames): TransformedCell {
  const program = parseCell(source);
  const words = chooseWords(program);
  const edits = new TextEdits(source);
  // Around the same range, what comes first here is the outer one.
  const counters = insertWaits(program, source, edits, words, cell);
  endStatements(program, source, edits);
  markStatements(program, edits, words);
  markResult(program, source, edits, words);
  dropModuleSyntax(program, source, edits);
  const names = rewriteNames(program, edits, words, known);
  eraseTypes(program, source, edits);
  checkPatterns(program);
  const body = edits.apply();
  const list = parameters.map((key) => words[key]).join();
  const locals = [...names.locals.keys()].map((name) => `${name}=${words.runtime}`);
  const head = [
    `(async function(${list}){"use strict";`,
    counters,
    locals.length > 0 ? `let ${locals.join()};try{` : "",
    printHoists(program, names, words),
  ].join("");
  return {
    ...names,
    code: `${head}${body.text}\n${printPublication(names, words)}})`,
    imports: readImports(program),
    program,
    findSource: (offset) => findInBody(body, offset - head.length, source),
  };
}

/** The tree is gone through by functions that call themselves. */
function isStackOverflow(error: unknown): boolean {
  return error instanceof RangeError || (error as Error).name === "InternalError";
}

function findInBody(body: EditedText, offset: number, source: string): number {
  return Math.min(body.findSource(Math.max(0, offset)), source.length);
}

/** Functions are there before the first line of the cell runs, and `var` at least by name. */
function printHoists(program: Program, { declared }: CellNames, words: Words): string {
  const functions = program.body
    .map(unwrapExport)
    .filter((statement) => statement.type === "FunctionDeclaration")
    .flatMap(({ id, declare }) => (id && !declare ? [id.name] : []));
  const vars = [...declared].filter(([, kind]) => kind === "var").map(([name]) => name);
  return [
    ...vars.map((name) => `${words.runtime}.hoist(${JSON.stringify(name)});`),
    ...functions.map((name) => `${words.declareLet}.${name}=${name};`),
  ].join("");
}

/** What was a plain variable while the cell ran is a name of the notebook from then on, if it got a value. */
function printPublication({ locals }: CellNames, words: Words): string {
  if (locals.size === 0) return "";
  const assignments = [...locals].map(([name, kind]) => {
    const owner = kind === "const" ? words.declareConst : words.declareLet;
    return `if(${name}!==${words.runtime})${owner}.${name}=${name};`;
  });
  return `}finally{${assignments.join("")}}`;
}

const needSemicolon = new Set([
  "ExpressionStatement",
  "VariableDeclaration",
  "ReturnStatement",
  "ThrowStatement",
  "BreakStatement",
  "ContinueStatement",
  "DebuggerStatement",
  "DoWhileStatement",
  "Directive",
]);

/** What is inserted may begin with a bracket, which would go on with a statement that no semicolon ends. */
function endStatements(node: Node, source: string, edits: TextEdits): void {
  if (isTypeOnly(node)) return;
  for (const child of findChildren(node)) {
    const range = getRange(child);
    const isHead = node.type.startsWith("For") && !("body" in node && node.body === child);
    const isEnded = source[range.end - 1] === ";";
    if (needSemicolon.has(child.type) && !isHead && !isEnded) edits.wrap(range, "", ";");
    endStatements(child, source, edits);
  }
}

/** Notes which statement runs, for browsers whose stacks do not name evaluated code. */
function markStatements(program: Program, edits: TextEdits, words: Words): void {
  for (const statement of program.body) {
    const inner = unwrapExport(statement);
    if (isErased(inner) || /^(Import|Function|Export)/.test(inner.type)) continue;
    const { start } = getRange(statement);
    edits.insert(start, `${words.run}.at=${start};`);
  }
}

/** The last statement's value is the cell's, if it is an expression. A lone string is one too. */
function markResult(program: Program, source: string, edits: TextEdits, words: Words): void {
  const last = findLast(program);
  if (!last) return;
  const { start, end } = getRange(last);
  const range = { start, end: source[end - 1] === ";" ? end - 1 : end };
  edits.wrap(range, `${words.run}.result=(`, ")");
}

function findLast(
  program: Program,
): ExpressionStatement | Program["directives"][number] | undefined {
  const last = program.body.findLast((statement) => statement.type !== "EmptyStatement");
  if (!last) return program.directives.at(-1);
  return last.type === "ExpressionStatement" ? last : undefined;
}

/** Takes away `import` and `export`: the kernel defines what a cell imports, and all names are shared. */
function dropModuleSyntax(program: Program, source: string, edits: TextEdits): void {
  if (program.interpreter) {
    const { start, end } = getRange(program.interpreter);
    edits.blank(start, end);
  }
  for (const statement of program.body) {
    const { start, end } = getRange(statement);
    switch (statement.type) {
      case "ImportDeclaration":
        edits.blank(start, end);
        break;
      case "ExportNamedDeclaration": {
        if (statement.source) throw refuseReexport(statement);
        const { declaration } = statement;
        // Types are erased with the word in front of them.
        if (!declaration) edits.blank(start, end);
        else if (!isErased(declaration)) edits.blank(start, start + "export".length);
        break;
      }
      case "ExportAllDeclaration":
        throw refuseReexport(statement);
      case "ExportDefaultDeclaration": {
        const { declaration } = statement;
        if (isErased(declaration)) break;
        const word = skipSpace(source, start + "export".length);
        edits.blank(start, start + "export".length);
        edits.blank(word, word + "default".length);
        const isNamed = "id" in declaration && declaration.id;
        if (!isNamed) edits.wrap(getRange(declaration), "(", ");");
      }
    }
  }
}

function isErased(declaration: Node): boolean {
  return isTypeOnly(declaration) || ("declare" in declaration && Boolean(declaration.declare));
}

function refuseReexport(statement: Node): CellSyntaxError {
  const { start, end } = getRange(statement);
  return new CellSyntaxError(
    'A cell cannot export from a module. Write import … from "…" instead; all names are shared by the cells.',
    start,
    end,
  );
}

/** The parser does not look into regular expressions, and the browser would not say where a wrong one stands. */
function checkPatterns(node: Node): void {
  if (node.type === "RegExpLiteral") {
    try {
      new RegExp(node.pattern, node.flags);
    } catch (error) {
      const { start, end } = getRange(node);
      throw new CellSyntaxError((error as Error).message, start, end);
    }
  }
  for (const child of findChildren(node)) checkPatterns(child);
}
