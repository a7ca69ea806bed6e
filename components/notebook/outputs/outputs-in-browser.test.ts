import { fileURLToPath } from "node:url";
import { type Browser, chromium, type Page } from "@playwright/test";
import { build } from "esbuild";
import { prerender } from "react-dom/static";
import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { chromiumPath } from "@/lib/engine/population/gpu/open-test-page";
import type { CellOutput } from "@/lib/notebook/output";
import { launchOptions } from "@/scripts/browser.mjs";
import { createPage, type page as testPage } from "./testing/page";
import { createTraining, samples, show } from "./testing/samples";

const root = fileURLToPath(new URL("../../../", import.meta.url));

/** The page's script and styles, as one file each. */
async function bundle(): Promise<{ script: string; style: string }> {
  const { outputFiles } = await build({
    entryPoints: [`${root}components/notebook/outputs/testing/page.tsx`],
    bundle: true,
    write: false,
    outdir: "page",
    format: "iife",
    jsx: "automatic",
    alias: { "@": root },
    loader: { ".module.css": "local-css" },
    define: { "process.env.NODE_ENV": '"production"' },
    logLevel: "error",
  });
  const find = (end: string) => outputFiles.find(({ path }) => path.endsWith(end))?.text ?? "";
  return { script: find(".js"), style: find(".css") };
}

describe.skipIf(!chromiumPath)("<Outputs> in Chromium", () => {
  let browser: Browser;
  let page: Page;
  let files: Awaited<ReturnType<typeof bundle>>;

  beforeAll(async () => {
    files = await bundle();
    browser = await chromium.launch(launchOptions(chromiumPath as string, []));
    page = await browser.newPage({ viewport: { width: 800, height: 600 } });
  });
  afterAll(() => browser?.close());
  beforeEach(async () => {
    await page.goto("about:blank");
    await page.setContent(`<!doctype html><style>${files.style}</style><body>`);
    await page.addScriptTag({ content: files.script });
  });

  const draw = (outputs: CellOutput[]) =>
    page.evaluate(
      (list) => (globalThis as unknown as { page: typeof testPage }).page.draw(list),
      outputs,
    );

  it("takes over what the site's build has rendered, in all its kinds", async () => {
    const outputs = Object.values(samples).flat();
    const { prelude } = await prerender(createPage(outputs));
    const html = await new Response(prelude).text();
    expect(html).toContain('class="katex"');
    await page.setContent(`<!doctype html><style>${files.style}</style><main>${html}</main>`);
    await page.addScriptTag({ content: files.script });
    const problems = await page
      .locator("main")
      .evaluate(
        (place, list) =>
          (globalThis as unknown as { page: typeof testPage }).page.hydrate(place, list),
        outputs,
      );
    expect(problems).toEqual([]);
    // Once there is a browser to make it harmless, HTML takes the place of its text.
    await page.locator("svg[width='220']").waitFor();
  });

  it("goes to the place of an error", async () => {
    await draw(samples.errors ?? []);
    await page.getByRole("button", { name: "Code cell 3, line 4" }).click();
    await page.getByText("Called through 2 places").click();
    await page.getByRole("button", { name: "Code cell 3, line 9" }).click();
    const visited = await page.evaluate(
      () => (globalThis as unknown as { page: typeof testPage }).page.visited,
    );
    expect(visited).toEqual([4, 9]);
  });

  it("opens and closes an object with the keyboard", async () => {
    await draw(samples.value ?? []);
    const betas = page.getByRole("button", { name: "betas: Array(2)" });
    await betas.focus();
    await page.keyboard.press("Enter");
    expect(await betas.getAttribute("aria-expanded")).toBe("true");
    await page.getByText("0.999").waitFor();
    await page.keyboard.press("ArrowLeft");
    expect(await betas.getAttribute("aria-expanded")).toBe("false");
    await page.keyboard.press("ArrowRight");
    expect(await betas.getAttribute("aria-expanded")).toBe("true");
  });

  it("shows a tensor as a picture and back", async () => {
    await draw([samples.tensors?.[2] as CellOutput]);
    await page.getByRole("button", { name: "Heat map" }).click();
    await page.getByRole("img", { name: /^Heat map of 30 rows and 16 columns/ }).waitFor();
    expect(await page.getByRole("table").count()).toBe(0);
    await page.getByRole("button", { name: "Values" }).click();
    await page.getByRole("button", { name: "Show all 30 rows" }).click();
    expect(await page.getByRole("row").count()).toBe(31);
  });

  it("stays quick with a million lines, shown in part or opened", async () => {
    const drawing = await page.evaluate(() => {
      const { page } = globalThis as unknown as { page: typeof testPage };
      const text = Array.from({ length: 1e6 }, (_, i) => `${i + 1}\n`).join("");
      return page.draw([{ type: "stream", name: "stdout", text }]);
    });
    await page.getByText("999,960 lines are left out here").waitFor();
    // Some 20 ms here, most of them to count the lines; the limits leave room for a busy machine.
    expect(drawing).toBeLessThan(250);
    const opening = await page.evaluate(async () => {
      const start = performance.now();
      [...document.querySelectorAll("button")]
        .find((b) => b.textContent?.includes("Show all"))
        ?.click();
      await new Promise((resolve) => requestAnimationFrame(() => setTimeout(resolve)));
      return performance.now() - start;
    });
    // Some 20 ms here.
    expect(opening).toBeLessThan(600);
    expect(await page.getByRole("button", { name: "Show the next lines" }).count()).toBe(1);
    await page.getByRole("button", { name: "Show less" }).click();
    await page.getByText("999,960 lines are left out here").waitFor();
  });

  it("draws only the training anew when only that has changed", async () => {
    const changed = await page.evaluate(
      async ({ outputs, updates }) => {
        const { page } = globalThis as unknown as { page: typeof testPage };
        page.draw([...outputs, updates[0] as CellOutput]);
        const places = [...(document.querySelector("main > div")?.children ?? [])];
        const seen = new Set<number>();
        const observer = new MutationObserver((records) => {
          for (const { target } of records) seen.add(places.findIndex((at) => at.contains(target)));
        });
        observer.observe(document.body, {
          subtree: true,
          childList: true,
          attributes: true,
          characterData: true,
        });
        const times = updates.map((update) => page.draw([...outputs, update]));
        await new Promise((resolve) => setTimeout(resolve));
        return { seen: [...seen], count: places.length, times };
      },
      {
        outputs: [...(samples.plots ?? []), ...(samples.fields ?? []), ...(samples.images ?? [])],
        updates: Array.from({ length: 40 }, (_, i) =>
          show({ "application/vnd.descent.training+json": createTraining({ epoch: i + 10 }) }),
        ),
      },
    );
    expect(changed.seen).toEqual([changed.count - 1]);
    const [median = 0] = changed.times.toSorted((a, b) => a - b).slice(20);
    // Less than 1 ms here: an update leaves a frame of 16 ms to others.
    expect(median).toBeLessThan(10);
  });

  it("keeps what HTML shows inside its box", async () => {
    const svg = '<svg width="5000" height="5000"><rect width="5000" height="5000"/></svg>';
    await draw([show({ "text/html": `${svg}<p>the end</p>` })]);
    await page.getByText("the end").waitFor();
    const box = page.getByRole("group", { name: "Formatted output" });
    await box.waitFor();
    const size = await box.boundingBox();
    expect(size?.height).toBeLessThanOrEqual(640);
    expect(size?.width).toBeLessThanOrEqual(800);
    expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(
      800,
    );
  });

  it("renders Markdown, with formulas, and asks no one for anything", async () => {
    const requests: string[] = [];
    page.on("request", (request) => requests.push(request.url()));
    await draw([
      ...(samples.markdown ?? []),
      show({ "text/markdown": "![a](https://evil.example/b.png)" }),
    ]);
    await page.getByRole("heading", { name: "The gradient" }).waitFor();
    expect(await page.locator(".katex").count()).toBeGreaterThan(4);
    const link = page.getByRole("link", { name: "Keras" });
    expect(await link.getAttribute("rel")).toBe("noopener noreferrer nofollow");
    expect(requests).toEqual([]);
  });
});
