import type { Page } from "@playwright/test";
import { chapterPath, expect, findUnstyledClasses, scrollThrough, test } from "./fixtures";

/** How much there is of what is frozen in the page, outside of the figures, whose words depend on their state. */
function countFrozen(page: Page) {
  return page.evaluate(() => {
    const find = (selector: string) =>
      [...document.querySelectorAll(selector)].filter((element) => !element.closest("[data-lazy]"));
    return {
      formulas: find(".katex .katex-html").length,
      mathml: find(".katex math annotation").length,
      lines: find("pre.shiki .line").length,
      cells: find("[data-cell] section section").length,
      pictures: find("[data-cell] svg").length,
      letters: find("article > :is(p, h2, h3, ul)").reduce(
        (sum, { textContent }) => sum + textContent.length,
        0,
      ),
    };
  });
}

test.describe("without JavaScript", () => {
  test.use({ javaScriptEnabled: false });

  test("a cell is readable code, with the outputs of the author's run", async ({ page }) => {
    await page.goto(chapterPath);
    const cell = page.getByRole("region", { name: "Code cell 1", exact: true });
    await expect(cell.locator("pre")).toContainText("const alpha = 0.2;");
    await expect(cell.getByText("[ ]")).toBeVisible();
    const output = cell.getByRole("region", { name: "Output of cell 1", exact: true });
    await expect(output.getByText("Recorded")).toBeVisible();
    await expect(output.getByText(/^0\.0604661/)).toBeVisible();
    await expect(output.locator("svg").first()).toBeVisible();
  });

  test("no cell has a button that does nothing", async ({ page }) => {
    await page.goto(chapterPath);
    expect(await page.locator("[data-cell]").count()).toBeGreaterThan(3);
    const buttons = page.locator("[data-cell] button");
    for (const button of await buttons.all()) await expect(button).toBeHidden();
  });

  test("each cell has all of its styles", async ({ page }) => {
    await page.goto(chapterPath);
    const missing = await findUnstyledClasses(
      page,
      "[data-cell], [data-cell] [class]",
      "pre.shiki",
    );
    expect(missing).toEqual([]);
  });
});

test("formulas and code are all there once the page's scripts have run", async ({
  page,
  browser,
  baseURL,
}) => {
  const plain = await browser.newPage({ baseURL, javaScriptEnabled: false });
  await plain.goto(chapterPath);
  const written = await countFrozen(plain);
  await plain.close();
  expect(written.formulas).toBeGreaterThan(40);
  expect(written.lines).toBeGreaterThan(100);
  expect(written.letters).toBeGreaterThan(9000);

  await page.goto(chapterPath, { waitUntil: "networkidle" });
  await scrollThrough(page);
  const { formulas, mathml, letters } = await countFrozen(page);
  expect({ formulas, mathml, letters }).toEqual({
    formulas: written.formulas,
    mathml: written.mathml,
    letters: written.letters,
  });
});

test.describe("where something else has changed the page before its scripts ran", () => {
  // React says that the page is not the one that it wrote, and draws it anew, head and icon too.
  test.use({ allowedErrors: /Minified React error #418|favicon/ });

  test("React draws it anew, with all formulas, code and cells", async ({
    page,
    browser,
    baseURL,
  }) => {
    const plain = await browser.newPage({ baseURL, javaScriptEnabled: false });
    await plain.goto(chapterPath);
    const written = await countFrozen(plain);
    await plain.close();

    await page.addInitScript(() => {
      new MutationObserver((_, observer) => {
        const title = document.querySelector("h1");
        if (!title) return;
        observer.disconnect();
        title.textContent = "Gradientenabstieg";
      }).observe(document, { childList: true, subtree: true });
    });
    await page.goto(chapterPath);
    await expect(page.getByRole("heading", { level: 1 })).toHaveText("Gradient descent");
    expect(await countFrozen(page)).toEqual(written);
  });
});
