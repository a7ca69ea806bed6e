import { rmSync } from "node:fs";
import type { Page } from "@playwright/test";
import { serve } from "../scripts/serve.mjs";
import { expect, test } from "./fixtures";
import {
  type Attack,
  messageAttacks,
  networkAttacks,
  originAttacks,
  setTraps,
  springTraps,
  writeCell,
} from "./sandbox/attacks";
import { buildSandboxPage } from "./sandbox/build-page";
import { type Evaluate, findIntrusions, runCell, stopCell, tryFrame } from "./sandbox/cells";
import { type HostileServer, startHostileServer } from "./sandbox/hostile-server";

// What is refused is reported in the console, as errors of the policy and of the network.
test.use({ allowedErrors: /./ });

let folder: string;
let site: Awaited<ReturnType<typeof serve>>;
let hostile: HostileServer;
let evaluate: Evaluate;

test.beforeAll(async () => {
  folder = await buildSandboxPage();
  site = await serve({ root: folder });
  hostile = await startHostileServer();
});
test.afterAll(async () => {
  await site.close();
  await hostile.close();
  rmSync(folder, { recursive: true });
});
test.beforeEach(async ({ page }) => {
  hostile.hits.length = 0;
  await page.goto(site.url);
  evaluate = (body) => page.evaluate(`(async () => { ${body} })()`);
});

test.describe("before a cell is run", () => {
  test("there is no kernel, and nothing runs", async ({ page }) => {
    await expect(page.locator("iframe")).toHaveCount(0);
    expect(await evaluate("return kernel.client.state")).toBe("absent");
    expect(page.workers()).toEqual([]);
  });

  test("the kernel's page does nothing where it has an origin", async () => {
    expect(await tryFrame(evaluate, { isSandboxed: true })).toBe(true);
    expect(await tryFrame(evaluate, { isSandboxed: false })).toBe(false);
  });
});

test.describe("from a cell", () => {
  const attacks: Attack[] = [...networkAttacks, ...originAttacks, ...messageAttacks];
  for (const attack of attacks) {
    test(`${attack.name} gains nothing`, async () => {
      const { text, outcome } = await runCell(evaluate, writeCell(attack, hostile.host));
      expect(text).toMatch(/^(nothing|refused: .*)\n/);
      expect(outcome).toMatchObject({ status: "ok" });
      expect(hostile.hits).toEqual([]);
      expect(await findIntrusions(evaluate)).toEqual([]);
      expect((await runCell(evaluate, "console.log(1 + 1)")).text).toBe("2\n");
    });
  }

  test("the server of these tests would notice", async () => {
    await fetch(`http://${hostile.host}/control`);
    expect(hostile.hits).toEqual(["GET /control"]);
  });

  test("patched prototypes do not get hold of the kernel's port", async () => {
    expect((await runCell(evaluate, setTraps)).text).toBe("traps are set\n");
    expect((await runCell(evaluate, springTraps)).text).toMatch(/own [1-9]\d*, others 0\n$/);
    expect((await runCell(evaluate, "console.log(stolen.length > 0)")).text).toBe("true\n");
  });
});

test.describe("after its worker has ended", () => {
  test("a cell's timers say and do nothing", async () => {
    const code = `setInterval(() => {
        console.log("alive");
        fetch("http://${hostile.host}/alive").catch(() => {});
      }, 5);
      setInterval(() => { for (const end = Date.now() + 50; Date.now() < end; ); }, 1);
      console.log("started")`;
    await runCell(evaluate, code);
    await expect.poll(() => evaluate("return kernel.runs[0].text")).toContain("alive");
    await evaluate("await kernel.client.restart()");
    const before = await evaluate("return kernel.runs[0].text.length");
    await evaluate("await kernel.wait(500)");
    expect(await evaluate("return kernel.runs[0].text.length")).toBe(before);
    expect((await runCell(evaluate, "console.log(1 + 1)")).text).toBe("2\n");
    expect(hostile.hits).toEqual([]);
  });

  test("no frame and no worker is left", async ({ page }) => {
    await runCell(evaluate, "1 + 1");
    await expect.poll(() => page.workers().length).toBe(1);
    await evaluate("kernel.client.dispose()");
    await expect(page.locator("iframe")).toHaveCount(0);
    await expect.poll(() => page.workers().length).toBe(0);
  });
});

test("the first result of a kernel that never ran comes within 300 ms @timed", async ({ page }) => {
  const times: number[] = [];
  // The best of five, since other programs share the computer.
  for (let attempt = 0; attempt < 5; attempt += 1) {
    await page.goto(site.url);
    const body =
      "const startMs = performance.now(); await kernel.run('1 + 1'); return performance.now() - startMs";
    times.push(Number(await evaluate(body)));
  }
  console.log(`from Run to the result: ${times.map(Math.round).join(", ")} ms`);
  expect(Math.min(...times)).toBeLessThan(300);
});

const endless: { name: string; code: string; namesKept?: boolean }[] = [
  { name: "an empty loop", code: "while (true) {}" },
  { name: "an await that never settles", code: "await new Promise(() => {})", namesKept: true },
  {
    name: "a loop in a callback",
    code: "[1].forEach(() => { while (true) {} })",
    namesKept: false,
  },
  {
    name: "recursion",
    code: "const again = () => again(); const dive = () => { for (;;) { try { again(); } catch {} } }; dive()",
    namesKept: false,
  },
  {
    name: "an allocation that grows",
    code: "(() => { const kept = []; for (;;) kept.push(new Float64Array(1e5).fill(kept.length)); })()",
  },
  {
    name: "a flood of console.log",
    code: "(() => { for (let index = 0; ; index += 1) console.log(index); })()",
    namesKept: false,
  },
  {
    name: "a flood of console.log that yields",
    code: "for (let index = 0; ; index += 1) { console.log(index); await null; }",
  },
  {
    name: "a flood of outputs",
    code: "for (;;) markdown('# Title')",
  },
  {
    name: "a flood of outputs that never yields",
    code: "(() => { for (;;) markdown('# Title'); })()",
    namesKept: false,
  },
  {
    name: "a flood of errors",
    code: "(() => { for (;;) reportError(new Error('again')); })()",
    namesKept: false,
  },
  {
    name: "a catch that swallows whatever comes",
    code: "for (;;) { try { await new Promise(() => {}); } catch {} }",
  },
  {
    name: "timers that leave no time",
    code: "setInterval(() => { for (const end = Date.now() + 200; Date.now() < end; ); }, 0); await new Promise(() => {})",
  },
];

test.describe("Stop @timed", () => {
  for (const { name, code, namesKept } of endless) {
    test(`ends ${name} within a second`, async ({ page }) => {
      await runCell(evaluate, "let kept = 1");
      const stopped = await stopCell(evaluate, code, 500);
      expect(stopped.elapsedMs).toBeLessThan(1000);
      if (namesKept !== undefined) expect(stopped.namesKept).toBe(namesKept);
      expect(stopped.run.outcome?.status).toBe(stopped.namesKept ? "aborted" : "lost");
      expect(await findFrameTime(page)).toBeLessThan(200);

      const startMs = performance.now();
      expect((await runCell(evaluate, "console.log(1 + 1)")).text).toBe("2\n");
      expect(performance.now() - startMs).toBeLessThan(1000);
      const { text } = await runCell(evaluate, "console.log(typeof kept)");
      expect(text).toBe(stopped.namesKept ? "number\n" : "undefined\n");
    });
  }
});

const longStep = `
  const adapter = await navigator.gpu.requestAdapter();
  const device = await adapter.requestDevice();
  const code = \`
    @group(0) @binding(0) var<storage, read_write> data: array<f32>;
    @compute @workgroup_size(64) fn main(@builtin(global_invocation_id) id: vec3u) {
      var x = data[id.x];
      for (var i = 0u; i < 3000000u; i++) { x = sin(x) + 1.0; }
      data[id.x] = x;
    }\`;
  const compute = { module: device.createShaderModule({ code }), entryPoint: "main" };
  const pipeline = device.createComputePipeline({ layout: "auto", compute });
  const buffer = device.createBuffer({ size: 64 * 64 * 4, usage: GPUBufferUsage.STORAGE });
  const entries = [{ binding: 0, resource: { buffer } }];
  const group = device.createBindGroup({ layout: pipeline.getBindGroupLayout(0), entries });
  const encoder = device.createCommandEncoder();
  const pass = encoder.beginComputePass();
  pass.setPipeline(pipeline);
  pass.setBindGroup(0, group);
  pass.dispatchWorkgroups(64);
  pass.end();
  device.queue.submit([encoder.finish()]);
  await device.queue.onSubmittedWorkDone();
  console.log("done")`;

test("Stop ends the wait for a long step of the GPU within a second @webgpu @timed", async ({
  page,
}) => {
  const stopped = await stopCell(evaluate, longStep, 1000);
  const startMs = performance.now();
  expect((await runCell(evaluate, "console.log(1 + 1)")).text).toBe("2\n");
  expect(stopped.elapsedMs + performance.now() - startMs).toBeLessThan(1000);
  expect(stopped.run.text).toBe("");
  expect(stopped.namesKept).toBe(true);
  expect(await findFrameTime(page)).toBeLessThan(1000);
  // What is on the GPU goes on, and a software adapter keeps all cores busy; so a fresh kernel takes longer.
  await evaluate("await kernel.client.restart()");
  expect((await runCell(evaluate, "console.log(1 + 1)")).text).toBe("2\n");
  expect(performance.now() - startMs).toBeLessThan(3000);
});

/** How long the page takes to draw two frames. */
async function findFrameTime(page: Page): Promise<number> {
  return page.evaluate(async () => {
    const startMs = performance.now();
    await new Promise((resolve) => requestAnimationFrame(() => requestAnimationFrame(resolve)));
    return performance.now() - startMs;
  });
}
