import { defineConfig, devices } from "@playwright/test";
import {
  findChromium,
  launchOptions,
  noGpuFlags,
  softwareWebGpuFlags,
} from "./scripts/browser.mjs";

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
  reporter: [["list"], ["json", { outputFile: "test-results/playwright.json" }]],
  fullyParallel: true,
  forbidOnly: true,
  // A browser that trains keeps two cores busy by itself, and some tests time how fast it answers.
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
      use: { launchOptions: launchOptions(executablePath, softwareWebGpuFlags) },
    },
    {
      name: "cpu",
      grepInvert: /@webgpu/,
      use: { launchOptions: launchOptions(executablePath, noGpuFlags) },
    },
  ],
});
