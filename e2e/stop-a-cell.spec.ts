import { endlessPrograms } from "../bench/endless-programs.mjs";
import { timeStop } from "../bench/notebook.mjs";
import { expect, test } from "./fixtures";
import { getCell, getOutput, openNotebook, runCell } from "./notebook";

/** Everything below is to be over a second after Stop; the browser itself gets some grace. */
const limitMs = 1000;
const graceMs = 400;

for (const [name, { code, keepsNames }] of Object.entries(endlessPrograms)) {
  test(`Stop ends ${name} within a second @timed`, async ({ page }) => {
    await openNotebook(page, "const kept = 42", code, "kept");
    await runCell(page, 1);
    const cell = getCell(page, 2);
    await cell.getByRole("button", { name: "Run", exact: true }).click();
    const stop = cell.getByRole("button", { name: "Stop" });
    await expect(stop).toBeVisible();
    await page.waitForTimeout(300);
    const elapsedMs = await timeStop(page, 2);
    expect(elapsedMs).toBeLessThan(limitMs + graceMs);
    await expect(cell).toContainText(keepsNames ? "names keep" : "names are gone");
    await runCell(page, 3);
    await expect(getOutput(page, 3)).toContainText(keepsNames ? "42" : "kept is not defined");
  });
}

test("an honest program is not stopped for being slow, and is mentioned after two seconds", async ({
  page,
}) => {
  await openNotebook(
    page,
    "const slow = () => { const end = Date.now() + 4000; while (Date.now() < end); return 'done' };\nslow()",
  );
  const cell = getCell(page, 1);
  await cell.getByRole("button", { name: "Run", exact: true }).click();
  await expect(cell).toContainText("still running");
  await expect(getOutput(page, 1)).toContainText("done");
});

test("Interrupt ends a timer that an earlier cell has left behind", async ({ page }) => {
  await openNotebook(page, "let n = 0;\nsetInterval(() => { n += 1 }, 5)", "n + ' ticks'");
  await runCell(page, 1);
  const readCount = async () => {
    await runCell(page, 2);
    return getOutput(page, 2).innerText();
  };
  const first = await readCount();
  await expect.poll(readCount).not.toBe(first);
  await page.getByRole("button", { name: "Interrupt" }).click();
  const stopped = await readCount();
  expect([await readCount(), await readCount(), await readCount()]).toEqual(Array(3).fill(stopped));
});
