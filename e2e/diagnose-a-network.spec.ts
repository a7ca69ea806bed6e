import AxeBuilder from "@axe-core/playwright";
import type { Locator, Page } from "@playwright/test";
import { chapterPath, expect, test, waitUntilAwake } from "./fixtures";

/** A reader whose number is this one, so that it is known what ails their network. */
async function openAs(page: Page, seed: number) {
  await page.addInitScript((drawn) => {
    const draw = crypto.getRandomValues.bind(crypto);
    crypto.getRandomValues = ((array: Uint32Array) => {
      if (!(array instanceof Uint32Array) || array.length !== 1) return draw(array);
      array[0] = drawn;
      return array;
    }) as typeof crypto.getRandomValues;
  }, seed);
  await page.goto(chapterPath);
  const exercise = page.locator('[data-exercise="will-not-learn"]');
  await exercise.evaluate((element) => element.scrollIntoView());
  await waitUntilAwake(exercise.locator("form"));
  await expect(exercise.getByText(/^The training loss goes from/).first()).toBeVisible();
  return exercise;
}

/** Numbers of readers whose network has this illness. */
const readers = { batchTooLarge: 0, forgottenShuffle: 1, unscaledInput: 4, rateTooHigh: 6 };

const verdictOf = (exercise: Locator) => exercise.getByRole("status");
const press = (exercise: Locator, name: string) =>
  exercise.getByRole("button", { name, exact: true }).click();

test("a reader finds too high a learning rate by its steps, and mends it by the keyboard alone", async ({
  page,
}) => {
  const exercise = await openAs(page, readers.rateTooHigh);
  await expect(
    page.getByRole("region", { name: "Exercise: A network that will not learn" }),
  ).toHaveAttribute("data-kind", "diagnose");
  await expect(
    exercise.getByText(/moves the weights of layer 1 by \d{3}\s% of their/),
  ).toBeVisible();

  const names = exercise.getByRole("group", { name: "Name it" });
  await names.getByRole("radio").first().focus();
  await page.keyboard.press("Space");
  await expect(names.getByRole("radio", { name: "The learning rate is too high" })).toBeChecked();

  await exercise.getByRole("textbox", { name: "Exact value of α" }).focus();
  await page.keyboard.type("0.1");
  await expect(exercise.getByText("before", { exact: true })).toHaveCount(2);
  const check = exercise.getByRole("button", { name: "Check", exact: true });
  await check.focus();
  await page.keyboard.press("Enter");
  await expect(verdictOf(exercise)).toHaveText(/^Correct\. .*the loss falls epoch by epoch/);
  await expect(exercise.getByRole("img", { name: /^How 7 starts ended/ })).toBeVisible();
});

test("a wrong name is answered by the probe that speaks against it, and stays marked", async ({
  page,
}) => {
  const exercise = await openAs(page, readers.unscaledInput);
  await exercise.getByRole("radio", { name: "All weights start at 0" }).check();
  await press(exercise, "Check");
  await expect(verdictOf(exercise)).toHaveText(/^Not yet\. .*Look at what they are multiplied by/);
  await press(exercise, "Try again");
  await expect(verdictOf(exercise)).toBeEmpty();
  await expect(exercise.getByText("(tried)")).toHaveCount(1);
  await expect(exercise.getByRole("radio", { name: /^The learning rate/ })).toBeFocused();
});

test("a right name stays when the mend is none, and the next mend is judged", async ({ page }) => {
  const exercise = await openAs(page, readers.forgottenShuffle);
  const name = exercise.getByRole("radio", { name: "The points come sorted by class" });
  await name.check();
  await press(exercise, "Check");
  await expect(verdictOf(exercise)).toHaveText(/^Not yet\. That is what ails it\. Now mend it/);
  await press(exercise, "Try again");
  await expect(name).toBeChecked();

  const batchSize = exercise.getByRole("textbox", { name: "Exact value of B" });
  await batchSize.fill("2");
  await press(exercise, "Check");
  await expect(verdictOf(exercise)).toHaveText(/Smaller batches hold one class only just the same/);

  await press(exercise, "Put everything back");
  await exercise.getByRole("checkbox", { name: "Shuffle the points for each epoch" }).check();
  await press(exercise, "Check");
  await expect(verdictOf(exercise)).toHaveText(/^Correct\./);
});

test("what the reader has turned is compared with what was handed over, before and after training", async ({
  page,
}) => {
  const exercise = await openAs(page, readers.batchTooLarge);
  await expect(exercise.getByText(/holds all 250 training points/)).toBeVisible();
  const moment = exercise.getByRole("group", { name: "Moment" });
  const before = await exercise.getByText(/^Layer 1 gives/).textContent();
  await moment.getByRole("radio", { name: "After training" }).check();
  await expect(exercise.getByText(/^Layer 1 gives/)).not.toHaveText(before ?? "");

  await exercise.getByRole("textbox", { name: "Exact value of B" }).fill("10");
  await expect(exercise.getByText(/An epoch has 25 batches of 10 points/)).toBeVisible();
  const network = exercise.getByRole("group", { name: "Network" });
  await network.getByRole("radio", { name: "As handed over" }).check();
  await expect(exercise.getByText(/holds all 250 training points/)).toBeVisible();
  await press(exercise, "Put everything back");
  await expect(network).toHaveCount(0);
});

test("an answer is back after a reload, and nothing trains for a verdict unasked", async ({
  page,
}) => {
  const exercise = await openAs(page, readers.unscaledInput);
  await exercise.getByRole("radio", { name: "The inputs are not scaled" }).check();
  await exercise.getByRole("checkbox", { name: /^Scale the inputs/ }).check();
  await press(exercise, "Check");
  await expect(verdictOf(exercise)).toHaveText(/^Correct\./);
  await page.reload();
  const again = page.locator('[data-exercise="will-not-learn"]');
  await again.evaluate((element) => element.scrollIntoView());
  await expect(again.getByRole("radio", { name: "The inputs are not scaled" })).toBeChecked();
  await expect(again.getByRole("checkbox", { name: /^Scale the inputs/ })).toBeChecked();
  await expect(again.getByText("You have solved this exercise.")).toBeVisible();
});

test("axe objects to nothing, on a wide page and on a phone", async ({ page }) => {
  const exercise = await openAs(page, readers.rateTooHigh);
  await exercise.getByRole("textbox", { name: "Exact value of α" }).fill("0.1");
  await expect(exercise.getByRole("group", { name: "Network" })).toBeVisible();
  for (const width of [1280, 390]) {
    await page.setViewportSize({ width, height: 800 });
    const { violations } = await new AxeBuilder({ page })
      .include('[data-exercise="will-not-learn"]')
      .analyze();
    expect(violations.map(({ id }) => id)).toEqual([]);
    const overflow = await page.evaluate(
      () => document.documentElement.scrollWidth - document.documentElement.clientWidth,
    );
    expect(overflow).toBe(0);
  }
});
