import { expect, test } from "./fixtures";
import { getCell, getOutput, openNotebook, runCell } from "./notebook";

/** Everything below is to be over a second after Stop; the browser itself gets some grace. */
const limitMs = 1000;
const graceMs = 400;

const endless = {
  "an await that never settles": { code: "await new Promise(() => {})", keepsNames: true },
  "a loop at the top level": { code: "while (true) {}", keepsNames: true },
  "a loop in an async function": {
    code: "async function f() { for (;;) {} }\nawait f()",
    keepsNames: true,
  },
  "a loop in a callback": { code: "[1].forEach(() => { while (true) {} })", keepsNames: false },
  "a recursion that catches its own end": {
    code: "const f = () => f();\nconst g = () => { while (true) try { f() } catch {} };\ng()",
    keepsNames: false,
  },
  "memory that grows": {
    code: "const all = [];\nconst grow = () => { for (;;) all.push(new Float64Array(1e5)) };\ngrow()",
    keepsNames: false,
  },
  "a flood of output": { code: "while (true) console.log('x'.repeat(1000))", keepsNames: true },
};

for (const [name, { code, keepsNames }] of Object.entries(endless)) {
  test(`Stop ends ${name} within a second`, async ({ page }) => {
    await openNotebook(page, "const kept = 42", code, "kept");
    await runCell(page, 1);
    const cell = getCell(page, 2);
    await cell.getByRole("button", { name: "Run", exact: true }).click();
    const stop = cell.getByRole("button", { name: "Stop" });
    await expect(stop).toBeVisible();
    await page.waitForTimeout(300);
    const elapsedMs = await cell.evaluate(async (region) => {
      const find = (label: string) =>
        [...region.querySelectorAll("button")].find((button) => button.textContent === label);
      const start = performance.now();
      find("Stop")?.click();
      while (!find("Run")) await new Promise((resolve) => setTimeout(resolve, 5));
      return performance.now() - start;
    });
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
