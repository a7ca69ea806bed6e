// @ts-check
import { existsSync, readdirSync } from "node:fs";
import path from "node:path";

/** @returns {string | undefined} the path of Firefox: `FIREFOX_PATH`, or one of the system. */
export function findFirefox() {
  return [
    process.env.FIREFOX_PATH ?? "",
    ...findInPath("firefox"),
    ...findInPath("firefox-esr"),
    "/Applications/Firefox.app/Contents/MacOS/firefox",
  ].find((file) => file !== "" && existsSync(file));
}

/**
 * The driver and the browser of WebKitGTK, which Debian keeps in two packages.
 *
 * @returns {{ driver: string, browser: string } | undefined}
 */
export function findWebKit() {
  const driver = findInPath("WebKitWebDriver").find((file) => existsSync(file));
  const browser = findMiniBrowser();
  return driver && browser ? { driver, browser } : undefined;
}

/** Whether there is a display to open a window on, or a way to make one. */
export function findXvfbRun() {
  return findInPath("xvfb-run").find((file) => existsSync(file));
}

/** It lies in a private folder, named after the machine and the version of WebKit. */
function findMiniBrowser() {
  return ["/usr/lib", "/usr/libexec", "/usr/lib64"]
    .flatMap((folder) => [folder, ...listFolders(folder, /-linux-gnu/)])
    .flatMap((folder) => listFolders(folder, /^webkit(2gtk|gtk)-/))
    .map((folder) => path.join(folder, "MiniBrowser"))
    .findLast((file) => existsSync(file));
}

/**
 * @param {string} folder
 * @param {RegExp} name
 */
function listFolders(folder, name) {
  if (!existsSync(folder)) return [];
  return readdirSync(folder)
    .filter((entry) => name.test(entry))
    .map((entry) => path.join(folder, entry));
}

/** @param {string} name */
function findInPath(name) {
  return (process.env.PATH ?? "").split(path.delimiter).map((folder) => path.join(folder, name));
}
