import { inspect } from "node:util";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { parseOutput } from "../../../notebook/output";
import { inspectValue } from "./inspect-value";
import { printInspection, toValueNode } from "./print-inspection";

const print = (value: unknown) => printInspection(inspectValue(value));

class Point {
  x = 1;
  #hidden = 2;
  get sum() {
    return this.x + this.#hidden;
  }
}

describe("printInspection(inspectValue(value))", () => {
  it.each<[unknown]>([
    [1],
    [-0],
    [Number.NaN],
    [5n],
    ["it's"],
    ["a \"b\" 'c'"],
    ["line\nbreak\t\\"],
    [true],
    [null],
    [undefined],
    [Symbol("s")],
    [[]],
    [{}],
    [[1, "a", null]],
    [{ a: 1, "b-c": [2], [Symbol("d")]: 3 }],
    [Object.assign(Array(4), { 0: 1, 3: 4 })],
    [Object.assign([1], { extra: 2 })],
    [new Point()],
    [class A {}],
    [class B extends Point {}],
    [() => 1],
    [function named() {}],
    [async () => {}],
    [function* g() {}],
    [Math.max],
    [new Map<unknown, unknown>([[1, [3]]])],
    [new Map([["a", { b: 1 }]])],
    [new Set([1, "a"])],
    [new Date(0)],
    [new Date(Number.NaN)],
    [/a\/b/gi],
    [new Float32Array([1, 2.5])],
    [new BigInt64Array([1n])],
    [Object.create(null)],
    [Object.assign(Object.create(null), { a: 1 })],
    [new WeakMap()],
    [Object(1)],
    [Object("s")],
    [
      {
        get a() {
          return 1;
        },
        set a(_) {},
        get b() {
          return 2;
        },
        set c(_: number) {},
      },
    ],
    [{ a: { b: { c: { d: 1 } } } }],
    [[[[[1]]]]],
    [{ f() {}, g: () => {} }],
    [{ alpha: "a long text to fill the line", beta: "another long text to fill it", gamma: 3 }],
    [
      {
        nested: {
          alpha: "a long text to fill the line",
          beta: "another long text to fill it",
          gamma: 3,
        },
      },
    ],
  ])("prints %s as Node does", (value) => {
    expect(print(value)).toBe(inspect(value));
  });

  it("prints what holds itself", () => {
    const loop: Record<string, unknown> = { a: 1 };
    loop.self = loop;
    loop.list = [loop];
    expect(print(loop)).toBe("{ a: 1, self: [Circular], list: [ [Circular] ] }");
    const shared = { b: 2 };
    expect(print([shared, shared])).toBe("[ { b: 2 }, { b: 2 } ]");
  });

  it("prints errors by name and message", () => {
    expect(print(new RangeError("too far"))).toBe("RangeError: too far");
    expect(print({ e: new Error("") })).toBe("{ e: Error }");
  });

  it("leaves out what is too much", () => {
    expect(print(Array(1000).fill(0))).toMatch(/\.\.\. 900 more items\n\]$/);
    expect(print("x".repeat(20_000))).toHaveLength(10_002 + "… 10000 more characters".length);
    expect(print(new Float64Array(1e7))).toMatch(
      /^Float64Array\(10000000\) \[[\s\S]*9999900 more items/,
    );
    expect(print(Array(1e9))).toBe("[ <1000000000 empty items> ]");
  });

  it("writes long arrays in columns", () => {
    expect(print([...Array(30).keys()]).split("\n").length).toBeLessThan(5);
  });

  it("calls no getters", () => {
    let calls = 0;
    print({
      get a() {
        calls += 1;
        return 1;
      },
      get [Symbol.toStringTag]() {
        calls += 1;
        return "x";
      },
    });
    expect(calls).toBe(0);
  });

  it("takes no more than some milliseconds for large values", () => {
    const start = performance.now();
    const wide = Object.fromEntries(
      [...Array(20_000).keys()].map((n) => [`key${n}`, { n, list: [n] }]),
    );
    print([wide, wide, [...Array(1e5).keys()], new Map(Object.entries(wide))]);
    expect(performance.now() - start).toBeLessThan(1000);
  });
});

/** Proxies and getters that throw, lie, or return nonsense. */
const hostile = fc.constantFrom<() => unknown>(
  () =>
    new Proxy(
      {},
      new Proxy(
        {},
        {
          get: () => () => {
            throw new Error("trap");
          },
        },
      ),
    ),
  () => new Proxy([], { get: () => Number.NaN }),
  () =>
    new Proxy(() => {}, {
      ownKeys: () => {
        throw 1;
      },
    }),
  () =>
    new Proxy(
      { a: 1 },
      {
        getOwnPropertyDescriptor: () => {
          throw 1;
        },
      },
    ),
  () =>
    new Proxy(
      {},
      {
        getPrototypeOf: () => {
          throw 1;
        },
      },
    ),
  () => {
    const { proxy, revoke } = Proxy.revocable({}, {});
    revoke();
    return proxy;
  },
  () => {
    const { proxy, revoke } = Proxy.revocable([], {});
    revoke();
    return proxy;
  },
  () => ({
    get a() {
      throw 1;
    },
    // biome-ignore lint/suspicious/noThenProperty: it is what is tested.
    get then() {
      throw 2;
    },
    get constructor() {
      throw 3;
    },
  }),
  () =>
    Object.create({
      get constructor() {
        throw 1;
      },
    }),
  () =>
    Object.defineProperty([], "0", {
      get() {
        throw 1;
      },
      enumerable: true,
    }),
  () => Object.setPrototypeOf(new Map([[1, 2]]), null),
  () => Object.setPrototypeOf([1, 2], Map.prototype),
  () => Object.create(Map.prototype),
  () =>
    Object.create(Error.prototype, {
      message: {
        get() {
          throw 1;
        },
      },
      name: { value: {} },
    }),
  () => RegExp.prototype,
  () => Promise.prototype,
  () => Error.prototype,
  () => globalThis,
  () => Object.assign(() => {}, { prototype: null, extra: { deep: [] } }),
  () => new Date(8.64e15 + 1),
);

describe("inspectValue(value)", () => {
  it("never throws, and gives what the page accepts", () => {
    const ordinary = fc.anything({
      withBigInt: true,
      withBoxedValues: true,
      withDate: true,
      withMap: true,
      withSet: true,
      withNullPrototype: true,
      withObjectString: true,
      withSparseArray: true,
      withTypedArray: true,
    });
    // Made inside of the property, since fast-check itself looks at the values that it hands over.
    const anything = fc.oneof(
      ordinary.map((value) => () => value),
      hostile,
      fc.tuple(hostile, ordinary).map(([make, value]) => () => ({ a: make(), b: [value, make()] })),
      fc.tuple(hostile, ordinary).map(
        ([make, value]) =>
          () =>
            new Map([[make(), new Set([value, make()])]]),
      ),
    );
    fc.assert(
      fc.property(anything, (make) => {
        const inspection = inspectValue(make());
        const data = {
          "text/plain": printInspection(inspection),
          "application/vnd.descent.value+json": toValueNode(inspection),
        };
        expect(parseOutput({ type: "execute_result", data, executionCount: 1 })).toBeDefined();
      }),
      { numRuns: 2000, seed: 1 },
    );
  });

  it("opens objects for the page", () => {
    expect(toValueNode(inspectValue({ a: [1, "b"], m: new Map([["k", 1]]) }))).toEqual({
      kind: "object",
      name: "Object",
      preview: "{ a: Array(2), m: Map(1) }",
      more: 0,
      entries: [
        {
          key: "a",
          value: {
            kind: "object",
            name: "Array(2)",
            preview: "[ 1, 'b' ]",
            more: 0,
            entries: [
              { key: "0", value: { kind: "text", type: "number", text: "1" } },
              { key: "1", value: { kind: "text", type: "string", text: "'b'" } },
            ],
          },
        },
        {
          key: "m",
          value: {
            kind: "object",
            name: "Map(1)",
            preview: "{ 'k' => 1 }",
            more: 0,
            entries: [{ key: "'k'", value: { kind: "text", type: "number", text: "1" } }],
          },
        },
      ],
    });
  });
});

describe("a class with Node's own word for its values", () => {
  const ownWords = Symbol.for("nodejs.util.inspect.custom");

  it("is described by it, also inside of others", () => {
    class Money {
      [ownWords]() {
        return "3 coins";
      }
    }
    expect(print(new Money())).toBe("3 coins");
    expect(print([new Money()])).toBe("[ 3 coins ]");
  });

  it("is opened as ever where that fails", () => {
    class Broken {
      x = 1;
      [ownWords]() {
        throw new Error("no");
      }
    }
    expect(print(new Broken())).toBe("Broken { x: 1 }");
  });
});
