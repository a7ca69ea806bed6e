import { readFileSync } from "node:fs";
import type { Locator, Page } from "@playwright/test";
import { chapterPath, expect, test, waitUntilAwake } from "./fixtures";

const folder = "content/chapters/gradient-descent/exercises/descend";
const solution = readFileSync(`${folder}/solution.ts`, "utf8");
const uphill = readFileSync(`${folder}/wrong/uphill.ts`, "utf8");

async function openExercise(page: Page): Promise<Locator> {
  await page.goto(chapterPath);
  return findExercise(page);
}

async function findExercise(page: Page): Promise<Locator> {
  const exercise = page.locator('[data-exercise="descend"]');
  await exercise.scrollIntoViewIfNeeded();
  await waitUntilAwake(getCell(exercise));
  await expect(getEditor(exercise)).toBeVisible();
  return exercise;
}

function getCell(exercise: Locator): Locator {
  return exercise.getByRole("region", { name: "Your code", exact: true });
}

function getEditor(exercise: Locator): Locator {
  return exercise.getByRole("textbox", { name: "Your code" });
}

async function write(exercise: Locator, code: string) {
  await getEditor(exercise).fill(code);
}

async function check(exercise: Locator, verdict: RegExp) {
  await exercise.getByRole("button", { name: "Check" }).click();
  await expect(exercise.getByRole("status").filter({ hasText: verdict })).toBeVisible();
}

test("the starter can be read without a script", async ({ browser }) => {
  const page = await browser.newPage({ javaScriptEnabled: false });
  await page.goto(new URL(chapterPath, process.env.SITE_URL).href);
  const code = page.locator('[data-exercise="descend"] pre');
  await expect(code).toContainText("function descend(");
  await expect(code.locator("span").first()).toBeAttached();
  await page.close();
});

test("an untouched starter is no try, a wrong sign is named, and the right loop passes all checks", async ({
  page,
}) => {
  const exercise = await openExercise(page);
  await check(exercise, /^Not yet. You have not changed the code yet/);
  await write(exercise, uphill);
  await expect(exercise.getByText("You have not changed")).toBeHidden();
  await check(exercise, /^Not yet. Your first step goes uphill/);
  const checks = exercise.getByRole("list", { name: "Checks" }).getByRole("listitem");
  await expect(checks).toHaveCount(6);
  await expect(checks.nth(0)).toHaveText(/^Holds: The path has the start/);
  await expect(checks.nth(2)).toHaveText(
    /^Does not hold: .*expecteda place to the left of .*your code\d/,
  );
  await exercise.getByRole("button", { name: "Try again" }).click();
  await expect(getEditor(exercise)).toBeFocused();
  await write(exercise, solution);
  await check(exercise, /^Correct/);
  await expect(checks.filter({ hasText: /^Holds/ })).toHaveCount(6);
});

test("Run shows what the code does, and Check knows nothing of it", async ({ page }) => {
  const exercise = await openExercise(page);
  const output = exercise.getByRole("region", { name: "Output of your code" });
  await write(exercise, `${solution}\nglobalThis.cheat = descend`);
  await getEditor(exercise).press("Shift+Enter");
  await expect(output).toContainText("descend");
  await write(exercise, "const descend = globalThis.cheat; typeof descend");
  await exercise.getByRole("button", { name: "Run" }).click();
  await expect(output).toContainText("function");
  await check(
    exercise,
    /^Not yet. “descend” is to be a function, but in your code it is undefined/,
  );
});

test("the names of the chapter's notebook are not those of the exercise", async ({ page }) => {
  const exercise = await openExercise(page);
  await write(exercise, "typeof alpha");
  const cell = page.getByRole("region", { name: "Code cell 1", exact: true });
  await cell.getByRole("button", { name: "Run" }).click();
  await expect(cell.getByText("[1]")).toBeVisible();
  await getCell(exercise).getByRole("button", { name: "Run" }).click();
  await expect(exercise.getByRole("region", { name: "Output of your code" })).toContainText(
    "undefined",
  );
});

test("an error is told with its line, and a loop that never ends is ended", async ({ page }) => {
  const exercise = await openExercise(page);
  await write(exercise, "function descend(slope) {\n  return slop(1);\n}");
  await check(exercise, /^Not yet. ReferenceError in line 2: slop is not defined/);
  await write(exercise, "const descend = () => {");
  await check(exercise, /^Not yet. Your code does not run to its end. SyntaxError in line 1/);
  await write(exercise, "const descend = () => { while (true) {} }");
  await check(exercise, /^Not yet. “descend” did not answer within 2 s/);
  const checks = exercise.getByRole("list", { name: "Checks" }).getByRole("listitem");
  await expect(checks.last()).toContainText("Not checked");
  await write(exercise, solution);
  await check(exercise, /^Correct/);
});

test("Stop ends what Run has begun", async ({ page }) => {
  const exercise = await openExercise(page);
  await write(exercise, "const spin = () => { while (true) {} }; spin()");
  await exercise.getByRole("button", { name: "Run" }).click();
  await expect(exercise.getByText("still running")).toBeVisible();
  await exercise.getByRole("button", { name: "Stop" }).click();
  await expect(exercise.getByText("Stopped.")).toBeVisible();
  await write(exercise, "6 * 7");
  await exercise.getByRole("button", { name: "Run" }).click();
  await expect(exercise.getByRole("region", { name: "Output of your code" })).toContainText("42");
});

test("what is written stays without a check, and the starter comes back", async ({ page }) => {
  const exercise = await openExercise(page);
  await write(exercise, "");
  // As fast as one types, and away with the last key.
  await getEditor(exercise).pressSequentially("// mine", { delay: 20 });
  await page.reload();
  await findExercise(page);
  await expect(getEditor(exercise)).toHaveText("// mine");
  await exercise.getByRole("button", { name: "Reset to the starter" }).click();
  await expect(getEditor(exercise)).toContainText("function descend(");
  await page.reload();
  await findExercise(page);
  await expect(getEditor(exercise)).toContainText("function descend(");
  await expect(exercise.getByRole("status").first()).toBeEmpty();
});

test("a right answer stays right, whatever is written after it", async ({ page }) => {
  const exercise = await openExercise(page);
  await write(exercise, solution);
  await check(exercise, /^Correct/);
  await write(exercise, "// now something else");
  await page.reload();
  await findExercise(page);
  await expect(getEditor(exercise)).toHaveText("// now something else");
  await expect(exercise.getByText("You have solved this exercise.")).toBeVisible();
});

test("what was written in another tab is there when one comes back", async ({ page, context }) => {
  const exercise = await openExercise(page);
  const other = await openExercise(await context.newPage());
  await write(other, "// from there");
  await page.bringToFront();
  await expect(async () => {
    await page.evaluate(() => window.dispatchEvent(new Event("focus")));
    await expect(getEditor(exercise)).toHaveText("// from there", { timeout: 500 });
  }).toPass();
});

test("the solution shows the author's code", async ({ page }) => {
  const exercise = await openExercise(page);
  await exercise.getByRole("button", { name: "Solution" }).click();
  await exercise.getByRole("button", { name: "Show it" }).click();
  const code = exercise.getByRole("textbox", { name: "Solution" });
  await expect(code).toContainText("w = w - alpha * slope(w);");
  await expect(code).toHaveAttribute("aria-readonly", "true");
});

test("it can be solved with the keyboard alone", async ({ page }) => {
  const exercise = await openExercise(page);
  await getEditor(exercise).focus();
  await page.keyboard.press("ControlOrMeta+a");
  await page.keyboard.insertText(solution);
  await page.keyboard.press("Escape");
  await expect(getCell(exercise)).toBeFocused();
  await page.keyboard.press("Tab");
  await expect(exercise.getByRole("button", { name: "Run" })).toBeFocused();
  await page.keyboard.press("Tab");
  await page.keyboard.press("Tab");
  await expect(exercise.getByRole("button", { name: "Check" })).toBeFocused();
  await page.keyboard.press("Enter");
  await expect(exercise.getByRole("status").filter({ hasText: /^Correct/ })).toBeVisible();
});

test("from Check to the verdict it takes less than a second @timed", async ({ page }) => {
  const exercise = await openExercise(page);
  await write(exercise, solution);
  const times: number[] = [];
  for (let attempt = 0; attempt < 3; attempt += 1) {
    times.push(
      await exercise.evaluate(async (element) => {
        const [check] = [...element.querySelectorAll("button")].filter(
          ({ textContent }) => textContent === "Check",
        );
        const startMs = performance.now();
        check?.click();
        while (!element.textContent?.includes("Correct.")) {
          await new Promise((resolve) => setTimeout(resolve, 5));
        }
        return performance.now() - startMs;
      }),
    );
    await exercise.getByRole("button", { name: "Try again" }).click();
  }
  console.log(`from Check to the verdict: ${times.map(Math.round).join(", ")} ms`);
  expect(Math.min(...times)).toBeLessThan(1000);
});
