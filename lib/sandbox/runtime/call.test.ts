import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { parseMessage } from "../parse-message";
import type { Expression, PlainValue } from "../plain-value";
import type { CallReply } from "../protocol";
import { startTestRuntime } from "./testing-runtime";

/** Runs code, and gives the way to call it; replies as the page gets them. */
async function open(code: string) {
  const { run, runtime, messages } = startTestRuntime();
  const { error } = await run(code, "exercise");
  expect(error).toBeUndefined();
  let id = 100;

  async function ask(name: string, args: readonly (PlainValue | Expression)[] | null) {
    id += 1;
    const present = id;
    await runtime.call({ type: "call_request", id: present, name, args });
    const replies = messages.flatMap((message) => {
      if (message.type !== "call_reply" || message.parentId !== present) return [];
      const { type, parentId, ...reply } = parseMessage(structuredClone(message)) as typeof message;
      return [reply as CallReply];
    });
    expect(replies).toHaveLength(1);
    return replies[0] as CallReply;
  }

  return {
    runtime,
    messages,
    call: (name: string, ...args: (PlainValue | Expression)[]) => ask(name, args),
    read: (name: string) => ask(name, null),
  };
}

/** What a function gives back that returns this expression. */
async function getBack(expression: string) {
  const { call } = await open(`function f() { return ${expression} }`);
  return call("f");
}

const ok = (value: PlainValue) => ({ status: "ok", value });

describe("runtime.call(request)", () => {
  it("calls what a cell has declared, in whatever way", async () => {
    const { call } = await open(`function a(x) { return x + 1 }
      const b = async (x) => { await null; return x * 2 };
      export const c = function (...values) { return values.length };
      let d = Math.max`);
    expect(await call("a", 1)).toEqual(ok(2));
    expect(await call("b", 4)).toEqual(ok(8));
    expect(await call("c", null, undefined, "x")).toEqual(ok(3));
    expect(await call("d", 3, 7)).toEqual(ok(7));
  });

  it("reads names, with the values that they have now", async () => {
    const { call, read } = await open("let n = 0; const grow = () => { n += 1 }");
    await call("grow");
    expect(await read("n")).toEqual(ok(1));
  });

  it("hands over plain data, and expressions evaluated there", async () => {
    const { call } = await open("const shift = 10; const apply = (f, x) => f(x) + shift");
    expect(await call("apply", { expression: "(x: number) => 2 * x" }, 3)).toEqual(ok(16));
    expect(await call("apply", { expression: "(x) => x + shift" }, 3)).toEqual(ok(23));
    expect((await call("apply", { expression: "missing" }, 3)).status).toBe("error");
  });

  it("says in words what there is instead of a function", async () => {
    const { call, read } = await open("const a = [1]");
    expect(await call("descend")).toEqual({
      status: "refused",
      reason:
        "There is no “descend” in your code. It has to be declared at the top level, under exactly this name.",
    });
    expect(await read("toString")).toMatchObject({ status: "refused" });
    expect(await call("a")).toEqual({
      status: "refused",
      reason: "“a” is to be a function, but in your code it is [ 1 ].",
    });
  });

  it("places errors in the code", async () => {
    const { call } = await open("const f = (x) => {\n  return x.y.z\n};\nconst g = f");
    expect(await call("g", {})).toMatchObject({
      status: "error",
      error: { ename: "TypeError", places: [{ cellId: "exercise", line: 2 }] },
    });
    expect(await call("g", { expression: "undefined" })).toMatchObject({
      error: { places: [{ cellId: "exercise", line: 2 }] },
    });
  });

  it("waits for the run before, and runs wait for it", async () => {
    const { runtime, messages } = await open("const f = () => 1");
    const cell = { type: "execute_request", cellId: "a", executionCount: 1, settings: {} } as const;
    await Promise.all([
      runtime.execute({ ...cell, id: 50, code: "await new Promise((end) => setTimeout(end, 1))" }),
      runtime.call({ type: "call_request", id: 51, name: "f", args: [] }),
      runtime.execute({ ...cell, id: 52, code: "3" }),
    ]);
    const ids = messages.flatMap((message) => (/_reply$/.test(message.type) ? [message] : []));
    expect(ids.map((message) => "parentId" in message && message.parentId)).toEqual([
      1, 50, 51, 52,
    ]);
  });

  it("can be stopped where it waits", async () => {
    const { runtime, call } = await open("const f = () => new Promise(() => {})");
    setTimeout(() => runtime.interrupt(101), 5);
    expect((await call("f")).status).toBe("error");
    expect((await call("f2")).status).toBe("refused");
  });
});

describe("what a call gives back", () => {
  it.each<[string, PlainValue]>([
    ["[1, NaN, -Infinity, -0]", [1, Number.NaN, Number.NEGATIVE_INFINITY, -0]],
    ["undefined", undefined],
    [
      "({ w: 1, b: [true, null, 'text'], c: undefined })",
      { w: 1, b: [true, null, "text"], c: undefined },
    ],
    ["Object.assign(Object.create(null), { a: 1 })", { a: 1 }],
    ["new Float32Array([0.5, 2])", [0.5, 2]],
    ["[new Uint8Array(2), [[]]]", [[0, 0], [[]]]],
    ["[, 1]", [undefined, 1]],
    ["Promise.resolve(5)", 5],
    ["({ then(take) { take(1); take(2) } })", 1],
    ["({ [Symbol('s')]: 1, a: 2 })", { a: 2 }],
    ["Object.defineProperty({ a: 1 }, 'hidden', { value: 2 })", { a: 1 }],
    ["(() => { let n = 0; return { get a() { return n += 1 } } })()", { a: 1 }],
    [
      "new Proxy([], { get: (_, key) => key === 'length' ? 2 : key === 'then' ? undefined : 7 })",
      [7, 7],
    ],
  ])("is plain data: %s", async (expression, value) => {
    expect(await getBack(expression)).toEqual(ok(value));
  });

  it.each([
    ["() => 1", "a function, which cannot be compared"],
    ["[Symbol('a')]", "a symbol"],
    ["1n", "a bigint"],
    ["new BigInt64Array(1)", "a bigint"],
    ["new Map()", "an object of the class Map"],
    ["new Date(0)", "an object of the class Date"],
    ["new (class Layer {})()", "an object of the class Layer"],
    ["(() => { const a = []; a.push([a]); return a })()", "something that contains itself"],
    [
      "(() => { let a = 1; for (let i = 0; i < 30; i++) a = [a]; return a })()",
      "more than 20 deep",
    ],
    ["new Array(2 ** 32 - 1)", "more than 100,000 values"],
    ["new Float64Array(1e6)", "more than 100,000 values"],
    ["new Proxy([], { get: () => 1e9 })", "more than 100,000 values"],
    ["'a'.repeat(1e6 + 1)", "more than 1 MB of text"],
    ["({ ['a'.repeat(1e6 + 1)]: 1 })", "more than 1 MB of text"],
    [`JSON.parse('{"__proto__": { "isCorrect": true }}')`, "the key __proto__"],
  ])("is refused in words: %s", async (expression, words) => {
    const reply = await getBack(expression);
    expect(reply).toMatchObject({ status: "refused", reason: expect.stringContaining(words) });
  });

  it.each([
    "new Proxy({}, { ownKeys() { throw new Error('own') } })",
    "new Proxy({}, { getPrototypeOf() { throw new Error('own') } })",
    "({ get a() { throw new Error('own') } })",
    "({ get then() { throw new Error('own') } })",
    "({ then() { throw new Error('own') } })",
    "Promise.reject(new Error('own'))",
  ])("is an error of the code where that throws: %s", async (expression) => {
    expect(await getBack(expression)).toMatchObject({ status: "error", error: { evalue: "own" } });
  });

  it("is any plain data that was handed over", async () => {
    const { call } = await open("const same = (value) => value");
    const value = fc.jsonValue().filter((value) => !JSON.stringify(value).includes('"__proto__"'));
    await fc.assert(
      fc.asyncProperty(value, async (value) => {
        expect(await call("same", [value as PlainValue])).toEqual(ok([value as PlainValue]));
      }),
    );
  });
});
