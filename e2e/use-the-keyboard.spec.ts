import type { Page } from "@playwright/test";
import { chapterPath, expect, scrollThrough, test } from "./fixtures";
import { notebookPath } from "./notebook";

/**
 * Gives each control that the Tab key should reach an index, and returns their names. Of a group of
 * radio buttons Tab reaches one.
 */
function markTabStops(page: Page) {
  return page.evaluate(() => {
    const selector =
      "a[href], button, input, select, textarea, summary, [tabindex], [contenteditable=true]";
    const groups = new Set<string>();
    const stops = [...document.querySelectorAll<HTMLElement>(selector)].filter((element) => {
      const isDisabled = element.matches(":disabled") || element.closest("[inert]");
      if (isDisabled || element.tabIndex < 0) return false;
      if (!element.checkVisibility({ visibilityProperty: true })) return false;
      if (!(element instanceof HTMLInputElement) || element.type !== "radio") return true;
      const group = `${element.form?.id} ${element.name}`;
      if (groups.has(group)) return false;
      groups.add(group);
      return true;
    });
    return stops.map((element, index) => {
      const isRadio = element instanceof HTMLInputElement && element.type === "radio";
      const members = isRadio ? document.getElementsByName(element.name) : [element];
      for (const member of members) member.dataset.tabStop = String(index);
      const name = element.getAttribute("aria-label") ?? element.textContent ?? "";
      return `${element.tagName.toLowerCase()} ${name.trim().slice(0, 40)}`;
    });
  });
}

/** Whether the focused element looks different without the focus. It has the focus again afterwards. */
async function looksFocused(page: Page) {
  const element = await page.evaluateHandle(() => document.activeElement as HTMLElement);
  // The browser may still be scrolling it into view, smoothly.
  await element.scrollIntoViewIfNeeded();
  const box = await element.boundingBox();
  if (!box) return false;
  const clip = { x: box.x - 8, y: box.y - 8, width: box.width + 16, height: box.height + 16 };
  const focused = await page.screenshot({ clip, animations: "disabled" });
  await element.evaluate((focusable) => focusable.blur());
  const blurred = await page.screenshot({ clip, animations: "disabled" });
  await element.evaluate((focusable) => focusable.focus());
  return !focused.equals(blurred);
}

for (const path of ["/", chapterPath]) {
  test(`Tab reaches every control of ${path}, shows where it is, and gets out again`, async ({
    page,
  }) => {
    await page.goto(path, { waitUntil: "networkidle" });
    await scrollThrough(page);
    await page.evaluate(() => scrollTo({ top: 0, behavior: "instant" }));
    const names = await markTabStops(page);
    expect(names.length).toBeGreaterThan(2);

    const reached = new Set<number>();
    const hidden: string[] = [];
    // Some room for stops inside of native controls, such as the parts of a scrollable area.
    for (let presses = 0; presses < names.length + 40; presses += 1) {
      // In an editor Tab indents; Escape leaves it.
      if (await page.locator("[role=textbox][contenteditable=true]:focus").count()) {
        await page.keyboard.press("Escape");
      }
      await page.keyboard.press("Tab");
      const focused = await page.evaluate(() => {
        const element = document.activeElement as HTMLElement | null;
        if (!element || element === document.body) return null;
        // A radio button or checkbox may leave it to its label to show the focus.
        const shows = [element, element.closest("label")].some((shown) => {
          if (!shown) return false;
          const { outlineStyle, outlineWidth, boxShadow } = getComputedStyle(shown);
          const hasOutline = outlineStyle !== "none" && Number.parseFloat(outlineWidth) > 0;
          return hasOutline || boxShadow !== "none";
        });
        return {
          index: Number(element.dataset.tabStop ?? -1),
          isShown: shows,
          html: element.outerHTML.slice(0, 120),
        };
      });
      if (focused === null || reached.has(focused.index)) break;
      if (focused.index >= 0) reached.add(focused.index);
      if (!focused.isShown && !(await looksFocused(page))) hidden.push(focused.html);
    }

    expect(names.filter((_, index) => !reached.has(index))).toEqual([]);
    expect(hidden, "controls that do not show the focus").toEqual([]);
  });
}

test("a menu and a dialog give the focus back where it came from", async ({ page }) => {
  await page.goto(notebookPath);
  const more = page.getByRole("button", { name: "More for the notebook" });
  await more.press("Enter");
  await page.getByRole("button", { name: "Keys" }).press("Enter");
  await expect(page.getByRole("dialog", { name: "Keys" })).toBeVisible();
  await page.keyboard.press("Escape");
  await expect(more).toBeFocused();
});

test("the first Tab stop skips to the text", async ({ page }) => {
  await page.goto(chapterPath);
  await page.keyboard.press("Tab");
  const skip = page.locator(":focus");
  await expect(skip).toHaveAttribute("href", /^#/);
  await expect(skip).toBeInViewport();
  await page.keyboard.press("Enter");
  await page.keyboard.press("Tab");
  await expect(page.locator("main :focus")).toHaveCount(1);
});
