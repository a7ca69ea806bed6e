import AxeBuilder from "@axe-core/playwright";
import type { Page } from "@playwright/test";
import { listPages } from "../scripts/site.mjs";
import { expect, scrollThrough, test } from "./fixtures";
import { getCell, getOutput, openNotebook, runCell } from "./notebook";

/** What axe finds that keeps someone from reading or acting. */
async function findSerious(page: Page) {
  const { violations } = await new AxeBuilder({ page }).analyze();
  return violations
    .filter(({ impact }) => impact === "serious" || impact === "critical")
    .map(({ id, help, nodes }) => ({
      id,
      help,
      nodes: nodes.map(({ target, failureSummary }) => `${target}: ${failureSummary}`),
    }));
}

const cells = [
  `console.log("a".repeat(400));\nconsole.error("careful");\n({ list: [1, 2], text: "a" })`,
  `const x = tf.ones([30, 40]);\nawait table([{ step: 1, loss: 0.5 }]);\nx`,
  `await heatmap([[1, -1], [0, 2]]);\nawait plot({ loss: [3, 2, 1] })`,
  `const model = tf.sequential({ layers: [tf.layers.dense({ inputShape: [1], units: 1 })] });
model.compile({ optimizer: "sgd", loss: "meanSquaredError" });
model.summary();
await model.fit(tf.ones([8, 1]), tf.ones([8, 1]), { epochs: 3, validationSplit: 0.5 })`,
  `tf.ones([2, 3]).matMul(tf.ones([2, 3]))`,
];

for (const colorScheme of ["light", "dark"] as const) {
  test.describe(`in ${colorScheme} mode`, () => {
    test.use({ colorScheme });

    for (const path of [...listPages(), "/404.html"]) {
      test(`axe finds nothing serious on ${path}`, async ({ page }) => {
        await page.goto(path, { waitUntil: "networkidle" });
        await scrollThrough(page);
        expect(await findSerious(page)).toEqual([]);
      });
    }

    test("axe finds nothing serious in a notebook with outputs, its menu and its dialogs", async ({
      page,
    }) => {
      await openNotebook(page, ...cells);
      for (const index of cells.keys()) await runCell(page, index + 1);
      await expect(getOutput(page, 5)).toContainText("must be as many as");
      // What a cell has read is defined anew: it is stale.
      await getCell(page, 2).getByRole("textbox").fill("const x = 1;");
      await expect(getCell(page, 2)).toContainText("changed since it ran");
      await page.getByRole("button", { name: "Add text cell" }).click();
      const text = page.getByRole("region", { name: "Markdown cell 6" });
      await text.getByRole("textbox").fill("## A heading\n\nWith $w^2$ and `code`.");
      await text.getByRole("button", { name: "Run" }).click();
      await expect(text.getByRole("heading", { name: "A heading" })).toBeVisible();
      expect(await findSerious(page)).toEqual([]);

      const more = page.getByRole("button", { name: "More for the notebook" });
      await more.click();
      const keys = page.getByRole("button", { name: "Keys" });
      await expect(keys).toBeVisible();
      expect(await findSerious(page)).toEqual([]);
      await keys.click();
      await expect(page.getByRole("dialog")).toBeVisible();
      expect(await findSerious(page)).toEqual([]);
    });
  });
}
