import { chapterPath, expect, test } from "./fixtures";
import { getKernelState } from "./notebook";

test("a chapter's cells run from top to bottom", async ({ page }) => {
  await page.goto(chapterPath);
  const cells = page.getByRole("region", { name: /^Code cell \d+$/ });
  const count = await cells.count();
  expect(count).toBeGreaterThan(2);
  await page.getByRole("button", { name: "Run all" }).click();
  for (let index = 0; index < count; index += 1) {
    await expect(cells.nth(index).getByText(`[${index + 1}]`, { exact: true })).toBeVisible({
      timeout: 40_000,
    });
  }
  await expect(getKernelState(page)).toHaveText("idle");
  await expect(page.getByRole("region", { name: /^Output of cell/ }).locator("mark")).toHaveCount(
    0,
  );
});

test("a chapter's cells run on WebGPU, with fewer epochs @webgpu", async ({ page }) => {
  test.setTimeout(180_000);
  await page.addInitScript(() => {
    Object.assign(window, { descentSettings: { backend: "webgpu", maxEpochs: 1 } });
  });
  await page.goto(chapterPath);
  const cells = page.getByRole("region", { name: /^Code cell \d+$/ });
  const count = await cells.count();
  await page.getByRole("button", { name: "Run all" }).click();
  for (let index = 0; index < count; index += 1) {
    await expect(cells.nth(index).getByText(`[${index + 1}]`, { exact: true })).toBeVisible({
      timeout: 120_000,
    });
  }
  await expect(page.getByRole("region", { name: /^Output of cell/ }).locator("mark")).toHaveCount(
    0,
  );
});

test("before the reader acts, a cell shows its code and the author's output, marked as recorded", async ({
  browser,
  baseURL,
}) => {
  const context = await browser.newContext({ javaScriptEnabled: false, baseURL });
  const page = await context.newPage();
  await page.goto(chapterPath);
  const cell = page.getByRole("region", { name: "Code cell 1", exact: true });
  await expect(cell.locator("pre").first()).toBeVisible();
  await expect(page.getByRole("region", { name: "Output of cell 1" })).toContainText("Recorded");
  await expect(page.getByRole("button", { name: "Run" })).toHaveCount(0);
  await context.close();
});
