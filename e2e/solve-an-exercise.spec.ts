import type { Page } from "@playwright/test";
import { chapterPath, expect, getTrainable, test, waitUntilAwake } from "./fixtures";

async function openExercise(page: Page, id: string) {
  await page.goto(chapterPath);
  const exercise = page.locator(`[data-exercise="${id}"]`);
  await exercise.scrollIntoViewIfNeeded();
  return exercise;
}

test("the length of a step: a known slip is named, the right number is right", async ({ page }) => {
  const exercise = await openExercise(page, "step-length");
  await expect(exercise).toHaveAttribute("data-kind", "number");
  const answer = exercise.getByRole("textbox");
  await answer.fill("150");
  await exercise.getByRole("button", { name: "Check" }).click();
  await expect(exercise.getByRole("status")).toHaveText(/^Not yet.*divid/);
  await exercise.getByRole("button", { name: "Try again" }).click();
  await answer.fill("0,015");
  await exercise.getByRole("button", { name: "Check" }).click();
  await expect(exercise.getByRole("status")).toHaveText(/^Correct/);
});

test("each wrong choice is answered, and the answer is there after a reload", async ({ page }) => {
  const exercise = await openExercise(page, "rising-loss");
  await exercise.getByRole("radio").first().check();
  await exercise.getByRole("button", { name: "Check" }).click();
  await expect(exercise.getByRole("status")).toHaveText(/^Not yet.*need not be a bug/);
  await exercise.getByRole("button", { name: "Try again" }).click();
  await exercise.getByRole("radio", { name: /too long for the bend/ }).check();
  await exercise.getByRole("button", { name: "Check" }).click();
  await expect(exercise.getByRole("status")).toHaveText(/^Correct/);
  await page.reload();
  await exercise.scrollIntoViewIfNeeded();
  await expect(exercise.getByRole("status")).toHaveText(/^Correct/);
});

test("the goal is judged on the live network: first not reached, then with batch size 2", async ({
  page,
}) => {
  const exercise = await openExercise(page, "sixty-epochs");
  const widget = getTrainable(page);
  await widget.scrollIntoViewIfNeeded();
  await waitUntilAwake(widget);
  await exercise.getByRole("button", { name: "Check" }).click();
  await expect(exercise.getByRole("status")).toHaveText(/^Not yet/);

  const size = widget.getByRole("textbox", { name: "Exact value of B" });
  await size.fill("5");
  await size.press("Enter");
  await expect(widget).toHaveAttribute("data-status", "finished");
  await exercise.getByRole("button", { name: "Try again" }).click();
  await exercise.getByRole("button", { name: "Check" }).click();
  await expect(exercise.getByRole("status")).toHaveText(/^Correct/);
});
