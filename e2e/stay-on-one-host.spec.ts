import { listPages } from "../scripts/site.mjs";
import { expect, scrollThrough, test } from "./fixtures";

for (const path of listPages()) {
  test(`${path} asks no other host, sets no cookie and has its policy`, async ({
    page,
    context,
  }) => {
    const response = await page.goto(path, { waitUntil: "networkidle" });
    expect(response?.status()).toBe(200);
    await scrollThrough(page);

    expect(await context.cookies()).toEqual([]);
    const policy = page.locator('head > meta[http-equiv="Content-Security-Policy"]');
    await expect(policy).toHaveAttribute(
      "content",
      /^default-src 'self'; script-src 'self' 'sha256-/,
    );
    // The fixture has collected requests to other hosts and violations of the policy.
  });
}

test.describe("an injected script", () => {
  test.use({ allowedErrors: /Content Security Policy/ });

  test("does not run", async ({ page, problems }) => {
    await page.goto("/");
    const hasRun = await page.evaluate(() => {
      const script = document.createElement("script");
      script.textContent = "window.intruder = true";
      document.body.append(script);
      return "intruder" in window;
    });
    expect(hasRun).toBe(false);
    await expect.poll(() => problems.join()).toContain("Content Security Policy");
  });
});

test.describe("a missing address", () => {
  // Chromium reports the status itself as an error.
  test.use({ allowedErrors: /status of 404 .*nowhere/ });

  test("says so, with a way back", async ({ page }) => {
    const response = await page.goto("/chapters/nowhere/");
    expect(response?.status()).toBe(404);
    await expect(page.getByRole("heading", { level: 1 })).toBeVisible();
    await page.locator("main").getByRole("link").first().click();
    await expect(page).toHaveURL(/^[^/]*\/\/[^/]+\/(#.*)?$/);
    await expect(page.getByRole("heading", { level: 1 })).toContainText("Descent");
  });
});
