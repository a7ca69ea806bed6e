import type { Node, Program } from "@babel/types";
import { findChildren } from "./ast";

/** How the code of a cell calls what the kernel hands it: names that the reader's text does not use. */
export interface Words {
  /** The names of the notebook. */
  names: string;
  /** Proxies to the same: setting a property declares it, or throws if it is constant. */
  declareLet: string;
  declareConst: string;
  constants: string;
  /** Undefined, where `names` would throw. */
  maybe: string;
  /** The kernel, and the run that the code belongs to. */
  runtime: string;
  run: string;
  /** Before the number of a loop: the iterations left until the clock is read, and how many there were. */
  count: string;
  budget: string;
}

export function chooseWords(program: Program): Words {
  const used = new Set(findIdentifiers(program));
  let prefix = "$";
  const roots = ["n", "l", "k", "c", "m", "r", "u"];
  const isTaken = () =>
    roots.some((root) => used.has(prefix + root)) ||
    [...used].some((name) => name.startsWith(`${prefix}t`) || name.startsWith(`${prefix}b`));
  while (isTaken()) prefix += "$";
  const [names, declareLet, declareConst, constants, maybe, runtime, run] = roots.map(
    (root) => prefix + root,
  ) as [string, string, string, string, string, string, string];
  return {
    names,
    declareLet,
    declareConst,
    constants,
    maybe,
    runtime,
    run,
    count: `${prefix}t`,
    budget: `${prefix}b`,
  };
}

function findIdentifiers(node: Node): string[] {
  if (node.type === "Identifier") return [node.name];
  return findChildren(node).flatMap(findIdentifiers);
}
