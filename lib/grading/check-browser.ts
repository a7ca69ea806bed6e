import { readdirSync, readFileSync } from "node:fs";
import { chromium } from "@playwright/test";
import { launchSettings } from "./launch-settings";

/** Throws an Error with a sentence where this process is root's, which Chromium's sandbox does not confine. */
export function checkUser(userId = process.getuid?.()): void {
  if (userId !== 0) return;
  throw new Error(
    "This runs as root, and with it would the browser that runs the students' code. Run it as another user, or, on a machine that holds nothing of value, with --unsafe-no-sandbox.",
  );
}

/** Rejects with a sentence where Chromium does not start with its own sandbox. */
export async function checkSandbox(chromiumPath: string): Promise<void> {
  const settings = launchSettings({ chromiumPath, isSandboxed: true });
  const browser = await chromium.launch(settings).catch((error: Error) => {
    const isRefused = /sandbox/i.test(error.message);
    throw new Error(
      isRefused
        ? "Chromium's sandbox does not work here, as in containers that deny user namespaces (docs/grading.md says what helps). On a machine that holds nothing of value, --unsafe-no-sandbox goes without."
        : `Chromium does not start: ${error.message.split("\n")[0]}`,
    );
  });
  try {
    const page = await browser.newPage();
    await page.goto("about:blank");
    if (process.platform === "linux" && !hasFilteredRenderer()) {
      throw new Error(
        "Chromium started, but its pages are not confined: something beside the grader turns its sandbox off, such as a flag in its start script. Remove that, or, on a machine that holds nothing of value, use --unsafe-no-sandbox.",
      );
    }
  } finally {
    await browser.close();
  }
}

/** Whether the system calls of a page are filtered, as Chromium's sandbox does. */
function hasFilteredRenderer(): boolean {
  return readdirSync("/proc").some((id) => {
    if (!/^\d+$/.test(id)) return false;
    try {
      const isRenderer = readFileSync(`/proc/${id}/cmdline`, "utf8").includes("--type=renderer");
      return isRenderer && /^Seccomp:\s+2$/m.test(readFileSync(`/proc/${id}/status`, "utf8"));
    } catch {
      return false;
    }
  });
}
