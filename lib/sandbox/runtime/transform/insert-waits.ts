import type { Function as FunctionNode, Node, Program } from "@babel/types";
import {
  findChildren,
  getOuterStart,
  getRange,
  isFunction,
  isLoop,
  isTypeOnly,
  type Loop,
} from "./ast";
import { skipSpace } from "./erase-types";
import type { Range, TextEdits } from "./text-edits";
import type { Words } from "./words";

/**
 * Lets the reader stop the cell, and its output appear while it runs.
 *
 * A loop at the top level or in an async function gives way every few milliseconds; in other functions it
 * can only send what has been printed. Each `await` ends when the reader presses Stop. Both belong to the
 * run that called the function, not to the one that defined it. `cell` is the number under which
 * the kernel finds this text again, for the places of errors.
 *
 * Returns what has to stand before the code of the top level.
 */
export function insertWaits(
  program: Program,
  source: string,
  edits: TextEdits,
  words: Words,
  cell: number,
): string {
  const inserter = new WaitInserter(source, edits, words, cell);
  return inserter.insertIntoTop(program);
}

/** The function around, or the top level. */
interface Owner {
  isAsync: boolean;
  /** The numbers of its own loops. */
  loops: number[];
}

class WaitInserter {
  readonly #source: string;
  readonly #edits: TextEdits;
  readonly #words: Words;
  readonly #cell: number;
  #loopCount = 0;
  /** The loops whose budgets belong to the cell. */
  readonly #lasting: number[] = [];

  constructor(source: string, edits: TextEdits, words: Words, cell: number) {
    this.#source = source;
    this.#edits = edits;
    this.#words = words;
    this.#cell = cell;
  }

  insertIntoTop(program: Program): string {
    const owner: Owner = { isAsync: true, loops: [] };
    for (const child of findChildren(program)) this.#visit(child, program, owner);
    const budgets = this.#lasting.map((loop) => `${this.#words.budget}${loop}=0`);
    return printDeclarations(budgets) + this.#printCounters(owner);
  }

  #visit(node: Node, parent: Node, owner: Owner): void {
    if (isTypeOnly(node)) return;
    if (isFunction(node)) {
      this.#visitFunction(node, owner);
      return;
    }
    if (node.type === "StaticBlock") {
      const block: Owner = { isAsync: false, loops: [] };
      const { start } = getRange(node);
      for (const child of findChildren(node)) this.#visit(child, node, block);
      this.#edits.insert(this.#source.indexOf("{", start) + 1, this.#printCounters(block));
      return;
    }
    if (isLoop(node)) this.#insertTick(node, parent, owner);
    if (node.type === "AwaitExpression") this.#insertWait(node.argument, node);
    if (node.type === "ThrowStatement") this.#insertNote(node.argument, node);
    if (node.type === "ForOfStatement" && node.await) {
      this.#wrap(node.right, node, `${this.#words.run}.iterate(`);
    }
    for (const child of findChildren(node)) this.#visit(child, node, owner);
  }

  #visitFunction(node: FunctionNode, outer: Owner): void {
    const owner: Owner = { isAsync: Boolean(node.async), loops: [] };
    const { body } = node;
    const { end } = getRange(node);
    // Keys and defaults are code of the function around, as far as loops and waits go.
    for (const child of findChildren(node)) {
      if (child !== body) this.#visit(child, node, outer);
    }
    const enter = owner.isAsync ? `const ${this.#words.run}=${this.#words.runtime}.enter();` : "";
    if (body.type === "BlockStatement") {
      this.#visit(body, node, owner);
      const start = getRange(body).start + 1;
      this.#edits.insert(start, enter + this.#printCounters(owner));
    } else {
      if (enter) {
        this.#edits.wrap({ start: getOuterStart(body), end }, `{${enter}return(`, ")}");
      }
      this.#visit(body, node, owner);
    }
  }

  /**
   * What a loop has learned outlives the call of a function that cannot wait, or each call of one that is called
   * often would begin with the clock. Where Stop depends on the clock, each call begins anew.
   */
  #printCounters({ isAsync, loops }: Owner): string {
    const { count, budget } = this.#words;
    if (!isAsync) this.#lasting.push(...loops);
    return printDeclarations(
      loops.map((loop) =>
        isAsync ? `${count}${loop}=0,${budget}${loop}=0` : `${count}${loop}=${budget}${loop}`,
      ),
    );
  }

  #insertTick(loop: Loop, parent: Node, owner: Owner): void {
    this.#loopCount += 1;
    owner.loops.push(this.#loopCount);
    const { run, runtime } = this.#words;
    const count = this.#words.count + this.#loopCount;
    const budget = this.#words.budget + this.#loopCount;
    const set = `${count}=${budget}=`;
    const printTick = (isDue: string) =>
      owner.isAsync
        ? `if(${isDue}&&(${set}${run}.tick(${budget}))<0)${set}await ${run}.pause();`
        : // Without the zero the browser would not know the counter for a small integer.
          `if(${isDue})${set}${runtime}.tick(${budget})|0;`;
    if (canSplit(loop, parent)) {
      this.#splitLoop(loop, count, printTick(`${count}<0`));
      return;
    }
    const range = getRange(loop.body);
    const tick = printTick(`--${count}<0`);
    if (loop.body.type === "BlockStatement") this.#edits.insert(range.start + 1, tick);
    else this.#edits.wrap(range, `{${tick}`, "}");
  }

  /**
   * `for (a; b; c) d` becomes `{ a; while (true) { tick; for (; isLeft && b; c) d; if (isLeft) break } }`. The
   * loop inside is as fast as it was, which it would not be with a call in it: all that it computes
   * would have to leave the processor's registers.
   */
  #splitLoop(loop: SplitLoop, count: string, tick: string): void {
    const condition = `--${count}>=0`;
    const range = getRange(loop);
    const begin = `while(true){${tick}`;
    const end = `if(${count}>=0)break}`;
    const init = loop.type === "ForStatement" ? loop.init : undefined;
    if (init) {
      this.#edits.wrap(range, "{", `${end}}`);
      this.#moveInit(init, range.start, begin);
    } else {
      this.#edits.wrap(range, begin, end);
    }
    if (loop.test) this.#edits.wrap(this.#getOuterRange(loop.test), `${condition}&&(`, ")");
    else this.#edits.insert(this.#findSecondPart(loop), condition);
  }

  /** Takes what a loop begins with out of its head, and opens the head anew behind it. */
  #moveInit(init: Node, start: number, begin: string): void {
    const range = this.#getOuterRange(init);
    this.#edits.blank(start, range.start);
    // An expression may look like the beginning of a statement.
    const isExpression = init.type !== "VariableDeclaration";
    this.#edits.wrap(range, isExpression ? "(" : "", `${isExpression ? ")" : ""};${begin}for(`);
  }

  /** The offset behind the first semicolon of `for (;;)`. */
  #findSecondPart({ start, init }: SplitLoop & { init?: Node | null }): number {
    const from = init
      ? this.#getOuterRange(init).end
      : this.#source.indexOf("(", start as number) + 1;
    return skipSpace(this.#source, from) + 1;
  }

  #insertWait(argument: Node, node: Node): void {
    this.#wrap(argument, node, `${this.#words.run}.wait(`);
  }

  /** What is no Error has no stack: the kernel notes where it was thrown. */
  #insertNote(argument: Node, node: Node): void {
    if (argument.type === "NewExpression") return;
    this.#wrap(argument, node, `${this.#words.runtime}.noteThrown(`);
  }

  #wrap(argument: Node, node: Node, call: string): void {
    this.#edits.wrap(
      this.#getOuterRange(argument),
      call,
      `,${this.#cell},${getRange(node).start})`,
    );
  }

  /** The range with the brackets around an expression. */
  #getOuterRange(node: Node): Range {
    const { start: innerStart, end: innerEnd } = getRange(node);
    const start = getOuterStart(node);
    let end = innerEnd;
    for (let at = start; at < innerStart; at = skipSpace(this.#source, at + 1)) {
      end = skipSpace(this.#source, end) + 1;
    }
    return { start, end };
  }
}

function printDeclarations(declarations: readonly string[]): string {
  return declarations.length > 0 ? `let ${declarations.join()};` : "";
}

type SplitLoop = Extract<Loop, { type: "ForStatement" | "WhileStatement" }>;

/** Whether the loop can be taken apart: `continue` would miss a label, and functions hold on to its variables. */
function canSplit(loop: Loop, parent: Node): loop is SplitLoop {
  if (parent.type === "LabeledStatement") return false;
  if (loop.type === "WhileStatement") return true;
  if (loop.type !== "ForStatement") return false;
  const hasOwn = loop.init?.type === "VariableDeclaration" && loop.init.kind !== "var";
  return !hasOwn || !hasFunction(loop);
}

function hasFunction(node: Node): boolean {
  return isFunction(node) || node.type.startsWith("Class") || findChildren(node).some(hasFunction);
}
