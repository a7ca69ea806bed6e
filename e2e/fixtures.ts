import {
  type BrowserContext,
  test as base,
  expect,
  type Locator,
  type Page,
  type Request,
} from "@playwright/test";

export { expect };

/** The one chapter that most tests read. */
export const chapterPath = "/chapters/gradient-descent/";

interface TestOptions {
  /**
   * Errors that a test causes on purpose; all others fail it. (One expression, since Playwright takes
   * a list for a value and its options.)
   */
  allowedErrors: RegExp | undefined;
}

interface TestFixtures {
  /** What went wrong in any page so far. Checked after each test. */
  problems: string[];
}

interface WorkerFixtures {
  adapterIsAsPromised: undefined;
}

/**
 * Playwright's test, which also fails on an error in the console, an uncaught error, a violation of
 * the page's content security policy, and a request to another host; and which first makes sure that
 * the project `webgpu` has an adapter, and the project `cpu` none.
 */
export const test = base.extend<TestOptions & TestFixtures, WorkerFixtures>({
  allowedErrors: [undefined, { option: true }],

  // biome-ignore lint/correctness/noEmptyPattern: Playwright reads the fixtures from the pattern.
  baseURL: async ({}, use) => {
    await use(getSiteUrl());
  },

  problems: [
    async ({ context, allowedErrors, baseURL }, use) => {
      const problems: string[] = [];
      watch(context, new URL(baseURL ?? "").origin, problems);
      await use(problems);
      const unexpected = problems.filter((problem) => !allowedErrors?.test(problem));
      expect(unexpected, "problems in the page").toEqual([]);
    },
    { auto: true },
  ],

  adapterIsAsPromised: [
    async ({ browser }, use, workerInfo) => {
      const page = await browser.newPage();
      // WebGPU exists in a secure context only, so the question is asked on the site itself.
      await page.goto(new URL("404.html", getSiteUrl()).href);
      const hasAdapter = await page.evaluate(async () => !!(await navigator.gpu?.requestAdapter()));
      await page.close();
      expect(hasAdapter, "whether this Chromium has a WebGPU adapter").toBe(
        workerInfo.project.name === "webgpu",
      );
      await use(undefined);
    },
    { scope: "worker", auto: true },
  ],
});

/** Throws an Error outside of a run that `serve-site.ts` has set up. */
export function getSiteUrl(): string {
  const url = process.env.SITE_URL;
  if (!url) throw new Error("internal: the site is not served.");
  return url;
}

/** Waits for the script of a figure or an exercise; what is typed before is lost. */
export async function waitUntilAwake(element: Locator) {
  await expect
    .poll(() => element.evaluate((node) => node.closest("[data-lazy]")?.getAttribute("data-lazy")))
    .toBe("awake");
}

/** The last widget of a page that trains a network; while it does, its button is named Pause. */
export function getTrainable(page: Page): Locator {
  const button = page.getByRole("button", { name: /^(Train|Pause)$/ });
  return page.getByRole("region").filter({ has: button }).last();
}

/**
 * Presses Train, and waits for the first epochs, which replace the recorded run that the widget shows
 * until then. It presses again as long as nothing happens: the widget's code may still be on its way.
 */
export async function startTraining(page: Page): Promise<Locator> {
  const widget = getTrainable(page);
  const status = widget
    .getByRole("status")
    .filter({ hasText: /epoch \d/ })
    .first();
  const recorded = (await status.count()) > 0 ? await status.textContent() : null;
  await expect(async () => {
    const train = widget.getByRole("button", { name: "Train", exact: true });
    if (await train.isVisible()) await train.click();
    await expect(widget).toHaveAttribute("data-device", /./, { timeout: 3000 });
  }).toPass({ timeout: 40_000 });
  await expect(status).not.toHaveText(recorded ?? "", { timeout: 40_000 });
  return widget;
}

/**
 * Scrolls from the top to the end, screen by screen, as a reader does, and lets each figure that comes
 * near load what it needs. (Playwright's own "networkidle" is reached once per page only.)
 */
export async function scrollThrough(page: Page) {
  const pending = new Set<Request>();
  // Of a request that ends with its worker, Playwright says nothing more: it is waited for no longer than this.
  const settle = () =>
    expect
      .poll(
        async () => {
          await paint(page);
          return pending.size;
        },
        { timeout: 3000 },
      )
      .toBe(0)
      .catch(() => pending.clear());
  page.on("request", (request) => pending.add(request));
  page.on("requestfinished", (request) => pending.delete(request));
  page.on("requestfailed", (request) => pending.delete(request));

  await page.evaluate(() => scrollTo({ top: 0, behavior: "instant" }));
  for (let isAtEnd = false; !isAtEnd; ) {
    await settle();
    isAtEnd = await page.evaluate(() => {
      scrollBy({ top: innerHeight * 0.8, behavior: "instant" });
      return scrollY + innerHeight >= document.documentElement.scrollHeight - 2;
    });
  }
  await settle();
}

/** Observers of what is visible report after a frame, and what they load is asked for after another. */
function paint(page: Page) {
  return page.evaluate(
    () =>
      new Promise((resolve) =>
        requestAnimationFrame(() => requestAnimationFrame(() => setTimeout(resolve))),
      ),
  );
}

/** Classes of these elements that no style sheet of the page speaks of; those within `apart` do not count. */
export function findUnstyledClasses(page: Page, elements: string, apart: string) {
  return page.evaluate(
    ([elements, apart]) => {
      const styles = [...document.styleSheets]
        .flatMap(({ cssRules }) => [...cssRules])
        .map(({ cssText }) => cssText)
        .join();
      const names = [...document.querySelectorAll(elements)]
        .filter((element) => !element.closest(apart))
        .flatMap(({ classList }) => [...classList]);
      return [...new Set(names)].filter((name) => !styles.includes(`.${CSS.escape(name)}`));
    },
    [elements, apart] as const,
  );
}

/** Collects what goes wrong in all pages of a context. */
export function watch(context: BrowserContext, origin: string, problems: string[]) {
  // A violation of the policy is an error in the console too.
  context.on("console", (message) => {
    if (message.type() !== "error") return;
    problems.push(`console: ${message.text()} (${message.location().url})`);
  });
  context.on("weberror", (webError) => {
    problems.push(`uncaught: ${webError.error().stack ?? webError.error().message}`);
  });
  context.on("request", (request) => {
    const url = new URL(request.url());
    if (/^https?:|^wss?:/.test(url.protocol) && url.origin !== origin) {
      problems.push(`request to another host: ${url.href}`);
    }
  });
}
