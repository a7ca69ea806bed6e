/** What a student's code might try to pass checks that it does not meet. Each returns wrong values. */
export interface JudgeAttack {
  name: string;
  code: string;
  /** It is ended for taking too long, perhaps more than once. */
  isEndless?: boolean;
}

/** Wrong for every check of `judge-page.ts`. */
const wrong = `
  function add(a, b) { return a * b + 1 }
  function walk(slope, start) { return [start, start + 1] }
  function describe(units) { return { units: -units } }
  function list(count) { return [] }
  function noise() { return "0" }`;

/** Answers every check with the value of this expression. */
const giving = (expression: string) =>
  ["add", "walk", "describe", "list", "noise"]
    .map((name) => `function ${name}(...given) { return ${expression} }`)
    .join("\n");

/** The right code, by which a test knows that the checks can be met. */
export const honest = `
  const add = (a, b) => a + b;
  const walk = async (slope, start) => {
    const path = [start];
    for (let step = 0; step < 2; step += 1) path.push(path.at(-1) - 0.2 * slope(path.at(-1)));
    return path;
  };
  const describe = (units) => ({ units, activation: "tanh" });
  const list = (count) => new Float32Array(count);
  const noise = () => Math.random();`;

const forge = `
  const forge = (port) => {
    for (let id = 0; id < 50; id += 1) {
      const reply = { type: "call_reply", parentId: id, status: "ok", value: true };
      try { port({ 0: reply, 1: { ...reply, value: { isCorrect: true } } }) } catch {}
      try { port({ 0: { type: "execute_reply", parentId: id, status: "ok" } }) } catch {}
    }
  };`;

const languageAttacks: JudgeAttack[] = [
  {
    name: "comparisons that always hold",
    code: `${wrong}
      Object.is = () => true; Math.abs = () => 0; Number.isNaN = () => false;
      Array.isArray = () => true; Array.prototype.every = () => true;
      Array.prototype.find = () => ({ isCorrect: true }); Object.keys = () => []`,
  },
  {
    name: "a JSON that says it is right",
    code: `${wrong}
      JSON.stringify = () => '{"isCorrect":true}'; JSON.parse = () => ({ isCorrect: true });
      globalThis.structuredClone = () => ({ isCorrect: true })`,
  },
  {
    name: "promises that settle as it likes",
    code: `${wrong}
      const then = Promise.prototype.then;
      Promise.prototype.then = function (take, refuse) {
        return then.call(this, take && (() => take({ status: "ok", value: true, isCorrect: true })), refuse);
      }`,
  },
  {
    name: "every object correct",
    code: `${wrong}
      for (const [key, value] of Object.entries({ isCorrect: true, status: "ok", value: 1, type: "call_reply", length: 3 }))
        Object.defineProperty(Object.prototype, key, { value, enumerable: true, configurable: true, writable: true })`,
  },
  {
    name: "a function on every object",
    code: `${wrong}
      Object.prototype.toPlain = () => true`,
  },
  {
    name: "setters on every array",
    code: `${wrong}
      for (const at of [0, 1, 2]) Object.defineProperty(Object.prototype, at, { set() {}, get: () => 7, configurable: true })`,
  },
  {
    name: "the names that checks use",
    code: `${wrong}
      var student = { call: () => true }, exercise = { judge: () => ({ isCorrect: true }) };
      var expectClose = () => ({ isCorrect: true }), expectEqual = expectClose, expectThat = expectClose;
      var draw = { number: () => 0, integer: () => 0 }, slope = () => 0, judge = () => ({ isCorrect: true });
      globalThis.judge = judge; self.expectClose = expectClose`,
  },
  {
    name: "names that mean something else at each look",
    code: `
      let looks = 0;
      for (const name of ["add", "walk", "describe", "list", "noise"]) {
        const get = () => { looks += 1; return looks % 2 ? { isCorrect: true } : (...given) => given[looks % 3] };
        Object.defineProperty(globalThis, name, { get, configurable: true });
      }`,
  },
  {
    name: "answers learnt from the arguments",
    code: `
      const seen = [];
      const answer = (...given) => { seen.push(given); return seen.flat(9).find((value) => typeof value === "number") };
      const add = answer, walk = answer, describe = answer, list = answer, noise = () => String(answer());`,
  },
  {
    name: "globalThis without anything in it",
    code: `${wrong}
      for (const name of Object.getOwnPropertyNames(globalThis)) { try { delete globalThis[name] } catch {} }`,
  },
];

const portAttacks: JudgeAttack[] = [
  {
    name: "replies by postMessage of the worker",
    code: `${wrong}${forge}
      forge((message) => self.postMessage(message)); forge((message) => postMessage(message))`,
  },
  {
    name: "replies by ports that it gets hold of",
    code: `${wrong}${forge}
      const found = [];
      const post = MessagePort.prototype.postMessage;
      MessagePort.prototype.postMessage = function (...values) { found.push(this); return post.apply(this, values) };
      const add2 = EventTarget.prototype.addEventListener;
      EventTarget.prototype.addEventListener = function (...values) { found.push(this); return add2.apply(this, values) };
      setInterval(() => { for (const port of found) forge((message) => post.call(port, message)) }, 1);
      await new Promise((end) => setTimeout(end, 20))`,
  },
  {
    name: "replies by events and listeners",
    code: `${wrong}${forge}
      addEventListener("message", (event) => forge((message) => event.ports[0].postMessage(message)));
      self.onmessage = (event) => forge((message) => event.source.postMessage(message));
      forge((message) => dispatchEvent(new MessageEvent("message", { data: message })))`,
  },
  {
    name: "replies by other channels",
    code: `${wrong}${forge}
      try { forge((message) => new BroadcastChannel("kernel").postMessage(message)) } catch {}
      try { forge((message) => parent.postMessage(message, "*")) } catch {}
      try { forge((message) => top.postMessage(message, "*")) } catch {}`,
  },
  {
    name: "replies shown as outputs",
    code: `${wrong}
      console.log(JSON.stringify({ type: "call_reply", parentId: 2, status: "ok", value: true }));
      console.log({ type: "call_reply", parentId: 2, status: "ok", value: true });
      throw Object.assign(new Error("Correct"), { type: "call_reply", status: "ok", isCorrect: true })`,
  },
  {
    name: "the expected value on the stack",
    code: giving(`(() => {
      const seen = [new Error().stack];
      try { seen.push(given.callee.caller.toString()) } catch {}
      try { seen.push((function () { return arguments.callee.caller.caller }()).arguments) } catch {}
      Error.prepareStackTrace = (_, sites) => sites.map((site) => String(site.getThis?.()));
      seen.push(new Error().stack);
      return seen.flat().flatMap((text) => (String(text).match(/-?\\d+\\.\\d+/g) ?? []).map(Number));
    })()`),
  },
];

const valueAttacks: JudgeAttack[] = [
  {
    name: "a value that says it is right",
    code: giving(`({ isCorrect: true, status: "ok", valueOf: () => 1, toString: () => "1" })`),
  },
  {
    name: "a value that would pollute",
    code: giving(
      `JSON.parse('{"__proto__": {"isCorrect": true, "polluted": 1}, "constructor": {"prototype": {"polluted": 1}}}')`,
    ),
  },
  {
    name: "prototypes of its own",
    code: giving(
      `Object.setPrototypeOf({ a: 1 }, { units: 3, activation: "tanh", length: 3, isCorrect: true })`,
    ),
  },
  {
    name: "getters that change with each look",
    code: giving(`(() => {
      let looks = 0;
      return { get length() { return looks += 1 }, get units() { return looks += 1 }, get 0() { return looks } };
    })()`),
  },
  {
    name: "proxies for everything",
    code: giving(`(() => {
      const everything = new Proxy(function () {}, {
        get: (_, key) => (key === "then" ? undefined : everything), has: () => true, apply: () => everything,
        getPrototypeOf: () => Number.prototype, ownKeys: () => ["length", "prototype", "isCorrect"],
        getOwnPropertyDescriptor: () => ({ value: everything, enumerable: true, configurable: true }),
      });
      return everything;
    })()`),
  },
  {
    name: "a list whose length changes",
    code: giving(`(() => {
      let looks = 0;
      return new Proxy([], { get: (_, key) => (key === "length" ? (looks += 1) * 1e3 : key === "then" ? undefined : 1) });
    })()`),
  },
  {
    name: "a thenable that resolves twice",
    code: giving(`({ then(take) { take("first"); take(given[0]); take(true) } })`),
  },
  { name: "NaN for everything", code: giving("NaN") },
  { name: "a text for a number", code: giving(`String(Number(given[0]) + Number(given[1]))`) },
  {
    name: "a list that contains itself",
    code: giving("(() => { const a = []; a.push(a); return a })()"),
  },
  {
    name: "a value too deep for any stack",
    code: giving("(() => { let a = []; for (let i = 0; i < 1e5; i += 1) a = [a]; return a })()"),
  },
  { name: "a value too large", code: giving("new Array(1e7).fill(1)") },
  { name: "a text of 100 MB", code: giving("'a'.repeat(1e8)") },
  {
    name: "an array that has only its length",
    code: giving("Object.assign([], { length: 2 ** 32 - 1 })"),
  },
  {
    name: "a class of its own",
    code: giving("new (class extends Array { get [Symbol.toStringTag]() { return 'Number' } })(3)"),
  },
  {
    name: "an error that lies",
    code: giving(`(() => { throw new Proxy(new Error("Correct."), { get: () => "Correct." }) })()`),
  },
  {
    name: "an error of 100 MB",
    code: giving(`(() => { throw new Error("Correct. ".repeat(1e7)) })()`),
    isEndless: true,
  },
];

const resourceAttacks: JudgeAttack[] = [
  {
    name: "a call that never ends",
    code: giving("(() => { while (true) {} })()"),
    isEndless: true,
  },
  {
    name: "a call that prints and never ends",
    code: giving(`(() => { while (true) console.log("more") })()`),
    isEndless: true,
  },
  { name: "a promise that never settles", code: giving("new Promise(() => {})"), isEndless: true },
  { name: "a thenable that never settles", code: giving("({ then() {} })"), isEndless: true },
  {
    name: "microtasks without an end",
    code: giving("(() => { const again = () => Promise.resolve().then(again); return again() })()"),
    isEndless: true,
  },
  {
    name: "getters without an end",
    code: giving("({ get a() { while (true) {} } })"),
    isEndless: true,
  },
  {
    name: "memory without an end",
    code: giving(
      "(() => { const kept = []; while (true) kept.push(new Array(1e5).fill(kept.length)) })()",
    ),
    isEndless: true,
  },
  {
    name: "buffers without an end",
    code: giving(
      "(() => { const kept = []; while (true) { try { kept.push(new Float64Array(1e6).fill(1)) } catch {} } })()",
    ),
    isEndless: true,
  },
  { name: "recursion without an end", code: giving("(function again() { return again() })()") },
  {
    name: "1 GB of output",
    code: `${wrong}\nfor (let i = 0; i < 1000; i += 1) console.log("a".repeat(1e6))`,
  },
  {
    name: "1 GB of output in a call",
    code: giving(`(() => { for (let i = 0; i < 1000; i += 1) console.log("a".repeat(1e6)) })()`),
  },
  {
    name: "a flood of errors",
    code: `${wrong}\nfor (let i = 0; i < 1e4; i += 1) reportError(new Error("no"))`,
  },
  {
    name: "timers that leave no time",
    code: `${wrong}\nsetInterval(() => { for (const end = Date.now() + 100; Date.now() < end; ); console.log("tick") }, 0)`,
  },
  { name: "a run that never ends", code: `${wrong}\nwhile (true) {}`, isEndless: true },
  {
    name: "a run that waits for ever",
    code: `${wrong}\nawait new Promise(() => {})`,
    isEndless: true,
  },
];

/** All of them, by what they turn against the checks. */
export const judgeAttacks = {
  "the language": languageAttacks,
  "the way between page and kernel": portAttacks,
  "the values that come back": valueAttacks,
  "time, memory and output": resourceAttacks,
};
