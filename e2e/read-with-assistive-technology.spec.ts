import AxeBuilder from "@axe-core/playwright";
import { listPages } from "../scripts/site.mjs";
import { expect, scrollThrough, test } from "./fixtures";

for (const colorScheme of ["light", "dark"] as const) {
  test.describe(`in ${colorScheme} mode`, () => {
    test.use({ colorScheme });

    for (const path of [...listPages(), "/404.html"]) {
      test(`axe finds nothing serious on ${path}`, async ({ page }) => {
        await page.goto(path, { waitUntil: "networkidle" });
        await scrollThrough(page);
        const { violations } = await new AxeBuilder({ page }).analyze();
        const serious = violations
          .filter(({ impact }) => impact === "serious" || impact === "critical")
          .map(({ id, help, nodes }) => ({
            id,
            help,
            nodes: nodes.map(({ target, failureSummary }) => `${target}: ${failureSummary}`),
          }));
        expect(serious).toEqual([]);
      });
    }
  });
}
