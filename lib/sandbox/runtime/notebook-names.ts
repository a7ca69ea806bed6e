/** The language's own names, which code of cells uses as they are. */
const standard = new Set(
  `AggregateError Array ArrayBuffer Atomics BigInt BigInt64Array BigUint64Array Boolean DataView Date
  Error EvalError FinalizationRegistry Float16Array Float32Array Float64Array Function Infinity Int16Array
  Int32Array Int8Array Intl Iterator JSON Map Math NaN Number Object Promise Proxy RangeError
  ReferenceError Reflect RegExp Set SharedArrayBuffer String Symbol SyntaxError TypeError URIError
  Uint16Array Uint32Array Uint8Array Uint8ClampedArray WeakMap WeakRef WeakSet WebAssembly decodeURI
  decodeURIComponent encodeURI encodeURIComponent escape eval globalThis isFinite isNaN parseFloat parseInt
  undefined unescape`.split(/\s+/),
);

/**
 * The names that cells share. `names` is an ordinary object, so that code which uses it is as fast as
 * with variables; what it lacks is looked up in `globals`, which the kernel offers, and then in the worker's own.
 * The proxies are for what is rare.
 */
export class NotebookNames {
  readonly names: Record<string, unknown>;
  readonly globals: Record<string, unknown>;
  /** Setting a property declares a name that can be assigned to. */
  readonly declareLet: Record<string, unknown>;
  /** Setting a property declares a constant. */
  readonly declareConst: Record<string, unknown>;
  /** Setting a property assigns to a name that may be a constant or unknown, and throws if it is. */
  readonly constants: Record<string, unknown>;
  /** Reads as `names`, but undefined where a name is unknown. */
  readonly maybe: Record<string, unknown>;

  constructor() {
    this.globals = Object.create(new Proxy(Object.create(null), missingNames));
    this.names = Object.create(this.globals);
    const { names, globals } = this;
    this.declareLet = forward((name, value) => define(names, name, value, true), names);
    this.declareConst = forward((name, value) => define(names, name, value, false), names);
    this.constants = forward((name, value) => this.#assign(name, value), names);
    this.maybe = new Proxy(Object.create(null), {
      get: (_, name) =>
        isIn(name, names, globals, globalThis) ? names[name as string] : undefined,
    });
  }

  has(name: string): boolean {
    return Object.hasOwn(this.names, name);
  }

  isVariable(name: string): boolean {
    return Boolean(Object.getOwnPropertyDescriptor(this.names, name)?.writable);
  }

  isStandard(name: string): boolean {
    return standard.has(name) && !this.has(name);
  }

  /** Declares a `var`, which keeps the value that it has. */
  hoist(name: string): void {
    if (!this.isVariable(name))
      this.declareLet[name] = this.has(name) ? this.names[name] : undefined;
  }

  /** The names that cells have declared, with their values. */
  takeSnapshot(): Record<string, unknown> {
    return { ...this.names };
  }

  /** All names that a cell may mean. */
  list(): string[] {
    return [...Object.keys(this.names), ...Object.keys(this.globals), ...standard];
  }

  #assign(name: string, value: unknown): void {
    if (this.isVariable(name)) {
      this.names[name] = value;
    } else if (this.has(name) || Object.hasOwn(this.globals, name)) {
      throw new TypeError("Assignment to constant variable.");
    } else if (name in globalThis) {
      Reflect.set(globalThis, name, value);
    } else {
      throw new ReferenceError(`${name} is not defined`);
    }
  }
}

const missingNames: ProxyHandler<Record<string, unknown>> = {
  get(_, name) {
    if (typeof name === "symbol") return undefined;
    if (name in globalThis) return Reflect.get(globalThis, name);
    throw new ReferenceError(`${name} is not defined`);
  },
};

function forward(
  set: (name: string, value: unknown) => void,
  names: Record<string, unknown>,
): Record<string, unknown> {
  return new Proxy(Object.create(null), {
    get: (_, name) => names[name as string],
    set(_, name, value) {
      set(name as string, value);
      return true;
    },
  });
}

function define(
  names: Record<string, unknown>,
  name: string,
  value: unknown,
  writable: boolean,
): void {
  // Without a prototype, of which a cell might have made something else.
  const descriptor = { __proto__: null, value, writable, enumerable: true, configurable: true };
  Object.defineProperty(names, name, descriptor);
}

function isIn(name: PropertyKey, names: object, globals: object, rest: object): boolean {
  return Object.hasOwn(names, name) || Object.hasOwn(globals, name) || name in rest;
}
