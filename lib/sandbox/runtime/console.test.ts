import { describe, expect, it } from "vitest";
import { startTestRuntime } from "./testing-runtime";

async function print(code: string) {
  const { stdout, stderr, messages } = await startTestRuntime().run(code);
  return { stdout, stderr, messages };
}

describe("console", () => {
  it.each([
    ["console.log('a', 1, [2, { b: 'c' }])", "a 1 [ 2, { b: 'c' } ]\n"],
    ["console.log()", "\n"],
    [
      "console.log('%s is %d of %i, %f, %j%%', 'x', 1.5, 2.7, '3.5', { a: 1 }, 'rest')",
      "x is 1.5 of 2, 3.5, { a: 1 }% rest\n",
    ],
    ["console.log('100%', 5)", "100% 5\n"],
    ["console.log('%d')", "%d\n"],
    ["console.info(1); console.debug(2)", "1\n2\n"],
    [
      "console.group('a'); console.log('b\\nc'); console.group(); console.log('d'); console.groupEnd(); console.groupEnd(); console.log('e')",
      "a\n  b\n  c\n    d\ne\n",
    ],
    [
      "console.count(); console.count('x'); console.count(); console.countReset(); console.count()",
      "default: 1\nx: 1\ndefault: 2\ndefault: 1\n",
    ],
    ["console.dir({ a: 'b' })", "{ a: 'b' }\n"],
    ["const { log } = console; [1, 2].forEach(x => log(x))", "1\n2\n"],
  ])("prints %s as Node does", async (code, text) => {
    expect((await print(code)).stdout).toBe(text);
  });

  it("prints warnings, errors and failed assertions apart", async () => {
    const { stdout, stderr } = await print(
      "console.warn('w'); console.error('e', 1); console.assert(true, 'no'); console.assert(1 > 2, 'a %d', 3)",
    );
    expect(stdout).toBe("");
    expect(stderr).toBe("w\ne 1\nAssertion failed: a 3\n");
  });

  it("measures time", async () => {
    const { stdout, stderr } = await print(
      "console.time('t'); console.timeEnd('t'); console.timeEnd('t')",
    );
    expect(stdout).toMatch(/^t: \d+\.\d{3} ms\n$/);
    expect(stderr).toBe("There is no timer 't'.\n");
  });

  it("shows tables", async () => {
    const { messages } = await print("console.table([{ a: 1, b: 'x' }, { a: NaN, c: true }, 5])");
    expect(messages.find(({ type }) => type === "display_data")).toMatchObject({
      data: {
        "application/vnd.descent.table+json": {
          columns: ["(index)", "a", "b", "c", "Values"],
          rows: [
            [0, 1, "x", null, null],
            [1, "NaN", null, true, null],
            [2, null, null, null, 5],
          ],
          more: 0,
        },
      },
    });
  });

  it("keeps the order of all that is shown", async () => {
    const { messages } = await print(
      "console.log(1); console.error(2); console.table([1]); console.log(3); console.clear(); console.log(4); 5",
    );
    expect(
      messages.map((message) => (message.type === "stream" ? message.text : message.type)),
    ).toEqual([
      "status",
      "1\n",
      "2\n",
      "display_data",
      "3\n",
      "clear_output",
      "4\n",
      "execute_result",
      "execute_reply",
      "status",
    ]);
  });

  it("prints at most 1 MB in a run, and says so", async () => {
    const { run } = startTestRuntime();
    const { stdout, stderr } = await run(
      "for (let i = 0; i < 3000; i++) console.log('x'.repeat(999)); console.error('gone')",
    );
    expect(stdout.length).toBeLessThan(1_000_100);
    expect(stdout.endsWith("\n… output cut after 1 MB\n")).toBe(true);
    expect(stderr).toBe("");
    expect((await run("console.log('again')")).stdout).toBe("again\n");
  });

  it("prints a million lines in less than two seconds, in few messages", async () => {
    const { reply, messages } = await startTestRuntime().run(
      "for (let i = 0; i < 1e6; i++) console.log('epoch', i, { loss: i })",
    );
    expect(reply.elapsedMs).toBeLessThan(2000);
    expect(messages.length).toBeLessThan(200);
  });

  it("sends what synchronous code prints while it runs", async () => {
    const { messages, run } = startTestRuntime();
    // A function that cannot wait: the messages come from its ticks.
    await run(
      "(() => { const end = performance.now() + 120; let n = 0; while (performance.now() < end) if (n++ % 100 === 0) console.log(n) })()",
    );
    expect(messages.filter(({ type }) => type === "stream").length).toBeGreaterThan(2);
  });
});
