import { readFile } from "node:fs/promises";
import path from "node:path";
import type { Browser, Page } from "@playwright/test";
import { launchSettings } from "./launch-settings";
import type { JudgeSetup } from "./protocol";

/** What the harness is asked for one answer. */
export interface HarnessRequest {
  key: string;
  answer: unknown;
  seed: number;
  /** Drawn already, more than any check asks for. */
  startSeeds: readonly number[];
}

/** A browser of its own for one submission's code. */
export interface StudentBrowser {
  /** The verdict, not yet checked. Rejects with a sentence where the page has crashed or its checks fail. */
  judge(request: HarnessRequest): Promise<unknown>;
  close(): Promise<void>;
}

// No such host exists, and none is asked: every address is answered here.
const origin = "http://grader.invalid";

const pagePolicy =
  "default-src 'none'; script-src 'self'; connect-src 'self'; frame-src 'self'; base-uri 'none'; form-action 'none'";

type Site = ReadonlyMap<string, { body: Buffer; contentType: string }>;

let site: Promise<Site> | undefined;

export async function openStudentBrowser(setup: JudgeSetup): Promise<StudentBrowser> {
  site ??= readSite(setup);
  const files = await site;
  // Loaded here, since a process that judges no code is there sooner without it.
  const { chromium } = await import("@playwright/test");
  const browser = await chromium.launch(launchSettings(setup));
  try {
    const page = await openHarness(browser, files);
    const crash = new Promise<never>((_, reject) => {
      const fail = () =>
        reject(new Error("The page that runs the code ended, as it does where memory runs out."));
      page.on("crash", fail);
      browser.on("disconnected", fail);
    });
    // Who judges hears of it.
    crash.catch(() => {});
    return {
      judge: (request) => Promise.race([page.evaluate(judgeInPage, request), crash]),
      close: () => browser.close(),
    };
  } catch (error) {
    await browser.close();
    throw error;
  }
}

async function openHarness(browser: Browser, files: Site): Promise<Page> {
  const context = await browser.newContext({ serviceWorkers: "block", acceptDownloads: false });
  await context.route("**/*", (route) => {
    const url = new URL(route.request().url());
    const file = url.origin === origin ? files.get(url.pathname) : undefined;
    return file
      ? route.fulfill({
          ...file,
          headers: url.pathname === "/" ? { "content-security-policy": pagePolicy } : {},
        })
      : route.abort("blockedbyclient");
  });
  const page = await context.newPage();
  await page.goto(`${origin}/`);
  return page;
}

/** Runs in the page; `judgeAnswer` is the harness's. */
async function judgeInPage(request: HarnessRequest): Promise<unknown> {
  const { judgeAnswer } = globalThis as unknown as {
    judgeAnswer(request: HarnessRequest): Promise<unknown>;
  };
  return await judgeAnswer(request);
}

async function readSite({ harnessFile, sandboxFolder }: JudgeSetup): Promise<Site> {
  if (!harnessFile) throw new Error("internal: there is no page for code.");
  const version = await readFile(path.join(sandboxFolder, "version.txt"), "utf8");
  const page = `<!doctype html><html lang="en" data-version="${version}"><head><meta charset="utf-8"><title>Grader</title><script src="/harness.js" defer></script></head><body></body></html>`;
  const kernelFiles = [
    "kernel.html",
    "runtime.js",
    "tfjs.js",
    "tfjs.wasm",
    "dense.wasm",
    "multiply.wasm",
    "multiply-relaxed.wasm",
  ];
  const kernel = kernelFiles.map(async (name) => {
    const body = await readFile(path.join(sandboxFolder, name));
    return [
      `/sandbox/${name}`,
      { body, contentType: contentTypes[path.extname(name)] ?? "" },
    ] as const;
  });
  return new Map([
    ["/", { body: Buffer.from(page), contentType: "text/html; charset=utf-8" }],
    ["/harness.js", { body: await readFile(harnessFile), contentType: contentTypes[".js"] ?? "" }],
    ...(await Promise.all(kernel)),
  ]);
}

const contentTypes: Record<string, string> = {
  ".html": "text/html; charset=utf-8",
  ".js": "text/javascript; charset=utf-8",
  ".wasm": "application/wasm",
};
