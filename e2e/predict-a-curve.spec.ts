import type { Locator, Page } from "@playwright/test";
import { chapterPath, expect, test, waitUntilAwake } from "./fixtures";

async function openExercise(page: Page, id: string): Promise<Locator> {
  await page.goto(chapterPath);
  const exercise = page.locator(`[data-exercise="${id}"]`);
  await exercise.scrollIntoViewIfNeeded();
  await waitUntilAwake(exercise.getByRole("button", { name: "Check" }));
  return exercise;
}

/** Draws with the mouse along places given as shares of the picture. */
async function draw(page: Page, picture: Locator, places: readonly (readonly [number, number])[]) {
  await picture.scrollIntoViewIfNeeded();
  const box = await picture.boundingBox();
  if (!box) throw new Error("The picture is not on the page.");
  for (const [index, [x, y]] of places.entries()) {
    await page.mouse.move(box.x + x * box.width, box.y + y * box.height);
    if (index === 0) await page.mouse.down();
  }
  await page.mouse.up();
}

const check = (exercise: Locator) => exercise.getByRole("button", { name: "Check" }).click();

test("a curve drawn with the mouse is compared with what happens, and may be drawn again", async ({
  page,
}) => {
  const exercise = await openExercise(page, "valley-zigzag");
  await expect(exercise).toHaveAttribute("data-kind", "predict");
  const picture = exercise.getByRole("group");
  const status = exercise.getByRole("status").first();

  await check(exercise);
  await expect(status).toHaveText(/^Not yet.*Draw the curve first/);
  await expect(picture.getByText("what happened", { exact: true })).toHaveCount(0);

  // A glide from the start to 0, on one side.
  await draw(page, picture, [
    [0.12, 0.7],
    [0.4, 0.55],
    [0.8, 0.47],
  ]);
  await check(exercise);
  await expect(status).toHaveText(/^Not yet.*does not change sides/);
  await expect(exercise.getByText(/^Agreement: \d+\s%/)).toBeVisible();
  await expect(picture.getByText("yours", { exact: true })).toBeVisible();
  await expect(picture.getByText("what happened", { exact: true })).toBeVisible();

  await exercise.getByRole("button", { name: "Try again" }).click();
  await expect(picture.getByText("what happened", { exact: true })).toHaveCount(0);
  await expect(picture.getByText("your first", { exact: true })).toBeVisible();
});

test("a curve is set point by point with the keyboard, and is there after a reload", async ({
  page,
}) => {
  const exercise = await openExercise(page, "valley-zigzag");
  const values = [1.6, -1.3, 1, -0.8, 0.7, -0.5, 0.4, -0.3];
  const points = exercise.getByRole("slider");
  await expect(points).toHaveCount(8);
  await expect(points.first()).toHaveAttribute("aria-valuetext", "not drawn yet");
  await points.first().focus();
  for (const [index, value] of values.entries()) {
    const point = points.nth(index);
    await expect(point).toBeFocused();
    const target = Math.round(value * 10);
    // An arrow moves by a tenth.
    const from = Math.round(Number(await point.getAttribute("aria-valuenow")) * 10);
    for (let step = from; step !== target; step += Math.sign(target - from)) {
      await page.keyboard.press(target > from ? "ArrowUp" : "ArrowDown");
    }
    await expect(point).toHaveAttribute("aria-valuenow", String(value));
    await page.keyboard.press("ArrowRight");
  }
  await check(exercise);
  const status = exercise.getByRole("status").first();
  await expect(status).toHaveText(/^Correct.*multiplies w₂ by 1 − 0.45 · 4\s=\s−0.8/);
  await expect(points.first()).toHaveAttribute("aria-valuetext", /^1.6; what happened: 1.6$/);
  await page.reload();
  await exercise.scrollIntoViewIfNeeded();
  await expect(status).toHaveText(/^Correct/);
  await expect(points.nth(1)).toHaveAttribute("aria-valuenow", "-1.3");
});

test("a region is painted with the mouse and mended with keys, and the borders are compared", async ({
  page,
}) => {
  const exercise = await openExercise(page, "linear-boundary");
  const grid = exercise.getByRole("grid");
  const status = exercise.getByRole("status").first();
  await check(exercise);
  await expect(status).toHaveText(/^Not yet.*Nothing is painted yet/);

  // A blot on the blue cloud only.
  await draw(page, grid, [
    [0.6, 0.4],
    [0.75, 0.25],
    [0.6, 0.25],
    [0.75, 0.4],
  ]);
  await check(exercise);
  await expect(status).toHaveText(/^Not yet.*where the examples end/);
  await expect(exercise.getByText("what happened", { exact: true })).toBeVisible();

  await exercise.getByRole("button", { name: "Try again" }).click();
  await grid.getByRole("gridcell").first().focus();
  // Row by row, from the diagonal to the right edge.
  for (let row = 0; row < 12; row += 1) {
    await page.keyboard.press("Home");
    for (let column = 0; column < row; column += 1) await page.keyboard.press("ArrowRight");
    await page.keyboard.press("Space");
    await page.keyboard.press("Shift+End");
    await page.keyboard.press("ArrowDown");
  }
  await expect(grid.getByRole("gridcell", { selected: true })).toHaveCount(78);
  await check(exercise);
  await expect(status).toHaveText(/^Correct.*0 along a straight line/);
  await expect(exercise.getByText("your first", { exact: true })).toBeVisible();
});
