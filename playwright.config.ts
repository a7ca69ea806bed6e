import { defineConfig, devices } from "@playwright/test";
import {
  findChromium,
  launchOptions,
  noGpuFlags,
  softwareWebGpuFlags,
} from "./scripts/browser.mjs";

const report = process.env.PLAYWRIGHT_REPORT ?? "test-results/playwright.json";
const executablePath = findChromium();
if (!executablePath) {
  throw new Error("No Chromium was found: run npm test, which installs one, or set CHROMIUM_PATH.");
}
// Each worker reads this file again, and need not search.
process.env.CHROMIUM_PATH = executablePath;

export default defineConfig({
  testDir: "e2e",
  testMatch: "*.spec.ts",
  globalSetup: "./e2e/serve-site.ts",
  outputDir: "test-results/playwright",
  reporter: [["list"], ["json", { outputFile: report }]],
  fullyParallel: true,
  forbidOnly: true,
  // Tests tagged @timed measure how fast the page answers, so nothing may run beside them. `npm test` runs
  // them by themselves, and the others two at a time.
  workers: 1,
  retries: 0,
  // One training step takes about 0.1 s on the software adapter.
  timeout: 60_000,
  expect: { timeout: 10_000 },
  use: {
    ...devices["Desktop Chrome"],
    viewport: { width: 1280, height: 800 },
    trace: "off",
    screenshot: "off",
    video: "off",
  },
  projects: [
    {
      name: "webgpu",
      grep: /@webgpu/,
      // One software adapter keeps all cores busy.
      workers: 1,
      use: { launchOptions: launchOptions(executablePath, softwareWebGpuFlags) },
    },
    {
      name: "cpu",
      grepInvert: /@webgpu/,
      use: { launchOptions: launchOptions(executablePath, noGpuFlags) },
    },
  ],
});
