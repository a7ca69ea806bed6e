import fc from "fast-check";
import { describe, expect, it } from "vitest";
import * as z from "zod/mini";
import { type PlainValue, plainLimits, plainValueSchema } from "./plain-value";

const isTaken = (value: unknown) => z.safeParse(plainValueSchema, value).success;

/** Plain data as the kernel may send it. */
const { plainValue } = fc.letrec<{ plainValue: PlainValue }>((tie) => ({
  plainValue: fc.oneof(
    { depthSize: "small", withCrossShrink: true },
    fc.constantFrom(null, undefined, true, false),
    fc.double(),
    fc.string(),
    fc.array(tie("plainValue"), { maxLength: 5 }),
    fc.dictionary(
      fc.string().filter((key) => key !== "__proto__"),
      tie("plainValue"),
      { maxKeys: 5 },
    ),
  ),
}));

function nest(depth: number): unknown {
  let value: unknown = 1;
  for (let level = 0; level < depth; level += 1) value = [value];
  return value;
}

describe("plainValueSchema", () => {
  it("takes plain data as it is, and gives a copy", () => {
    fc.assert(
      fc.property(plainValue, (value) => {
        const copy = z.parse(plainValueSchema, structuredClone(value));
        expect(copy).toEqual(value);
        if (typeof value === "object" && value !== null) expect(copy).not.toBe(value);
      }),
    );
  });

  it("takes or refuses whatever can be sent, and never throws", () => {
    const anything = fc.anything({
      withBigInt: true,
      withBoxedValues: true,
      withDate: true,
      withMap: true,
      withSet: true,
      withTypedArray: true,
      withSparseArray: true,
      withObjectString: true,
    });
    fc.assert(
      fc.property(anything, (value) => {
        const result = z.safeParse(plainValueSchema, value);
        if (result.success) expect(isTaken(result.data)).toBe(true);
      }),
    );
  });

  it.each<[string, unknown]>([
    ["a function", () => 1],
    ["a symbol", Symbol("a")],
    ["a bigint", 1n],
    ["a date", new Date(0)],
    ["a map", new Map()],
    ["a typed array", new Float32Array(3)],
    ["an error", new Error("a")],
    ["an array with holes that holds a date", Object.assign([], { 3: new Date(0) })],
    ["a key that would set a prototype", JSON.parse('{"__proto__": {"isCorrect": true}}')],
    ["an array that has only its length", Object.assign([], { length: 2 ** 32 - 1 })],
    ["more values than there may be", new Array(plainLimits.values).fill(0)],
    ["more text than there may be", ["a".repeat(plainLimits.characters), "b"]],
    ["keys that are too long", { ["a".repeat(plainLimits.characters + 1)]: 1 }],
    ["too deep arrays", nest(plainLimits.depth + 1)],
    [
      "a getter that throws",
      {
        get a() {
          throw new Error("no");
        },
      },
    ],
  ])("refuses %s", (_, value) => {
    expect(isTaken(value)).toBe(false);
  });

  it("takes as much as there may be", () => {
    expect(isTaken(new Array(plainLimits.values - 1).fill(0))).toBe(true);
    expect(isTaken("a".repeat(plainLimits.characters))).toBe(true);
    expect(isTaken(nest(plainLimits.depth))).toBe(true);
  });

  it("refuses what contains itself", () => {
    const cycle: unknown[] = [];
    cycle.push(cycle);
    expect(isTaken(cycle)).toBe(false);
  });

  it("reads a value that changes with each look only once", () => {
    let reads = 0;
    const value = {
      get a() {
        reads += 1;
        return reads;
      },
    };
    expect(z.parse(plainValueSchema, value)).toEqual({ a: 1 });
    expect(reads).toBe(1);
  });
});
