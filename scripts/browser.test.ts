import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { findChromium, launchOptions } from "./browser.mjs";

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(path.join(tmpdir(), "descent-browser-"));
  vi.stubEnv("PATH", folder);
  vi.stubEnv("CHROMIUM_PATH", undefined);
});
afterEach(() => {
  vi.unstubAllEnvs();
  rmSync(folder, { recursive: true });
});

/** A program that only prints, as a stand-in for a browser. */
function writeProgram(name: string, lines: string) {
  const file = path.join(folder, name);
  writeFileSync(file, `#!/bin/sh\n${lines}\n`, { mode: 0o755 });
  return file;
}

describe.skipIf(process.platform === "win32")("findChromium()", () => {
  it("takes the one that CHROMIUM_PATH names before all others", () => {
    writeProgram("chromium", "echo Chromium 1");
    const chosen = writeProgram("mine", "echo Chromium 2");
    vi.stubEnv("CHROMIUM_PATH", chosen);
    expect(findChromium()).toBe(chosen);
  });

  it("says so when CHROMIUM_PATH names something else", () => {
    vi.stubEnv("CHROMIUM_PATH", writeProgram("mine", "echo Lynx 2"));
    expect(() => findChromium()).toThrow(/CHROMIUM_PATH is .*mine.* Correct or unset it/);
  });

  it("passes over a program that only tells how to install a browser", () => {
    writeProgram("google-chrome", "echo Chrome needs to be installed; exit 10");
    const works = writeProgram("chromium", "echo Chromium 1");
    expect(findChromium()).toBe(works);
  });
});

describe.skipIf(process.platform === "win32")("launchOptions(executablePath, flags)", () => {
  it("turns the sandbox off only for root, and where it was found not to start", () => {
    const getuid = vi.spyOn(process as { getuid: () => number }, "getuid");
    getuid.mockReturnValue(1000);
    expect(launchOptions("chromium", []).chromiumSandbox).toBe(true);
    vi.stubEnv("CHROMIUM_SANDBOX", "0");
    expect(launchOptions("chromium", []).chromiumSandbox).toBe(false);
    vi.unstubAllEnvs();
    getuid.mockReturnValue(0);
    expect(launchOptions("chromium", []).chromiumSandbox).toBe(false);
    getuid.mockRestore();
  });
});
