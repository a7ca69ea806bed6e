const { getOwnPropertyDescriptor, getPrototypeOf } = Object;
const { apply } = Reflect;

/** As in Node, where a class has a method under it that describes its values. */
export const ownWords = Symbol.for("nodejs.util.inspect.custom");

const deepestClass = 20;

/** How a value describes itself, if its class can. */
export function findOwnWords(value: object): string | undefined {
  let prototype = getPrototypeOf(value);
  for (let depth = 0; prototype !== null && depth < deepestClass; depth += 1) {
    const describe = getOwnPropertyDescriptor(prototype, ownWords)?.value;
    if (typeof describe === "function") return ask(describe, value);
    prototype = getPrototypeOf(prototype);
  }
  return undefined;
}

/** Undefined where it throws, or gives anything but a text. */
function ask(describe: (this: object) => unknown, value: object): string | undefined {
  try {
    const text = apply(describe, value, []);
    return typeof text === "string" ? text : undefined;
  } catch {
    return undefined;
  }
}
