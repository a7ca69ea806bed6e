import { pathToFileURL } from "node:url";
import { build } from "esbuild";
import type { Outcome, Scenario } from "../lib/engine/population/gpu/run-in-browser";
import type { Sample } from "../lib/exercises/exercise";
import { trainStartsInNode } from "../lib/exercises/node/train-starts";
import { buildTypeScript } from "../scripts/run-typescript.mjs";
import { expect, test } from "./fixtures";

// What is put into the page here is not a part of the site.
test.use({ bypassCSP: true });

/** Where the learning rate is high, what the rounding differs in grows from step to step. */
const epochs = 1;
const seeds = [1, 2, 3];
/** Of the loss: both paths count in float32, in another order. */
const tolerance = 1e-4;

test("@webgpu a short run of each solution ends as on the dense path", async ({ page }) => {
  const samples = await listSamples();
  expect(samples.size).toBeGreaterThan(0);
  await page.goto("404.html");
  await page.addScriptTag({ content: await bundlePopulations() });
  for (const [name, { experiment }] of samples) {
    const brief = { ...experiment, fit: { ...experiment.fit, epochs } };
    const onGpu = await page.evaluate(
      (scenario) =>
        (globalThis as unknown as { populations: Populations }).populations.runScenario(scenario),
      { experiments: seeds.map((seed) => ({ ...brief, seed })), goals: [{ epoch: epochs }] },
    );
    for (const [index, run] of (await trainStartsInNode(brief, seeds)).entries()) {
      for (const quantity of ["loss", "testLoss"] as const) {
        const off = Math.abs((onGpu.final[quantity][index] as number) / run[quantity] - 1);
        expect(off, `${quantity} of ${name} from seed ${run.seed}`).toBeLessThan(tolerance);
      }
    }
  }
});

/** Playwright cannot import the book itself, which has JSON in it. */
async function listSamples(): Promise<Map<string, Sample>> {
  const file = await buildTypeScript("content/solution-samples.ts");
  return (await import(pathToFileURL(file).href)).listSolutionSamples();
}

interface Populations {
  runScenario(scenario: Scenario): Promise<Outcome>;
}

/** The populations on a GPU, as a script that puts them into the page as `populations`. */
async function bundlePopulations(): Promise<string> {
  const { outputFiles } = await build({
    entryPoints: ["lib/engine/population/gpu/run-in-browser.ts"],
    bundle: true,
    write: false,
    format: "iife",
    globalName: "populations",
    platform: "browser",
  });
  return outputFiles[0]?.text ?? "";
}
