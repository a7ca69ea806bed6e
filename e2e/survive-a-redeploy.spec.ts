import type { Page } from "@playwright/test";
import {
  chapterPath,
  expect,
  scrollThrough,
  startTraining,
  test,
  waitUntilAwake,
} from "./fixtures";

const assets = /\/_next\/static\//;

// The missing files are the point of these tests.
test.use({ allowedErrors: /status of 404|MIME type|chunk/i });

/** Counts how often the page is loaded from now on. */
function countLoads(page: Page) {
  const count = { loads: 0 };
  page.on("domcontentloaded", () => {
    count.loads += 1;
  });
  return count;
}

test("a page whose files were replaced by a redeploy reloads once, and then trains", async ({
  page,
}) => {
  await page.goto(chapterPath, { waitUntil: "networkidle" });
  const count = countLoads(page);
  await page.route(assets, (route) => route.fulfill({ status: 404 }));
  // What a reload brings is the new site, whose files are there.
  page.once("framenavigated", () => page.unroute(assets));
  await page.route(`**${chapterPath}`, async (route) => {
    if (route.request().isNavigationRequest()) await page.unroute(assets);
    await route.fallback();
  });

  await page.getByRole("button", { name: "Train", exact: true }).first().focus();
  await expect.poll(() => count.loads).toBe(1);
  await page.waitForLoadState("networkidle");

  await startTraining(page);
  expect(count.loads).toBe(1);
});

test("a page whose files stay away reloads once only, and keeps its text", async ({ page }) => {
  await page.goto(chapterPath, { waitUntil: "networkidle" });
  const kept = await page.evaluate(() =>
    performance.getEntriesByType("resource").map(({ name }) => name),
  );
  const count = countLoads(page);
  // The page itself loads again; what its figures need is gone for good.
  await page.route(assets, (route) =>
    kept.includes(route.request().url()) ? route.fallback() : route.fulfill({ status: 404 }),
  );

  await page.getByRole("button", { name: "Train", exact: true }).first().focus();
  await expect.poll(() => count.loads).toBe(1);
  await page.waitForLoadState("networkidle");
  await scrollThrough(page);
  await expect(page.getByRole("heading", { level: 1 })).toContainText("Gradient descent");
  expect(await page.locator("main p").count()).toBeGreaterThan(20);
  expect(count.loads).toBe(1);
});

test("the slope and the valley keep their settings over the reload that follows a redeploy", async ({
  page,
}) => {
  await page.goto(chapterPath);
  const value = (id: string, symbol: string) =>
    page.locator(`#${id}`).getByRole("textbox", { name: `Exact value of ${symbol}`, exact: true });
  for (const id of ["slope", "valley"]) {
    await page.locator(`#${id}`).scrollIntoViewIfNeeded();
    await waitUntilAwake(page.locator(`#${id}`));
  }
  await page.locator("#slope").getByRole("combobox", { name: "Curve" }).selectOption("cliff");
  await value("slope", "α").fill("0.7");
  await page.locator("#slope").getByRole("checkbox", { name: "Fog" }).check();
  await value("valley", "κ").fill("7.5");
  await value("valley", "w₁").fill("3.3");
  await page.evaluate(() => window.dispatchEvent(new CustomEvent("descent:before-reload")));
  await page.reload();
  for (const id of ["valley", "slope"]) {
    await page.locator(`#${id}`).scrollIntoViewIfNeeded();
    await waitUntilAwake(page.locator(`#${id}`));
  }
  await expect(page.locator("#slope").getByRole("combobox", { name: "Curve" })).toHaveValue(
    "cliff",
  );
  await expect(value("slope", "α")).toHaveValue("0.7");
  await expect(page.locator("#slope").getByRole("checkbox", { name: "Fog" })).toBeChecked();
  await expect(value("valley", "κ")).toHaveValue("7.5");
  await expect(value("valley", "w₁")).toHaveValue("3.3");
  await expect(page.locator("#valley")).not.toContainText("grey: the path before");
  await page.reload();
  await page.locator("#slope").scrollIntoViewIfNeeded();
  await waitUntilAwake(page.locator("#slope"));
  await expect(value("slope", "α")).not.toHaveValue("0.7");
});
