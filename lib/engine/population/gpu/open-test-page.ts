import { tmpdir } from "node:os";
import path from "node:path";
import { fileURLToPath } from "node:url";
import { chromium, type Page } from "@playwright/test";
import { createViteServer } from "vitest/node";
import { findChromium, launchOptions, softwareWebGpuFlags } from "../../../../scripts/browser.mjs";

/** A page in a Chromium with WebGPU; the module that it was opened with is there as `globalThis.tested`. */
export interface TestPage {
  page: Page;
  close(): Promise<void>;
}

/** The Chromium of `scripts/browser.mjs`, where there is one. */
export const chromiumPath = findChromium();

/**
 * Opens a page of a local server, since WebGPU exists in secure contexts only, and lets it import a
 * module by its path in the repository.
 */
export async function openTestPage(executablePath: string, module: string): Promise<TestPage> {
  const root = fileURLToPath(new URL("../../../../", import.meta.url));
  const server = await createViteServer({
    configFile: false,
    root,
    appType: "mpa",
    // Neither watched nor bundled: a few modules, as they are.
    cacheDir: path.join(tmpdir(), "descent-test-page"),
    optimizeDeps: { noDiscovery: true },
    server: { host: "localhost", port: 0, hmr: false, ws: false, watch: null },
    logLevel: "error",
  });
  await server.listen();
  const browser = await chromium.launch(launchOptions(executablePath, softwareWebGpuFlags));
  const page = await browser.newPage();
  const url = server.resolvedUrls?.local[0];
  if (!url) throw new Error("internal: the page's server has no address.");
  const body = `<!doctype html><title>Test</title>
    <script type="module">globalThis.tested = await import("/${module}");</script>`;
  await page.route(`${url}test.html`, (route) => route.fulfill({ contentType: "text/html", body }));
  await page.goto(`${url}test.html`);
  await page.waitForFunction(() => "tested" in globalThis);
  return {
    page,
    async close() {
      await browser.close();
      await server.close();
    },
  };
}
