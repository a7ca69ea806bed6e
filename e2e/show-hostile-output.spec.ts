import { mkdir, readFile, writeFile } from "node:fs/promises";
import path from "node:path";
import type { Page } from "@playwright/test";
import { toLink } from "../lib/notebook/link";
import { hostileHtml } from "../lib/notebook/testing/hostile-html";
import { expect, getSiteUrl, test } from "./fixtures";
import {
  addCell,
  getCell,
  getKernelState,
  getOutput,
  notebookPath,
  openNotebook,
  runCell,
} from "./notebook";

/** What hostile HTML and cells try to call. */
declare global {
  var pwn: () => void;
  var pwnCount: number;
}

const title = /notebook/i;
/** Comes last, so that everything before it has been shown. */
const theEnd = "the end of it";
const canary = 'console.log("the canary sings"); globalThis.pwn?.(); document.title = "taken"';

// What the page's policy would refuse is to be harmless without it. (The sanitiser parses in a document
// that runs nothing, but which in Chromium reports to the policy what it would run.)
test.use({ bypassCSP: true });

test.beforeEach(({ context }) =>
  context.addInitScript(() => {
    globalThis.pwnCount = 0;
    globalThis.pwn = () => {
      globalThis.pwnCount += 1;
    };
  }),
);

test("these tests would notice", async ({ page, problems }) => {
  await page.goto(notebookPath);
  await page.evaluate(() => {
    const box = document.createElement("div");
    box.innerHTML = "<img src=data:, onerror=pwn()><img src=https://evil.example/>";
    document.body.append(box);
  });
  await expect.poll(() => page.evaluate(() => globalThis.pwnCount)).toBe(1);
  await expect
    .poll(() => problems.join())
    .toContain("request to another host: https://evil.example/");
  problems.length = 0;
});

for (const kind of ["html", "markdown"]) {
  test(`${kind}(…) in a cell shows hostile text, and nothing of it runs, asks or takes names`, async ({
    page,
  }) => {
    const paths = watchRequests(page);
    await openNotebook(
      page,
      `for (const text of ${quote([...hostileHtml, theEnd])}) ${kind}(text)`,
    );
    await runCell(page, 1);
    await expect(getOutput(page, 1)).toContainText(theEnd);
    await expectHarmless(page);
    await expectAtWork(page, 2);
    expect(paths.filter((each) => !isOfTheBook(each))).toEqual([]);
  });
}

test("text of values, tables, plots and errors is text, also where it looks like HTML", async ({
  page,
}) => {
  const code = `const text = "</script></title><img src=x onerror=pwn()><script>pwn()</script>";
    console.log(text);
    console.error(text);
    display({ [text]: text, [Symbol(text)]: new Map([[text, text]]) });
    table([{ [text]: text }]);
    display({ "text/plain": text, "text/html": text, "image/png": text });
    throw Object.assign(new Error(text), { name: text })`;
  await openNotebook(page, code);
  await runCell(page, 1);
  await expect(getOutput(page, 1).locator("mark")).toBeVisible();
  expect((await getOutput(page, 1).innerText()).split("onerror=pwn()").length).toBeGreaterThan(6);
  await expect(getOutput(page, 1).locator("img, script")).toHaveCount(0);
  await expectHarmless(page);
});

test("output stays in its box, however large or far away it says it is", async ({ page }) => {
  const large = [
    "<div style='position:fixed;inset:0;z-index:9999;background:red'>cover</div>",
    "<svg width=100000 height=100000><rect width=100000 height=100000 fill=red /></svg>",
    "<svg width=9 height=9 viewBox='0 0 1 1'><rect x=-9999 y=-9999 width=99999 height=99999 /></svg>",
    "<table width=99999 height=99999><tr><td width=99999 height=99999>cell</table>",
    "<img width=99999 height=99999 src='data:image/gif;base64,R0lGODlhAQABAAAAACw='>",
    `<p>${"wide".repeat(20_000)}</p>`,
    "<p>tall</p>".repeat(5000),
    `<ul>${"<ul><li>deep".repeat(300)}</ul>`,
    `<p>${"Z\u0351\u036b\u0343\u036a\u0302".repeat(40)}${"\u0489\u0334\u0322\u035c".repeat(400)}</p>`,
    "$$\\rule{99999em}{99999em}$$ $\\kern{-999em}\\colorbox{red}{cover}$ $\\raisebox{999em}{up}$",
    theEnd,
  ];
  await openNotebook(page, `for (const text of ${quote(large)}) { html(text); markdown(text); }`);
  await runCell(page, 1);
  await expect(getOutput(page, 1)).toContainText(theEnd);
  const height = await page.evaluate(() => document.documentElement.scrollHeight);
  // Each of the boxes is at most 40 rem high.
  expect(height).toBeLessThan(2 * large.length * 40 * 17 + 1500);
  for (let top = 0; top < height; top += 1500) {
    await page.evaluate((y) => scrollTo({ top: y, behavior: "instant" }), top);
    expect(await findEscaped(page), `at ${top} px`).toEqual([]);
  }
  expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(1280);
  await expectHarmless(page);
  await expectAtWork(page, 2);
});

test("a hostile notebook from a file is shown, and runs only when the reader says so", async ({
  page,
}) => {
  const paths = watchRequests(page);
  await openHostileFile(page);
  await expect(getOutput(page, 1)).toContainText(theEnd);
  await expectHarmless(page);
  await expectUnrun(page);
  expect(paths.filter((each) => !isOfTheBook(each))).toEqual([]);

  await runCell(page, 1);
  await expect(getOutput(page, 1)).toContainText("the canary sings");
  await expectHarmless(page);
});

test("a hostile notebook from a link is shown, and runs only when the reader says so", async ({
  page,
}) => {
  const paths = watchRequests(page);
  const { url } = toLink(
    [canary, ...hostileHtml, theEnd].map((source, index) => ({
      id: String(index),
      kind: index === 0 ? "code" : "markdown",
      source,
      outputs: [],
      executionCount: null,
    })),
    new URL(notebookPath, getSiteUrl()).href,
  );
  await page.goto(url);
  await expect(page.getByText("Nothing of it has run")).toBeVisible();
  await expect(getCell(page, 1)).toHaveCount(0);
  await page.getByRole("button", { name: "Open", exact: true }).click();
  await expect(page.getByText(theEnd)).toBeVisible();
  await expectHarmless(page);
  await expectUnrun(page);
  await page.getByRole("button", { name: "Run all" }).click();
  await expect(getOutput(page, 1)).toContainText("the canary sings");
  await expectHarmless(page);
  expect(paths.filter((each) => !isOfTheBook(each))).toEqual([]);
});

test("a hostile notebook as an HTML file is shown, and nothing of it runs", async ({
  page,
  context,
}) => {
  await openHostileFile(page);
  await expect(getOutput(page, 1)).toContainText(theEnd);
  await page.getByRole("button", { name: "More for the notebook" }).click();
  const downloading = page.waitForEvent("download");
  await page.getByRole("button", { name: "Download as HTML", exact: true }).click();
  const html = await readFile(await (await downloading).path(), "utf8");
  const file = await writeTestFile("notebook.html", html);
  const reader = await context.newPage();
  const paths = watchRequests(reader);
  await reader.goto(`file://${file}`);
  await expect(reader.getByText(theEnd).first()).toBeVisible();
  await expectHarmless(reader);
  await expect(reader.locator("script:not([type='application/x-ipynb+json'])")).toHaveCount(0);
  expect(paths).toEqual([file]);
});

test("what a timer of an earlier cell prints stands under the cell that has run since", async ({
  page,
}) => {
  await openNotebook(
    page,
    "let ticks = 0;\nsetInterval(() => console.log('tick', ticks += 1), 20);\ndisplay('the first')",
    "console.log('the second'); const from = ticks;\nwhile (ticks < from + 5) await new Promise((resolve) => setTimeout(resolve, 10));\n'done'",
  );
  await runCell(page, 1);
  await expect(getOutput(page, 1)).toContainText(/tick \d/);
  await runCell(page, 2);
  const first = await getOutput(page, 1).innerText();
  await expect(getOutput(page, 2)).toContainText(/the second[\s\S]*tick \d[\s\S]*done/);
  const last = Number(/tick (\d+)\D*$/.exec(await getOutput(page, 2).innerText())?.[1]);
  await expect(getOutput(page, 2)).toContainText(`tick ${last + 5}`);
  expect(await getOutput(page, 1).innerText()).toBe(first);
});

/** A list of texts as a cell can have it: some of the characters would end a line. */
function quote(texts: readonly string[]): string {
  return JSON.stringify(texts).replaceAll("\u2028", "\\u2028");
}

/** Opens a file whose first cell is code with hostile outputs, and the others Markdown. */
async function openHostileFile(page: Page) {
  const metadata = { descent: { author: hostileHtml[0], errors: hostileHtml } };
  const text = hostileHtml.join("\n");
  const outputs = [
    { output_type: "stream", name: "stdout", text },
    { output_type: "error", ename: text, evalue: text, traceback: [text] },
    ...hostileHtml.flatMap((html) => [
      { output_type: "display_data", data: { "text/html": html }, metadata },
      { output_type: "display_data", data: { "text/markdown": html }, metadata },
      {
        output_type: "execute_result",
        execution_count: 1,
        data: { "image/svg+xml": html, "application/javascript": "pwn()", "text/plain": html },
        metadata,
      },
    ]),
    { output_type: "display_data", data: { "text/plain": theEnd }, metadata: {} },
  ];
  const cells = [
    { cell_type: "code", id: "pwn", metadata, execution_count: 1, outputs, source: canary },
    ...hostileHtml.map((source, index) => ({
      cell_type: "markdown",
      id: `pwn-${index}`,
      metadata,
      source,
      attachments: { "a.svg": { "image/svg+xml": source } },
    })),
  ];
  const notebook = { nbformat: 4, nbformat_minor: 5, metadata: { title: hostileHtml[0] }, cells };
  const file = await writeTestFile("hostile.ipynb", JSON.stringify(notebook));
  await page.goto(notebookPath);
  const choosing = page.waitForEvent("filechooser");
  await page.getByRole("button", { name: "Open file" }).click();
  await (await choosing).setFiles(file);
}

async function writeTestFile(name: string, text: string): Promise<string> {
  const file = path.join(test.info().outputDir, name);
  await mkdir(path.dirname(file), { recursive: true });
  await writeFile(file, text);
  return file;
}

/** The paths that a page asks for from now on. */
function watchRequests(page: Page): string[] {
  const paths: string[] = [];
  page.on("request", (request) => {
    const url = new URL(request.url());
    if (url.protocol !== "data:" && url.protocol !== "blob:") paths.push(url.pathname);
  });
  return paths;
}

function isOfTheBook(requestPath: string): boolean {
  return /^\/(notebook\/|icon\.svg)$|^\/(_next|sandbox|language)\//.test(requestPath);
}

/** Touches every element as a reader's pointer and keys would, and looks at what has become of the page. */
async function expectHarmless(page: Page) {
  const found = await page.evaluate(() => {
    const regions = [...document.querySelectorAll("section, main > div")];
    const elements = regions.flatMap((region) => [...region.querySelectorAll("*")]);
    for (const element of elements) {
      for (const type of ["pointerover", "mouseover", "focus", "toggle", "error", "load"]) {
        element.dispatchEvent(new Event(type));
      }
    }
    const outputs = [...document.querySelectorAll("section[aria-label^=Output], .output")];
    const shown = outputs.flatMap((region) => [...region.querySelectorAll("*")]);
    const links = shown.filter((element) => element.localName === "a");
    return {
      pwnCount: globalThis.pwnCount,
      clobbered: [
        document.body instanceof HTMLBodyElement ? "" : "document.body",
        typeof document.getElementById === "function" ? "" : "document.getElementById",
        typeof globalThis.pwn === "function" ? "" : "pwn",
      ].filter(Boolean),
      fixed: shown.filter((element) => getComputedStyle(element).position === "fixed").length,
      named: shown.filter((element) => element.hasAttribute("name")).length,
      forms: shown.filter((element) => element.matches("form, input, iframe, object, style"))
        .length,
      links: links.filter(
        (link) =>
          link.hasAttribute("href") &&
          (link.getAttribute("target") !== "_blank" ||
            !/noopener/.test(link.getAttribute("rel") ?? "")),
      ).length,
    };
  });
  expect(found).toEqual({ pwnCount: 0, clobbered: [], fixed: 0, named: 0, forms: 0, links: 0 });
  await expect(page).toHaveTitle(title);
}

/** Parts of outputs that a pointer would meet outside of their region, or above the notebook's bar. */
async function findEscaped(page: Page): Promise<string[]> {
  return page.evaluate(() => {
    const escaped: string[] = [];
    for (let y = 10; y < innerHeight; y += 40) {
      for (let x = 10; x < innerWidth; x += 40) {
        const [top] = document.elementsFromPoint(x, y);
        for (const element of document.elementsFromPoint(x, y)) {
          const region = element.closest("section[aria-label^=Output]");
          if (!region) continue;
          const { left, right, top: above, bottom } = region.getBoundingClientRect();
          const isInside = x >= left && x <= right && y >= above && y <= bottom;
          if (!isInside) escaped.push(`${element.localName} at ${x}, ${y}`);
        }
        const bar = document.querySelector("[role=toolbar]")?.getBoundingClientRect();
        const isInBar = bar && y > bar.top && y < bar.bottom && x > bar.left && x < bar.right;
        if (isInBar && !top?.closest("[role=toolbar]")) escaped.push(`over the bar at ${x}, ${y}`);
      }
    }
    return escaped;
  });
}

/** Neither a kernel nor the first cell's code has been started. */
async function expectUnrun(page: Page) {
  await expect(page.locator("iframe")).toHaveCount(0);
  await expect(getKernelState(page)).toHaveText("idle");
  await expect(getCell(page, 1).getByText("[ ]", { exact: true })).toBeVisible();
  await expect(page.getByText("the canary sings", { exact: true })).toHaveCount(0);
}

async function expectAtWork(page: Page, number: number) {
  await addCell(page, number, "'still ' + 'here'");
  await runCell(page, number);
  await expect(getOutput(page, number)).toContainText("still here");
  await expectHarmless(page);
}
