import type { Page } from "@playwright/test";
import { listPages } from "../scripts/site.mjs";
import { expect, scrollThrough, test } from "./fixtures";

/** What reaches beyond the right edge, or nothing where the page does not scroll sideways. */
function findOverflow(page: Page) {
  return page.evaluate(() => {
    const { scrollWidth, clientWidth } = document.documentElement;
    if (scrollWidth <= clientWidth) return [];
    return [...document.body.querySelectorAll("*")]
      .filter((element) => element.getBoundingClientRect().right > clientWidth + 1)
      .slice(0, 8)
      .map(
        (element) =>
          `${element.tagName} ${element.className}: ${element.textContent?.slice(0, 40)}`,
      )
      .concat(`page: ${scrollWidth} px in ${clientWidth} px`);
  });
}

for (const path of listPages()) {
  test(`${path} never scrolls sideways, from 360 to 2560 px`, async ({ page }) => {
    await page.goto(path, { waitUntil: "networkidle" });
    await scrollThrough(page);
    for (const width of [360, 390, 820, 1280, 1920, 2560]) {
      await page.setViewportSize({ width, height: 800 });
      expect([width, await findOverflow(page)]).toEqual([width, []]);
    }
  });

  test(`${path} can be read at 200 %`, async ({ page }) => {
    // On a window of 1280 px that is a window of 640 px with large pixels.
    await page.setViewportSize({ width: 640, height: 400 });
    await page.goto(path, { waitUntil: "networkidle" });
    await scrollThrough(page);
    expect(await findOverflow(page)).toEqual([]);
  });

  test(`${path} can be read with a font size of 32 px in the browser's settings`, async ({
    page,
  }) => {
    const session = await page.context().newCDPSession(page);
    await session.send("Page.setFontSizes", { fontSizes: { standard: 32, fixed: 26 } });
    await page.goto(path, { waitUntil: "networkidle" });
    await scrollThrough(page);
    expect(await findOverflow(page)).toEqual([]);
  });
}
