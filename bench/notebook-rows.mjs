// @ts-check
import { serve } from "../scripts/serve.mjs";
import { exportFolder, findBuiltBasePath } from "../scripts/site.mjs";
import { openCpuBrowser } from "./browsers.mjs";
import { endlessPrograms } from "./endless-programs.mjs";
import { getCell, openNotebook, runCell, timeRun, timeStop, watchFrames } from "./notebook.mjs";

/**
 * Rows on what a reader of a notebook waits for, in the exported site.
 *
 * @import { Page } from "@playwright/test"
 * @import { Finding } from "./row"
 * @import { SiteRow } from "./site-rows.mjs"
 */

/** A median is of so many. */
const samples = 5;
const memoryRuns = { warmUp: 50, measured: 1000 };

/** @type {SiteRow[]} */
const fitRows = [
  {
    name: "notebook-fit-small",
    work: "an epoch of model.fit in a cell, progress shown: 250 points, 2-8-8-1, tanh, batch 10, SGD",
    peer: "TensorFlow.js' own fit in the same cell, on the faster of cpu and wasm",
    measure: () =>
      measureFit({
        sizes: [2, 8, 8, 1],
        activation: "tanh",
        data: "const x = tf.randomNormal([250, 2]);\nconst y = tf.tanh(x.sum(1, true));",
        loss: "meanSquaredError",
        batchSize: 10,
        epochs: { ours: 2000, peer: 20 },
      }),
  },
  {
    name: "notebook-fit-softmax",
    work: "the same of 1000 pictures, 784-64-10, ReLU and softmax, batch 100, SGD",
    peer: "TensorFlow.js' own fit in the same cell, on the faster of cpu and wasm",
    measure: () =>
      measureFit({
        sizes: [784, 64, 10],
        activation: "relu",
        lastActivation: "softmax",
        data: "const x = tf.randomUniform([1000, 784]);\nconst y = tf.oneHot(tf.tensor1d(Array.from({ length: 1000 }, (_, i) => i % 10), 'int32'), 10);",
        loss: "categoricalCrossentropy",
        batchSize: 100,
        epochs: { ours: 50, peer: 5 },
      }),
  },
];

/** @type {SiteRow[]} */
const waitRows = [
  {
    name: "notebook-first-result",
    work: "from Run to the result of 1 + 1 on a page whose kernel has never started",
    atMost: 300,
    measure: () => measureFirstResult("1 + 1"),
  },
  {
    name: "notebook-first-result-tfjs",
    work: "the same with TensorFlow.js",
    atMost: 1000,
    measure: () => measureFirstResult("tf.version_core; 1 + 1"),
  },
  {
    name: "notebook-warm-run",
    work: "from Run to the result of a cell that counts its runs",
    atMost: 30,
    measure: () =>
      inNotebook(["let n = 0", "n = n + 1;\n'run ' + n"], async (page) => {
        await runCell(page, 1);
        const times = [];
        for (let run = 1; run <= 15; run += 1) {
          times.push(await timeRun(page, 2, `run ${run}`));
          await getCell(page, 2).getByRole("button", { name: "Run", exact: true }).waitFor();
        }
        return readMedian(times);
      }),
  },
  {
    name: "notebook-million-logs",
    work: "a million console.log, from Run to the cell's result",
    measure: () =>
      measureLogs(async (page) => ({
        kind: "reading",
        value: await timeRun(page, 1, "after a million"),
        unit: "ms",
      })),
  },
  {
    name: "notebook-million-logs-frames",
    work: "the longest time between two frames of the page meanwhile",
    measure: () =>
      measureLogs(async (page) => {
        const gaps = await watchFrames(page, async () => {
          await timeRun(page, 1, "after a million");
        });
        return { kind: "reading", value: gaps[0] ?? Number.NaN, unit: "ms" };
      }),
  },
  {
    name: "notebook-typing",
    work: "the longest time between two frames while 43 letters are typed among 50 cells",
    atMost: 50,
    measure: measureTyping,
  },
  {
    name: "notebook-memory",
    work: `growth of the page's heap over ${memoryRuns.measured} runs of a cell that trains, after ${memoryRuns.warmUp}`,
    measure: measureMemory,
  },
];

/** @type {SiteRow[]} */
const stopRows = Object.entries(endlessPrograms).map(([name, { code }], index) => ({
  name: `notebook-stop-${index + 1}`,
  work: `from Stop to a page that can run again: ${name}`,
  atMost: 1000,
  measure: () =>
    inNotebook([code], async (page) => {
      await getCell(page, 1).getByRole("button", { name: "Run", exact: true }).click();
      await getCell(page, 1).getByRole("button", { name: "Stop" }).waitFor();
      // Until the code is in full swing.
      await page.waitForTimeout(500);
      return { kind: "reading", value: await timeStop(page, 1), unit: "ms" };
    }),
}));

export const notebookRows = [...fitRows, ...waitRows, ...stopRows];

/**
 * @param {string[]} sources
 * @param {(page: Page, siteUrl: string) => Promise<Finding>} measure
 * @returns {Promise<Finding>}
 */
async function inNotebook(sources, measure) {
  const basePath = findBuiltBasePath(exportFolder);
  if (basePath === undefined) {
    return { kind: "skipped", reason: "the site is not exported: npm run build" };
  }
  const site = await serve({ root: exportFolder, basePath });
  const browser = await openCpuBrowser();
  try {
    const page = await browser.newPage();
    page.setDefaultTimeout(120_000);
    await openNotebook(page, site.url, ...sources);
    return await measure(page, site.url);
  } finally {
    await Promise.all([browser.close(), site.close()]);
  }
}

/** @param {string} code @returns {Promise<Finding>} */
function measureFirstResult(code) {
  return inNotebook([], async (opened, siteUrl) => {
    const times = [];
    for (let sample = 0; sample < samples; sample += 1) {
      const fresh = await opened.context().browser()?.newContext();
      if (!fresh) throw new Error("internal: the browser is closed.");
      const page = await fresh.newPage();
      await openNotebook(page, siteUrl, code);
      times.push(await timeRun(page, 1, "2"));
      await fresh.close();
    }
    return readMedian(times);
  });
}

/** @param {(page: Page) => Promise<Finding>} measure */
function measureLogs(measure) {
  const code = "for (let i = 0; i < 1e6; i += 1) console.log('line', i);\n'after a million'";
  return inNotebook([code], measure);
}

/** @returns {Promise<Finding>} */
function measureTyping() {
  const cells = Array.from(
    { length: 50 },
    (_, index) => `const name${index} = ${index};\nname${index} * 2`,
  );
  return inNotebook(cells, async (page) => {
    await runCell(page, 25);
    const textbox = getCell(page, 25).getByRole("textbox");
    await textbox.click();
    // What the first keystroke loads is not typing.
    await textbox.pressSequentially("// ");
    await page.waitForTimeout(3000);
    const gaps = await watchFrames(page, () =>
      textbox.pressSequentially("the quick brown fox jumps over the lazy dog", { delay: 40 }),
    );
    return { kind: "reading", value: gaps[0] ?? Number.NaN, unit: "ms" };
  });
}

/** @returns {Promise<Finding>} */
function measureMemory() {
  const code = `const model = tf.sequential({ layers: [tf.layers.dense({ inputShape: [2], units: 1 })] });
model.compile({ optimizer: "adam", loss: "meanSquaredError" });
const x = tf.ones([4, 2]);
const y = tf.ones([4, 1]);
await model.fit(x, y, { epochs: 2 });
runs += 1;
"run " + runs + ": " + tf.memory().numTensors + " tensors"`;
  return inNotebook(["let runs = 0", code], async (page) => {
    const session = await page.context().newCDPSession(page);
    await runCell(page, 1);
    const readHeap = async () => {
      await session.send("HeapProfiler.collectGarbage");
      return (await session.send("Runtime.getHeapUsage")).usedSize / 1e6;
    };
    const run = getCell(page, 2).getByRole("button", { name: "Run", exact: true });
    let done = 0;
    const runTimes = async (/** @type {number} */ times) => {
      for (const end = done + times; done < end; done += 1) {
        await timeRun(page, 2, `run ${done + 1}: `);
        await run.waitFor();
      }
      const text = await page.getByRole("region", { name: "Output of cell 2" }).innerText();
      return { tensors: /run \d+: (\d+)/.exec(text)?.[1], heap: await readHeap() };
    };
    const before = await runTimes(memoryRuns.warmUp);
    const after = await runTimes(memoryRuns.measured);
    return {
      kind: "reading",
      value: after.heap - before.heap,
      unit: "MB",
      note: `of ${before.heap.toFixed(1)} MB; tensors in the kernel: ${before.tensors}, then ${after.tensors}`,
    };
  });
}

/**
 * @typedef {object} Fit
 * @property {number[]} sizes
 * @property {string} activation
 * @property {string} [lastActivation]
 * @property {string} data
 * @property {string} loss
 * @property {number} batchSize
 * @property {{ ours: number, peer: number }} epochs of a sample
 */

/** @param {Fit} fit @returns {Promise<Finding>} */
function measureFit({ sizes, activation, lastActivation = activation, data, loss, ...rest }) {
  const { batchSize, epochs } = rest;
  const layers = sizes.slice(1).map((units, index) => {
    const isLast = index === sizes.length - 2;
    const options = {
      ...(index === 0 && { inputShape: [sizes[0]] }),
      units,
      activation: isLast ? lastActivation : activation,
    };
    return `tf.layers.dense(${JSON.stringify(options)})`;
  });
  // A callback on batches is what keeps TensorFlow.js' own fit.
  const code = `const model = tf.sequential({ layers: [${layers.join()}] });
model.compile({ optimizer: tf.train.sgd(0.01), loss: "${loss}" });
${data}
const train = async (epochs, callbacks) => {
  const start = performance.now();
  await model.fit(x, y, { epochs, batchSize: ${batchSize}, callbacks });
  return (performance.now() - start) / epochs;
};
const opened = tf.getBackend();
const times = { ours: [], cpu: [], wasm: [] };
for (let sample = 0; sample <= ${samples}; sample++) {
  times.ours.push(await train(${epochs.ours}));
  for (const name of ["cpu", "wasm"]) {
    await tf.setBackend(name);
    times[name].push(await train(${epochs.peer}, { onBatchEnd() {} }));
  }
  await tf.setBackend(opened);
}`;
  const read = `"times: " + Object.values(times)
  .map((list) => list.slice(1).sort((a, b) => a - b))
  .map((list) => [list[${samples >> 1}], list[0]].join())
  .join()`;
  return inNotebook([code, read], async (page) => {
    const trained = await runCell(page, 1);
    const [ours = 0, oursBest = 0, cpu = 0, cpuBest = 0, wasm = 0, wasmBest = 0] =
      /times: ([\d.,]+)/
        .exec(await runCell(page, 2))?.[1]
        ?.split(",")
        .map(Number) ?? [];
    if (!trained.includes("Descent's own engine")) {
      throw new Error(`The cell was to be trained by our own engine, but it says ${trained}`);
    }
    return {
      kind: "comparison",
      oursMs: ours,
      oursBestMs: oursBest,
      peerMs: Math.min(cpu, wasm),
      peerBestMs: Math.min(cpuBest, wasmBest),
      note: cpu < wasm ? "cpu" : "wasm",
    };
  });
}

/** @param {number[]} times @returns {Finding} */
function readMedian(times) {
  const sorted = times.toSorted((a, b) => a - b);
  return {
    kind: "reading",
    value: sorted[sorted.length >> 1] ?? Number.NaN,
    unit: "ms",
    note: `${sorted[0]?.toFixed(0)} to ${sorted.at(-1)?.toFixed(0)} ms`,
  };
}
