import type { CellError } from "../../../notebook/output";
import { isPromise } from "../inspect/brands";

export interface AdviceContext {
  /** Every name that a cell may mean. */
  listNames(): readonly string[];
  /** The value of a name of the notebook; undefined where there is none. */
  readName(name: string): unknown;
}

/** Why a common error happens and what to do, in one or two sentences. */
export function adviseOn(
  { ename, evalue, places }: CellError,
  context: AdviceContext,
): string | undefined {
  const unknown = /^(\S+) is not defined$/.exec(evalue)?.[1];
  const [place] = places;
  if (ename === "ReferenceError" && unknown) {
    return adviseOnUnknown(unknown, place?.text.slice(place.column) ?? "", context);
  }
  if (/before initialization|uninitialized/.test(evalue)) {
    return "The line that declares this name comes later. Move it up, before its first use.";
  }
  if (evalue === "Assignment to constant variable.") {
    return "A name that is declared with const keeps its value. Declare it with let instead, and run that cell again.";
  }
  if (/call stack|too much recursion/i.test(evalue)) {
    return "A function calls itself without end. Check the condition under which it should stop.";
  }
  if (
    /array buffer allocation|allocation size overflow|out of memory|array too large/i.test(evalue)
  ) {
    return "The browser has no memory left for an array of this size. Make it smaller, or restart the kernel to free what earlier cells hold.";
  }
  if (/invalid array length|array length must be|invalid (?:typed )?array length/i.test(evalue)) {
    return "The length of an array has to be a whole number from 0 to 4294967295.";
  }
  if (/^(?:Failed to fetch|Load failed|NetworkError)/.test(evalue)) {
    return "Cells cannot reach the network. Write the data into a cell, or draw it with createPoints.";
  }
  return adviseOnAccess(evalue, place?.text.slice(place.column, place.endColumn) ?? "", context);
}

/** What is missing may be on its way: a promise has none of the properties of what it stands for. */
function adviseOnAccess(
  message: string,
  failed: string,
  context: AdviceContext,
): string | undefined {
  const isCall = / is not a function$|is not a constructor/.test(message);
  const isAccess =
    /^Cannot (?:read|set) propert|can't access property|is not an object \(evaluating|Cannot destructure|has no properties|cannot be destructured/.test(
      message,
    );
  if (!isCall && !isAccess) return undefined;
  const receiver = /^\s*(?:await\s+)?([\p{ID_Start}$_][\p{ID_Continue}$]*)\s*[.[?]/u.exec(
    failed,
  )?.[1];
  if (receiver && isPromise(context.readName(receiver))) {
    return `\`${receiver}\` is a promise: its value comes later. Write await in front of the call that gives it.`;
  }
  if (/ is not a constructor/.test(message)) {
    return "Behind new there has to be a class. Check the spelling.";
  }
  if (isCall) {
    return "What stands before the brackets is no function. Check its spelling, and whether another cell gave its name another value.";
  }
  return "What stands before the dot has no value here. Show it in a cell of its own, to see where it was lost.";
}

const ofThePage =
  "Cells run apart from the page. Show a value as the last expression of a cell, or with console.log.";
const ofNode =
  "Cells run in the browser, without Node.js. They can import what belongs to the book, and tf is there already.";

/** What readers bring along from other places. */
const foreignNames: Readonly<Record<string, string>> = {
  document: ofThePage,
  window: ofThePage,
  alert: ofThePage,
  prompt: ofThePage,
  localStorage: ofThePage,
  require: ofNode,
  process: ofNode,
  module: ofNode,
  print: "Python's print is console.log here. The last expression of a cell is shown by itself.",
  len: "Python's len(x) is x.length here; of a tensor it is x.shape[0].",
  True: "Python's True is true here.",
  False: "Python's False is false here.",
  None: "Python's None is null here.",
};

/** `failed` is the line from the name on. */
function adviseOnUnknown(name: string, failed: string, { listNames }: AdviceContext): string {
  if (Object.hasOwn(foreignNames, name)) return foreignNames[name] as string;
  const near = findNear(name, listNames());
  if (failed.startsWith(name) && /^\s*=(?![=>])/.test(failed.slice(name.length))) {
    const declare = `a new name is declared first: let ${name} = …`;
    return near ? `Did you mean \`${near}\`? Otherwise, ${declare}` : `Here, ${declare}`;
  }
  const question = near ? `Did you mean \`${near}\`? Otherwise run` : "Run";
  return `${question} the cell that defines \`${name}\` first, or check the spelling.`;
}

/** A known name that differs in the case of letters, or by one letter after the first. */
export function findNear(name: string, names: readonly string[]): string | undefined {
  const lower = name.toLowerCase();
  const others = names.filter((other) => other !== name);
  const sameLetters = others.find((other) => other.toLowerCase() === lower);
  if (sameLetters || name.length < 3) return sameLetters;
  return others.find((other) => isOneLetterOff(lower, other.toLowerCase()));
}

/** Whether one letter after the first is missing, too many, another, or two neighbours are exchanged. */
function isOneLetterOff(a: string, b: string): boolean {
  if (a[0] !== b[0]) return false;
  if (Math.abs(a.length - b.length) > 1) return false;
  let start = 0;
  while (start < a.length && a[start] === b[start]) start += 1;
  let end = 0;
  while (end < Math.min(a.length, b.length) - start && a.at(-1 - end) === b.at(-1 - end)) end += 1;
  const restA = a.slice(start, a.length - end);
  const restB = b.slice(start, b.length - end);
  if (restA.length <= 1 && restB.length <= 1) return true;
  return restA.length === 2 && restA === [...restB].reverse().join("");
}
