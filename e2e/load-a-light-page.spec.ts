import { readFileSync } from "node:fs";
import path from "node:path";
import type { Page } from "@playwright/test";
import { exportFolder, listFiles } from "../scripts/site.mjs";
import { chapterPath, expect, scrollThrough, test } from "./fixtures";

/** Issue A's budget for a chapter before the reader acts, compressed, fonts included. */
const budgetBytes = 320_000;

/** Words that survive minification, and that only these libraries contain. */
const heavyLibraries = { Recharts: "recharts-wrapper", "TensorFlow.js": "tfjsflags" };

/** The scripts in the export that hold a library, by name. */
function findChunksOf(marker: string) {
  return listFiles(exportFolder, ".js").filter((file) =>
    readFileSync(path.join(exportFolder, file), "utf8").includes(marker),
  );
}

/** Adds up what the page transfers, headers included, until the network is quiet. */
async function measureTransfer(page: Page, url: string) {
  const session = await page.context().newCDPSession(page);
  await session.send("Network.enable");
  const urls = new Map<string, string>();
  const transfers: { name: string; bytes: number }[] = [];
  session.on("Network.responseReceived", ({ requestId, response }) => {
    urls.set(requestId, new URL(response.url).pathname);
  });
  session.on("Network.loadingFinished", ({ requestId, encodedDataLength }) => {
    transfers.push({ name: urls.get(requestId) ?? "", bytes: encodedDataLength });
  });
  await page.goto(url, { waitUntil: "networkidle" });
  return transfers.sort((a, b) => b.bytes - a.bytes);
}

test(`the chapter transfers at most ${budgetBytes / 1000} kB before the reader acts`, async ({
  page,
}) => {
  const transfers = await measureTransfer(page, chapterPath);
  const total = transfers.reduce((sum, { bytes }) => sum + bytes, 0);
  const report = transfers.map(({ name, bytes }) => `${String(bytes).padStart(8)}  ${name}`);
  test.info().annotations.push({ type: "transferred", description: `${total} bytes` });
  console.log(`${chapterPath} transfers ${(total / 1000).toFixed(1)} kB:\n${report.join("\n")}`);

  expect(transfers.length).toBeGreaterThan(5);
  expect(total, report.join("\n")).toBeLessThanOrEqual(budgetBytes);
});

for (const [library, marker] of Object.entries(heavyLibraries)) {
  test(`${library} waits until something needs it`, async ({ page }) => {
    const chunks = findChunksOf(marker);
    expect(chunks, `chunks with ${library}: else this test looks for the wrong word`).not.toEqual(
      [],
    );
    const loaded = (await measureTransfer(page, chapterPath)).map(({ name }) => name.slice(1));
    expect(loaded.filter((name) => chunks.includes(name))).toEqual([]);
  });
}

for (const width of [390, 1280]) {
  test(`nothing moves while the chapter loads and is scrolled, ${width} px wide`, async ({
    page,
  }) => {
    await page.setViewportSize({ width, height: 800 });
    await page.addInitScript(() => {
      const shifts: { value: number; moved: string[] }[] = [];
      Object.assign(window, { shifts });
      new PerformanceObserver((list) => {
        for (const entry of list.getEntries() as unknown as LayoutShift[]) {
          const moved = entry.sources.map(({ node }) => describeNode(node));
          shifts.push({ value: entry.value, moved });
        }
      }).observe({ type: "layout-shift", buffered: true });

      interface LayoutShift {
        value: number;
        sources: { node: Node | null }[];
      }
      function describeNode(node: Node | null) {
        const element = node instanceof Element ? node : node?.parentElement;
        return `${element?.tagName} ${element?.className} ${element?.textContent?.slice(0, 40)}`;
      }
    });
    await page.goto(chapterPath, { waitUntil: "networkidle" });

    await scrollThrough(page);

    const shifts = await page.evaluate(
      () => (window as unknown as { shifts: { value: number; moved: string[] }[] }).shifts,
    );
    const sum = shifts.reduce((total, { value }) => total + value, 0);
    expect(sum, JSON.stringify(shifts, null, 1)).toBeLessThan(0.01);
  });
}
