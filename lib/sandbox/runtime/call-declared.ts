/** What a call from outside needs: what the reader's code has declared under a name, and the arguments. */
import type { Expression, PlainValue } from "../plain-value";
import { inspectValue } from "./inspect/inspect-value";
import { printInspection } from "./inspect/print-inspection";

/** Why nothing was called, in a sentence for who wrote the code. */
export class CallRefused extends Error {
  override name = "CallRefused";
}

// Fetched before code of the reader can change them.
const { defineProperty, hasOwn, keys } = Object;
const { isArray } = Array;
const { apply } = Reflect;

/** Throws a CallRefused where the code declares nothing of this name. */
export function readDeclared(names: Record<string, unknown>, name: string): unknown {
  if (!hasOwn(names, name)) {
    throw new CallRefused(
      `There is no “${name}” in your code. It has to be declared at the top level, under exactly this name.`,
    );
  }
  return names[name];
}

/** Throws a CallRefused where there is no such function, else what the function throws. */
export function callDeclared(
  names: Record<string, unknown>,
  name: string,
  values: readonly unknown[],
): unknown {
  const declared = readDeclared(names, name);
  if (typeof declared !== "function") {
    const text = printInspection(inspectValue(declared)).slice(0, 100);
    throw new CallRefused(`“${name}” is to be a function, but in your code it is ${text}.`);
  }
  return apply(declared, undefined, values);
}

/** The arguments as they are handed over: expressions are evaluated, in their order. */
export async function prepareArguments(
  args: readonly (PlainValue | Expression)[],
  evaluate: (expression: string) => Promise<unknown>,
): Promise<unknown[]> {
  const values: unknown[] = [];
  for (let index = 0; index < args.length; index += 1) {
    const arg = args[index];
    const value = isExpression(arg) ? await evaluate(arg.expression) : arg;
    const descriptor = {
      __proto__: null,
      value,
      writable: true,
      enumerable: true,
      configurable: true,
    };
    defineProperty(values, index, descriptor);
  }
  return values;
}

function isExpression(arg: PlainValue | Expression): arg is Expression {
  if (typeof arg !== "object" || arg === null || isArray(arg)) return false;
  return keys(arg).length === 1 && hasOwn(arg, "expression");
}
