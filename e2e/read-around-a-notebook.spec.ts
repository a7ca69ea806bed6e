import { chapterPath, expect, scrollThrough, test } from "./fixtures";
import { expectCount, expectDone, getCell, getOutput, openNotebook, runCell } from "./notebook";

test("what stands below a cell stays where it is while the cell runs again", async ({ page }) => {
  const slow = `for (let i = 1; i <= 8; i++) {\n  console.log(i);\n  await sleep(40);\n}`;
  await openNotebook(page, slow, "1 + 1");
  await runCell(page, 1);
  await expect(getOutput(page, 1)).toContainText("8");

  const places = await getCell(page, 2).evaluateHandle((below) => {
    const seen = new Set<number>();
    const look = () => {
      seen.add(Math.round(below.getBoundingClientRect().top + scrollY));
      requestAnimationFrame(look);
    };
    look();
    return seen;
  });
  await getCell(page, 1).getByRole("button", { name: "Run", exact: true }).click();
  await expect(getCell(page, 1).getByRole("button", { name: "Stop", exact: true })).toBeVisible();
  await expectDone(page, 1);
  await expectCount(page, 1, 2);
  expect(await places.evaluate((seen) => [...seen])).toHaveLength(1);
});

test("the bar at the foot of the window covers nothing that has the focus", async ({ page }) => {
  await page.setViewportSize({ width: 800, height: 400 });
  await page.goto(chapterPath, { waitUntil: "networkidle" });
  await scrollThrough(page);
  await page.emulateMedia({ reducedMotion: "reduce" });
  await page.getByRole("link", { name: "Descent", exact: true }).focus();

  const covered: string[] = [];
  for (let step = 0; step < 60; step += 1) {
    await page.keyboard.press("Tab");
    const hidden = await page.evaluate(() => {
      const focused = document.activeElement;
      const bar = document.querySelector("[role=toolbar]");
      if (!focused || !bar || bar.contains(focused)) return "";
      const { top, bottom } = focused.getBoundingClientRect();
      const limit = bar.getBoundingClientRect().top;
      // What is higher than the window shows at least its beginning.
      return Math.min(bottom, top + 44) > limit ? `${focused.tagName} ${focused.textContent}` : "";
    });
    if (hidden) covered.push(hidden);
  }
  expect(covered).toEqual([]);
});
