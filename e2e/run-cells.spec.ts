import { expect, test } from "./fixtures";
import {
  addCell,
  expectCount,
  fillCell,
  getCell,
  getKernelState,
  getOutput,
  notebookPath,
  openNotebook,
  runCell,
} from "./notebook";

test("a notebook starts empty, and offers a first cell and a file", async ({ page }) => {
  await page.goto(notebookPath);
  await expect(page.getByRole("button", { name: "Add code cell" })).toBeVisible();
  await expect(page.getByRole("button", { name: "Open file" })).toBeVisible();
  await expect(page.getByRole("region", { name: /cell/ })).toHaveCount(0);
});

test("a cell shows its result, and running it again counts on", async ({ page }) => {
  await openNotebook(page, "1 + 1");
  await runCell(page, 1);
  await expect(getOutput(page, 1)).toContainText("2");
  await expectCount(page, 1, 1);
  await runCell(page, 1);
  await expectCount(page, 1, 2);
  await expect(getKernelState(page)).toHaveText("idle");
});

test("a double click on Run runs the cell, and does not stop it", async ({ page }) => {
  await openNotebook(page, "await sleep(300);\n6 * 7");
  await getCell(page, 1).getByRole("button", { name: "Run", exact: true }).dblclick();
  await expect(getOutput(page, 1)).toContainText("42");
});

test("a running cell that is deleted is stopped, and the next one can run", async ({ page }) => {
  await openNotebook(page, "await new Promise(() => {})", "6 * 7");
  await getCell(page, 1).getByRole("button", { name: "Run", exact: true }).click();
  await expect(getKernelState(page)).toHaveText("busy");
  await page.getByRole("button", { name: "More for cell 1" }).click();
  await page.getByRole("button", { name: "Delete" }).click();
  await expect(getKernelState(page)).toHaveText("idle");
  await runCell(page, 1);
  await expect(getOutput(page, 1)).toContainText("42");
});

test("names live from cell to cell, with their types stripped, and can be declared again", async ({
  page,
}) => {
  await openNotebook(
    page,
    "const rate: number = 0.2;\nfunction step(w: number): number { return w - rate * 2 * w; }",
    "let w = 10;\nfor (let i = 0; i < 10; i++) w = step(w);\nw.toFixed(4)",
  );
  await runCell(page, 1);
  await runCell(page, 2);
  await expect(getOutput(page, 2)).toContainText("0.0605");
  await fillCell(page, 1, "const rate = 1.1;\nfunction step(w) { return w - rate * 2 * w; }");
  await runCell(page, 1);
  await runCell(page, 2);
  await expect(getOutput(page, 2)).toContainText("61.9");
});

test("a cell whose inputs changed is marked, and what is stale can be run", async ({ page }) => {
  await openNotebook(page, "const a = 1", "a + 1");
  await page.getByRole("button", { name: "Run all" }).click();
  await expect(getOutput(page, 2)).toContainText("2");
  await fillCell(page, 1, "const a = 5");
  await expect(getCell(page, 2)).toContainText("changed since it ran");
  await page.getByRole("button", { name: "Run what is stale" }).click();
  await expect(getOutput(page, 2)).toContainText("6");
  await expect(getCell(page, 2)).not.toContainText("changed since it ran");
});

test("run all stops at the first error, which names its cell, line and expression", async ({
  page,
}) => {
  await openNotebook(page, "const a = 1", "const b = a + 1;\nconst c = lost.length;", "3");
  await page.getByRole("button", { name: "Run all" }).click();
  await expectCount(page, 2, 2);
  const output = getOutput(page, 2);
  await expect(output).toContainText("ReferenceError");
  await expect(output).toContainText("Code cell 2, line 2");
  await expect(output.locator("mark")).toContainText("lost");
  await expect(getOutput(page, 3)).toHaveCount(0);
});

test("restart forgets all names, and starts the count over", async ({ page }) => {
  await openNotebook(page, "const a = 1", "a");
  await runCell(page, 1);
  await runCell(page, 2);
  await page.getByRole("button", { name: "Restart", exact: true }).click();
  await runCell(page, 2);
  await expect(getOutput(page, 2)).toContainText("a is not defined");
  await expectCount(page, 2, 1);
});

test("Shift-Enter runs and goes on, Escape leaves the editor, and letters are commands", async ({
  page,
}) => {
  await openNotebook(page, "1 + 1");
  await getCell(page, 1).getByRole("textbox").press("Shift+Enter");
  await expect(getOutput(page, 1)).toContainText("2");
  // Beyond the last cell there is a new one, ready to be written.
  await expect(getCell(page, 2).getByRole("textbox")).toBeFocused();
  // The space closes the list of completions, which Escape would do first.
  await page.keyboard.type("const x = 7; x ");
  await page.keyboard.press("Escape");
  await expect(getCell(page, 2)).toBeFocused();
  await page.keyboard.press("Control+Enter");
  await expect(getOutput(page, 2)).toContainText("7");

  await page.keyboard.press("a");
  await expect(getCell(page, 2).getByRole("textbox")).toBeFocused();
  await page.keyboard.type("// above");
  await page.keyboard.press("Escape");
  await expect(getCell(page, 3)).toContainText("const x = 7");
  await page.keyboard.press("d");
  await page.keyboard.press("d");
  await expect(getCell(page, 2)).toContainText("const x = 7");
  await page.keyboard.press("z");
  await expect(getCell(page, 2)).toContainText("above");
  await page.keyboard.press("m");
  await expect(page.getByRole("region", { name: "Markdown cell 2" })).toContainText("above");
  await page.keyboard.press("y");
  await expect(getCell(page, 2)).toContainText("above");
});

test("Markdown is set as text, with formulas", async ({ page }) => {
  await openNotebook(page, "1");
  await page.getByRole("button", { name: "Add text cell" }).click();
  const cell = page.getByRole("region", { name: "Markdown cell 2" });
  await cell.getByRole("textbox").fill("## A *heading*\n\nwith $w^2$ in it");
  await page.keyboard.press("Shift+Enter");
  await expect(cell.getByRole("heading", { name: "A heading" })).toBeVisible();
  await expect(cell.locator(".katex")).toBeVisible();
});

test("a million lines of output neither slow the page nor grow it @timed", async ({ page }) => {
  await openNotebook(page, "for (let i = 0; i < 1_000_000; i++) console.log(i)");
  await page.evaluate(() => {
    const gaps: number[] = [];
    let last = performance.now();
    const tick = () => {
      const now = performance.now();
      gaps.push(now - last);
      last = now;
      requestAnimationFrame(tick);
    };
    requestAnimationFrame(tick);
    Object.assign(window, { gaps });
  });
  await runCell(page, 1);
  await expect(getOutput(page, 1)).toContainText("lines are left out here");
  const longest = await page.evaluate(() =>
    Math.max(...(window as unknown as { gaps: number[] }).gaps),
  );
  expect(longest).toBeLessThan(300);
});

test("a cell that is added later sees what ran before", async ({ page }) => {
  await openNotebook(page, "class Point { constructor(public_x) { this.x = public_x; } }");
  await runCell(page, 1);
  await addCell(page, 2, "new Point(3)");
  await runCell(page, 2);
  await expect(getOutput(page, 2)).toContainText("Point");
});
