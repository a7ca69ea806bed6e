import type { Page } from "@playwright/test";
import { chapterPath, expect, findUnstyledClasses, scrollThrough, test } from "./fixtures";

/**
 * The text of each paragraph, heading, list item and table row of the prose, outside of the widgets:
 * their words depend on their state.
 */
function readProse(page: Page) {
  return page
    .locator("main")
    .locator("p, h1, h2, h3, li, tr")
    .evaluateAll((elements) =>
      elements
        .filter((element) => !element.closest("section, figure, [data-lazy], [data-notebook]"))
        .map((element) => (element.textContent ?? "").replace(/\s+/g, " ").trim())
        .filter((text) => text !== ""),
    );
}

test.describe("without JavaScript", () => {
  test.use({ javaScriptEnabled: false });

  test("the chapter's text is complete", async ({ page, browser, baseURL }) => {
    await page.goto(chapterPath);
    const offline = await readProse(page);

    const withScripts = await browser.newPage({ baseURL, javaScriptEnabled: true });
    await withScripts.goto(chapterPath, { waitUntil: "networkidle" });
    await scrollThrough(withScripts);
    const online = await readProse(withScripts);
    await withScripts.close();

    const words = offline.join(" ").split(" ").length;
    expect(words, "words of prose").toBeGreaterThan(1500);
    // What is said only to those without JavaScript is not part of the text.
    const [aside] = await page.locator("noscript p").allTextContents();
    expect(offline.filter((paragraph) => paragraph !== aside?.replace(/\s+/g, " ").trim())).toEqual(
      online,
    );
  });

  test("formulas are set, and each figure shows something", async ({ page }) => {
    await page.goto(chapterPath);
    expect(await page.locator(".katex-html").count()).toBeGreaterThan(5);
    const figures = page.locator("main figure, main [data-lazy]").filter({ visible: true });
    expect(await figures.count()).toBeGreaterThan(2);
    for (const figure of await figures.all()) {
      await expect(figure.locator("svg, img, canvas, table, pre, button, p").first()).toBeVisible();
    }
  });

  test("each figure has all of its styles", async ({ page }) => {
    await page.goto(chapterPath);
    // KaTeX names more than it styles, and so does code: its lines, and words without a colour.
    const missing = await findUnstyledClasses(page, "main [data-lazy] [class]", ".katex, pre *");
    expect(missing).toEqual([]);
  });

  test("the home page lists the whole book and leads to the chapter", async ({ page }) => {
    await page.goto("/");
    await page
      .locator("main")
      .getByRole("link", { name: /Gradient descent/ })
      .first()
      .click();
    await expect(page).toHaveURL(new RegExp(`${chapterPath}$`));
    await expect(page.getByRole("heading", { level: 1 })).toContainText("Gradient descent");
  });
});
