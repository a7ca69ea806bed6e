// @ts-check
import { spawnSync } from "node:child_process";
import { existsSync } from "node:fs";
import path from "node:path";
import { chromium } from "@playwright/test";
import { installDebianPackages, runCommand } from "./run-command.mjs";

/** The flags that give full Chromium a WebGPU adapter without a GPU: right results, no speed. */
export const softwareWebGpuFlags = ["--enable-unsafe-webgpu", "--use-webgpu-adapter=swiftshader"];

/** The flags that leave Chromium with `navigator.gpu`, but without an adapter. */
export const noGpuFlags = ["--disable-gpu"];

const systemNames = ["google-chrome-stable", "google-chrome", "chromium", "chromium-browser"];

/**
 * A Chromium that starts: the one that `CHROMIUM_PATH` names, one of the system, or Playwright's own.
 * Playwright's headless shell is not enough: it has no WebGPU.
 *
 * Throws an Error if `CHROMIUM_PATH` names something else.
 *
 * @returns {string | undefined} its path
 */
export function findChromium() {
  const chosen = process.env.CHROMIUM_PATH;
  if (chosen) {
    if (starts(chosen)) return chosen;
    throw new Error(
      `CHROMIUM_PATH is ${chosen}, which does not start as Chromium. Correct or unset it.`,
    );
  }
  return [...findSystemCandidates(), chromium.executablePath()].find(starts);
}

/**
 * Finds a Chromium, or installs one: Playwright's download, else Debian's package.
 *
 * @returns {Promise<string>} its path
 */
export async function installChromium() {
  const found = findChromium();
  if (found) return found;

  console.log("No Chromium was found, so one is installed.");
  await runCommand("npx", ["playwright", "install", "--no-shell", "chromium"]);
  const downloaded = findChromium();
  if (downloaded) return downloaded;

  await installDebianPackages(["chromium"]);
  const installed = findChromium();
  if (installed) return installed;
  throw new Error(
    "No Chromium was found and none could be installed: install Chromium or Chrome by hand, " +
      "or name one that is elsewhere with CHROMIUM_PATH=/path/to/chromium.",
  );
}

/**
 * Playwright's launch options for this Chromium.
 *
 * @param {string} executablePath
 * @param {string[]} flags
 * @returns {import("@playwright/test").LaunchOptions}
 */
export function launchOptions(executablePath, flags) {
  return {
    executablePath,
    args: flags,
    // Chromium refuses to start its sandbox as root, and in containers that deny user namespaces.
    chromiumSandbox: process.getuid?.() !== 0 && process.env.CHROMIUM_SANDBOX !== "0",
  };
}

/**
 * Starts the browser once, so that what is wrong with it is said before the tests. Where only its
 * sandbox fails, turns that off for this process and its children, and says so.
 *
 * @param {string} executablePath
 */
export async function tryChromium(executablePath) {
  for (;;) {
    const options = launchOptions(executablePath, noGpuFlags);
    try {
      const browser = await chromium.launch(options);
      const version = browser.version();
      await browser.close();
      return version;
    } catch (error) {
      if (!options.chromiumSandbox) {
        const reason = error instanceof Error ? error.message.split("\n")[0] : error;
        throw new Error(
          `${executablePath} does not start (${reason}). Set CHROMIUM_PATH to another.`,
        );
      }
      console.log("Chromium does not start with its sandbox here, so it is tested without.");
      process.env.CHROMIUM_SANDBOX = "0";
    }
  }
}

/** @returns {string[]} */
function findSystemCandidates() {
  if (process.platform === "win32") {
    const folders = [
      process.env.PROGRAMFILES,
      process.env["PROGRAMFILES(X86)"],
      process.env.LOCALAPPDATA,
    ];
    return folders
      .filter((folder) => folder !== undefined)
      .map((folder) => path.join(folder, "Google", "Chrome", "Application", "chrome.exe"));
  }
  if (process.platform === "darwin") {
    return ["Google Chrome", "Chromium"].map(
      (name) => `/Applications/${name}.app/Contents/MacOS/${name}`,
    );
  }
  const folders = (process.env.PATH ?? "").split(path.delimiter);
  return systemNames.flatMap((name) => folders.map((folder) => path.join(folder, name)));
}

/**
 * Whether there is a Chromium at this path. It is asked for its version, since Ubuntu's
 * `chromium-browser` may be a script that only tells how to install one, and a downloaded one may
 * lack system libraries.
 *
 * @param {string} executablePath
 */
function starts(executablePath) {
  if (!existsSync(executablePath)) return false;
  // On Windows, Chrome opens a window instead of printing its version.
  if (process.platform === "win32") return true;
  const { status, stdout } = spawnSync(executablePath, ["--version"], {
    encoding: "utf8",
    timeout: 20_000,
  });
  return status === 0 && /Chrom/.test(stdout);
}
