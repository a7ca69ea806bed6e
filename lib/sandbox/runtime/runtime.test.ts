import { describe, expect, it, vi } from "vitest";
import type { Host, OfferedModule } from "./host";
import { startTestRuntime } from "./testing-runtime";

const toys: OfferedModule = {
  specifier: "toys",
  globalName: "toys",
  globalExports: ["twice"],
  load: async () => ({ exports: { twice: (x: number) => 2 * x, answer: 42 } }),
};

/** A module whose functions use the kernel. */
function createHostModule(use: (host: Host) => Record<string, unknown>): OfferedModule {
  return {
    specifier: "host",
    globalName: "host",
    load: async (host) => ({ exports: use(host) }),
  };
}

describe("runtime.execute(request)", () => {
  it("gives the value of the last expression", async () => {
    const { run } = startTestRuntime([toys]);
    expect((await run("1 + 1")).result).toBe("2");
    expect((await run('"hello"')).result).toBe("'hello'");
    expect((await run("const x = 1")).result).toBeUndefined();
  });

  it("keeps names for later cells, and lets them be declared anew", async () => {
    const { run } = startTestRuntime([toys]);
    await run("const x: number = 1; let y = 2; function f() { return x + y } class A {}");
    expect((await run("f()")).result).toBe("3");
    await run("const x = 10");
    expect((await run("y += 1; f()")).result).toBe("13");
    expect((await run("new A()")).result).toBe("A {}");
  });

  it("sends busy, one reply and idle, in this order", async () => {
    const { run } = startTestRuntime([toys]);
    const { messages } = await run("console.log(1); undefinedName");
    expect(messages.map((m) => (m.type === "status" ? m.executionState : m.type))).toEqual([
      "busy",
      "stream",
      "error",
      "execute_reply",
      "idle",
    ]);
  });

  it("says what a run defines and reads", async () => {
    const { run } = startTestRuntime([toys]);
    await run("let total = 0");
    const { reply } = await run("const n = 3; total = total + missing(n) + toys.answer");
    expect(reply).toMatchObject({
      status: "error",
      defines: ["n", "total"],
      reads: ["total", "missing"],
    });
  });

  it("loads modules by import and by their global names", async () => {
    const { run } = startTestRuntime([toys]);
    expect((await run("twice(4)")).result).toBe("8");
    expect(
      (await run('import * as t from "toys"; import { answer as a } from "toys"; t.twice(a)'))
        .result,
    ).toBe("84");
    const { error } = await run('import { x } from "three"');
    expect(error?.evalue).toBe('There is no module "three" here. Cells can import "toys".');
  });

  it("awaits at the top level", async () => {
    const { run } = startTestRuntime([toys]);
    expect(
      (await run("const v = await new Promise(r => setTimeout(() => r(5), 5)); v")).result,
    ).toBe("5");
  });

  it("names the place of an error", async () => {
    const { run } = startTestRuntime([toys]);
    await run("function outer(f) {\n  return f.missing.deep\n}");
    const { error } = await run("const a = 1\n\nouter({ b: a })");
    expect(error).toMatchObject({
      ename: "TypeError",
      places: [
        { cellId: "cell-1", line: 2, column: 9, endColumn: 23, text: "  return f.missing.deep" },
        { cellId: "cell-2", line: 3, column: 0, endColumn: 15, text: "outer({ b: a })" },
      ],
    });
  });
});

describe("runtime.interrupt()", () => {
  it("ends a wait that never settles, and keeps names", async () => {
    const { run, runtime } = startTestRuntime();
    const running = run("let kept = 7; await new Promise(() => {})");
    setTimeout(() => runtime.interrupt(), 20);
    const { reply, error } = await running;
    expect(reply?.status).toBe("aborted");
    expect(error).toBeUndefined();
    expect((await run("kept")).result).toBe("7");
  });

  it("ends an endless loop, even one that catches everything", async () => {
    const { run, runtime } = startTestRuntime();
    setTimeout(() => runtime.interrupt(), 30);
    const { reply } = await run("let n = 0; while (true) { try { n++; await null } catch {} }");
    expect(reply?.status).toBe("aborted");
    expect(Number((await run("n")).result)).toBeGreaterThan(100);
  });
});

describe("names that a run defines and reads", () => {
  it.each([
    ["let a = 1; a = 2", ["a"], []],
    ["earlier", [], ["earlier"]],
    ["earlier = 2", ["earlier"], ["earlier"]],
    ["const f = () => earlier + Math.PI + performance.now()", ["f"], ["earlier"]],
    ["typeof unknown; twice(1)", [], ["unknown"]],
    ["import { answer } from 'toys'; answer", ["answer"], []],
    [
      "const { a, ...b } = earlier; class C {} function d() {} var e",
      ["e", "a", "b", "C", "d"],
      ["earlier"],
    ],
  ])("%s", async (code, defines, reads) => {
    const { run } = startTestRuntime([toys]);
    await run("let earlier = { a: 1 }");
    const { reply } = await run(code);
    expect(reply.defines.sort()).toEqual(defines.sort());
    expect(reply.reads).toEqual(reads);
  });
});

describe("modules", () => {
  it("are loaded once, and only when code mentions them", async () => {
    const load = vi.fn(toys.load);
    const { run } = startTestRuntime([{ ...toys, load }]);
    await run("1; const o = { twice: 1 }; o.twice");
    expect(load).not.toHaveBeenCalled();
    await run("twice(1)");
    await run('import t from "toys"; t.answer');
    expect(load).toHaveBeenCalledTimes(1);
  });

  it("yield to names of the notebook", async () => {
    const { run } = startTestRuntime([toys]);
    expect((await run("const twice = (x) => 3 * x; twice(2)")).result).toBe("6");
    expect((await run("twice(3)")).result).toBe("9");
  });

  it("cannot be assigned to", async () => {
    const { run } = startTestRuntime([toys]);
    expect((await run("toys = 1")).error?.evalue).toBe("Assignment to constant variable.");
  });

  it("are tried again after they failed to load", async () => {
    let isBroken = true;
    const { run } = startTestRuntime([
      {
        ...toys,
        load: (host) => (isBroken ? Promise.reject(new Error("No network.")) : toys.load(host)),
      },
    ]);
    expect((await run("toys.answer")).error?.evalue).toBe("No network.");
    isBroken = false;
    expect((await run("toys.answer")).result).toBe("42");
  });

  it("are said to lack what a cell imports in vain, at its place", async () => {
    const { run } = startTestRuntime([toys]);
    const { error } = await run('1;\nimport { thrice } from "toys"; thrice');
    expect(error).toMatchObject({
      ename: "SyntaxError",
      evalue: 'The module "toys" has no export `thrice`.',
      places: [{ line: 2, column: 9, endColumn: 15 }],
    });
    // It may be a type, as long as nothing uses it.
    expect((await run('import { Thing } from "toys"; let x: Thing = 1; x')).result).toBe("1");
  });

  it("get files from the page", async () => {
    const module = createHostModule((host) => ({
      read: async () => new Uint8Array(await host.loadFile("dense.wasm")).length,
    }));
    const { run, runtime, messages } = startTestRuntime([module]);
    const running = run("await host.read()");
    await vi.waitFor(() =>
      expect(messages).toContainEqual({ type: "file_request", name: "dense.wasm" }),
    );
    runtime.receiveFile("dense.wasm", new ArrayBuffer(5));
    expect((await running).result).toBe("5");
    const failing = run("await host.read()");
    await vi.waitFor(() =>
      expect(messages.filter(({ type }) => type === "file_request").length).toBe(2),
    );
    runtime.receiveFile("dense.wasm", null);
    expect((await failing).error?.evalue).toContain("could not be loaded");
  });

  it("show, follow and stop their work through the host", async () => {
    const module = createHostModule((host) => ({
      show: (value: unknown) => host.show(value),
      work: () =>
        host.follow(
          (async () => {
            for (let step = 1; ; step += 1) {
              host.display({ "text/plain": `step ${step}` }, "training");
              if (step === 3) throw new Error("step 3 failed");
              await host.breathe();
            }
          })(),
        ),
      endless: async () => {
        while (true) await host.breathe();
      },
    }));
    const { run, runtime } = startTestRuntime([module]);
    const shown = (await run("await host.show([1])")).messages.find(
      ({ type }) => type === "display_data",
    );
    expect(shown).toMatchObject({ data: { "text/plain": "[ 1 ]" } });

    // Nobody waits for it, and still the run ends after it, with its error.
    const { messages, error, reply } = await run("host.work(); 1");
    expect(messages.map(({ type }) => type).filter((type) => type.includes("display"))).toEqual([
      "display_data",
      "update_display_data",
      "update_display_data",
    ]);
    expect([error?.evalue, reply.status]).toEqual(["step 3 failed", "error"]);
    // The second time the display exists; who handles the error has it.
    expect((await run("await host.work().catch(() => 'handled')")).result).toBe("'handled'");

    setTimeout(() => runtime.interrupt(), 10);
    expect((await run("await host.endless()")).reply.status).toBe("aborted");
  });
});

describe("extensions", () => {
  it("show values, explain errors and count tensors", async () => {
    const release = vi.fn();
    const module: OfferedModule = {
      specifier: "toys",
      globalName: "toys",
      load: async () => ({
        exports: {},
        extension: {
          displayers: [(value) => (value === 5 ? { "text/plain": "five" } : undefined)],
          explain: (error) => (error.message === "odd" ? "It is odd." : undefined),
          countTensors: (names) => ({ total: Object.keys(names).length, left: 1 }),
          release,
        },
      }),
    };
    const { run } = startTestRuntime([module]);
    expect((await run("let a = 5; a")).reply.tensorCount).toBeNull();
    expect((await run("toys; a")).result).toBe("five");
    const { error, reply } = await run("a = 6; throw new Error('odd')");
    expect(error?.advice).toBe("It is odd.");
    expect(reply).toMatchObject({ tensorCount: 1, leftTensors: 1 });
    expect(release).toHaveBeenLastCalledWith([5], { a: 6 });
  });
});

describe("runtime.interrupt()", () => {
  async function stop(code: string, ...later: string[]) {
    const module = createHostModule(() => ({
      stopSoon: () => setTimeout(() => runtime.interrupt(), 10),
    }));
    const { run, runtime } = startTestRuntime([module]);
    const outcomes = [await run(`host.stopSoon(); ${code}`)];
    for (const next of later) outcomes.push(await run(next));
    return outcomes;
  }

  it.each([
    ["a loop", "for (;;) {}"],
    ["a loop without braces", "while (true);"],
    ["a loop that does", "do ; while (true)"],
    ["a loop with a label", "a: while (true) { b: while (true) continue a }"],
    ["a loop over values", "function* g() { while (true) yield 1 } for (const x of g()) {}"],
    ["a loop in an async function", "await (async () => { while (true) {} })()"],
    ["an async recursion", "const f = async () => { await null; return f() }; await f()"],
    ["a wait in a function", "const f = async () => { await new Promise(() => {}) }; await f()"],
    ["a wait for many", "await Promise.all([new Promise(() => {}), 1])"],
    ["for await", "for await (const x of [new Promise(() => {})]) {}"],
    [
      "for await over what never comes",
      "async function* g() { await new Promise(() => {}) } for await (const x of g()) {}",
    ],
    ["a loop that catches", "while (true) { try { await new Promise(() => {}) } catch {} }"],
    [
      "a loop that catches and waits in turn",
      "for (;;) { try { for (;;) { try { await 1 } finally { await 2 } } } catch { await 3 } }",
    ],
  ])("ends %s", async (_, code) => {
    const [stopped, next] = await stop(`let kept = 7; ${code}`, "kept + 1");
    expect(stopped?.reply.status).toBe("aborted");
    expect(stopped?.error).toBeUndefined();
    expect(next?.result).toBe("8");
  });

  it("keeps what the run had reached", async () => {
    const [, next] = await stop("let n = 0; while (true) n += 1", "n > 1000");
    expect(next?.result).toBe("true");
  });

  it("ends timers, and code that nobody waited for", async () => {
    const { run, runtime } = startTestRuntime();
    await run(`let n = 0; setInterval(() => { n += 1; console.log("tick") }, 1);
      const f = async () => { while (true) { n += 1; await new Promise(r => setTimeout(r, 1)) } }; f().catch(() => {}); 0`);
    runtime.interrupt();
    const { result } = await run(
      "const before = n; await new Promise(r => setTimeout(r, 30)); n - before",
    );
    expect(result).toBe("0");
  });

  it("stops nothing but the run that is meant", async () => {
    const { run, runtime } = startTestRuntime();
    const running = run("await new Promise(r => setTimeout(() => r(3), 20))");
    runtime.interrupt(99);
    expect((await running).result).toBe("3");
  });

  it("can be followed by functions that an earlier, stopped run defined", async () => {
    const [, next] = await stop(
      "async function later(x) { await null; return x } await new Promise(() => {})",
      "await later(4)",
    );
    expect(next?.result).toBe("4");
  });
});

describe("what the kernel shows of errors", () => {
  it("shows thrown values that are no errors, with their place", async () => {
    const { run } = startTestRuntime();
    const { error } = await run("const f = () => {\n  throw { code: 5 }\n}\nf()");
    expect(error).toMatchObject({
      ename: "Uncaught",
      evalue: "{ code: 5 }",
      places: [{ line: 2, column: 2 }],
    });
  });

  it("shows errors of the text in plain words", async () => {
    const { run } = startTestRuntime();
    const { error, reply } = await run("const a = 1;\nlet 2b = 3;", "my-cell");
    expect(error).toMatchObject({
      ename: "SyntaxError",
      places: [{ cellId: "my-cell", line: 2, text: "let 2b = 3;" }],
    });
    expect(reply.status).toBe("error");
    expect((await run("/(/.test('a')")).error?.places).toMatchObject([
      { line: 1, column: 0, endColumn: 3 },
    ]);
  });

  it("shows errors of timers under the last run", async () => {
    const { runtime, messages, run } = startTestRuntime();
    await run("1");
    runtime.reportError(new RangeError("late"));
    expect(messages.at(-1)).toMatchObject({
      type: "error",
      parentId: 1,
      ename: "RangeError",
      evalue: "late",
    });
  });

  it("shows which line waited for what failed elsewhere", async () => {
    const module = createHostModule(() => ({
      fail: async () => {
        await new Promise((resolve) => setTimeout(resolve, 1));
        throw new Error("inside");
      },
    }));
    const { run } = startTestRuntime([module]);
    const { error } = await run("async function a() {\n  await host.fail()\n}\n1;\nawait a()");
    expect(error?.places.map(({ line, text }) => [line, text])).toEqual([
      [2, "  await host.fail()"],
      [5, "await a()"],
    ]);
  });

  it("survives errors that lie", async () => {
    const { run } = startTestRuntime();
    const { error } = await run(`throw Object.defineProperties(new Error("x"), {
      stack: { get() { throw 1 } }, name: { get() { throw 2 } } })`);
    expect(error).toMatchObject({ ename: "Error", evalue: "x" });
    const forged = await run(
      'const e = new Error("y"); e.stack = "descent-cell-99.js:7:1\\ndescent-cell-1.js:999:999\\ndescent-cell-1.js:0:0"; throw e',
    );
    expect(forged.error?.evalue).toBe("y");
    const proxy = await run(
      "throw new Proxy({}, { get() { throw 3 }, getPrototypeOf() { throw 4 }, ownKeys() { throw 5 }, getOwnPropertyDescriptor() { throw 6 } })",
    );
    expect(proxy.reply.status).toBe("error");
    expect(proxy.error).toBeDefined();
  });
});

describe("a cell that changes what the language itself brings", () => {
  const restore = `Promise.prototype.then = kept.then; Array.prototype.push = kept.push;
    delete Object.prototype.parentId; delete Object.prototype.get; Object.keys = kept.keys; 1`;

  it("neither sees nor changes what other cells show", async () => {
    const { run } = startTestRuntime();
    await run(`const seen = [], kept = { then: Promise.prototype.then, push: Array.prototype.push, keys: Object.keys };
      const note = (x) => { seen[seen.length] = String(x) };
      Promise.prototype.then = function (...handlers) { note("then"); return kept.then.apply(this, handlers) };
      Array.prototype.push = function (...values) { note("push"); return kept.push.apply(this, values) };
      Object.defineProperty(Object.prototype, "parentId", { configurable: true, set(v) { note(v) }, get() { return 99 } });
      Object.prototype.get = 1; 0`);
    const { messages, result } = await run(
      "const secret = await Promise.resolve({ deep: [1] }); console.log('printed'); secret",
    );
    const { result: seen } = await run(
      `const told = [...seen]; ${restore}; told.filter(x => x !== "push")`,
    );
    expect(result).toBe("{ deep: [ 1 ] }");
    expect(messages.every((message) => "parentId" in message && message.parentId === 2)).toBe(true);
    expect(seen).toBe("[]");
  });
});
