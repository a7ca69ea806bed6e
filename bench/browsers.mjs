// @ts-check
import { chromium } from "@playwright/test";
import {
  installChromium,
  launchOptions,
  noGpuFlags,
  softwareWebGpuFlags,
} from "../scripts/browser.mjs";

/** @import { Browser } from "@playwright/test" */

/** Real adapters, also on a server without a display, where Chromium needs to be told of Vulkan. */
const gpuFlags = [
  "--enable-unsafe-webgpu",
  "--enable-features=Vulkan",
  "--use-angle=vulkan",
  "--disable-vulkan-surface",
  "--ignore-gpu-blocklist",
];

const measuringFlags = ["--enable-precise-memory-info"];

/** Finds or installs a Chromium. False, and says so, where there is none. */
export async function prepareBrowser() {
  try {
    // Whoever opens it does not search again.
    process.env.CHROMIUM_PATH = await installChromium();
    return true;
  } catch (error) {
    console.error(error instanceof Error ? error.message : error);
    console.error("So only the population on the graphics processor is measured, in Node.");
    return false;
  }
}

/** For what the CPU does: no graphics processor, and nothing of WebGPU's in the way. */
export async function openCpuBrowser() {
  return open(noGpuFlags);
}

/**
 * A browser with a graphics processor, else with Chromium's software adapter.
 *
 * @param {(browser: Browser) => Promise<{ isSoftware: boolean } | undefined>} findAdapter
 */
export async function openGpuBrowser(findAdapter) {
  const browser = await open(gpuFlags);
  const adapter = await findAdapter(browser);
  if (adapter && !adapter.isSoftware) return browser;
  await browser.close();
  return open(softwareWebGpuFlags);
}

/** @param {string[]} flags */
async function open(flags) {
  return chromium.launch(launchOptions(await installChromium(), [...flags, ...measuringFlags]));
}
