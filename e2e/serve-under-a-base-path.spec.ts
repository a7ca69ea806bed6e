import type { Request } from "@playwright/test";
import { chapterPath, expect, startTraining, test } from "./fixtures";
import { addCell, getCell, getOutput, runCell } from "./notebook";

test.describe("built with BASE_PATH=/course", () => {
  test.skip(!process.env.COURSE_URL, "npm test builds this second site; there is none now");
  // biome-ignore lint/correctness/noEmptyPattern: Playwright reads the fixtures from the pattern.
  test.use({ baseURL: async ({}, use) => use(process.env.COURSE_URL ?? "") });

  test("home page, chapter and everything they load are below it", async ({ page }) => {
    const requests: Request[] = [];
    page.on("request", (request) => requests.push(request));

    await page.goto("./", { waitUntil: "networkidle" });
    await page
      .locator("main")
      .getByRole("link", { name: /Gradient descent/ })
      .first()
      .click();
    await expect(page).toHaveURL(new RegExp(`/course${chapterPath}$`));
    await expect(page.getByRole("heading", { level: 1 })).toContainText("Gradient descent");
    await page.reload({ waitUntil: "networkidle" });

    expect(requests.length).toBeGreaterThan(5);
    for (const request of requests) {
      if (request.url().startsWith("data:")) continue;
      const { pathname } = new URL(request.url());
      expect(pathname).toMatch(/^\/course\//);
      // What was on its way when the page was reloaded has no answer.
      if (request.failure()?.errorText === "net::ERR_ABORTED") continue;
      expect((await request.response())?.status(), pathname).toBeLessThan(400);
    }
  });

  test("a network trains in it", async ({ page }) => {
    await page.goto(`.${chapterPath}`);
    await startTraining(page);
  });

  test("a cell runs in it, with TensorFlow.js and completion", async ({ page }) => {
    await page.goto("./notebook/");
    await addCell(page, 1, "tf.scalar(41).add(1)");
    await runCell(page, 1);
    await expect(getOutput(page, 1)).toContainText("42");
    await addCell(page, 2, "");
    await getCell(page, 2).getByRole("textbox").pressSequentially("tf.tens");
    await expect(page.getByRole("option", { name: /^tensor2d/ })).toBeVisible({ timeout: 30_000 });
  });
});
