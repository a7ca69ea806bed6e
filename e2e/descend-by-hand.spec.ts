import type { Page } from "@playwright/test";
import { chapterPath, expect, test, waitUntilAwake } from "./fixtures";

async function openFigure(page: Page, id: "slope" | "valley") {
  await page.goto(chapterPath);
  const figure = page.locator(`#${id}`);
  await figure.scrollIntoViewIfNeeded();
  await waitUntilAwake(figure);
  return figure;
}

async function type(page: Page, id: string, symbol: string, value: string) {
  const field = page.locator(`#${id}`).getByRole("textbox", { name: `Exact value of ${symbol}` });
  await field.fill(value);
  await field.press("Enter");
}

test("on a bowl the path arrives below α = 1 and diverges above it", async ({ page }) => {
  const slope = await openFigure(page, "slope");
  await type(page, "slope", "α", "0.9");
  await expect(slope).toContainText(/bounc/i);
  await type(page, "slope", "α", "1.1");
  await expect(slope).toContainText(/diverg/i);
  await expect(slope).toContainText("After 10 steps w = 61.9 and the loss is 3834");
});

test("dragging the point redraws the whole path", async ({ page }) => {
  const slope = await openFigure(page, "slope");
  const start = slope.getByRole("textbox", { name: "Exact value of w₀" });
  await expect(start).toHaveValue("10");
  const handle = slope.getByRole("slider", { name: "Point on the curve" });
  const box = await handle.boundingBox();
  if (!box) throw new Error("the handle is not there");
  const [x, y] = [box.x + box.width / 2, box.y + box.height / 2];
  await page.mouse.move(x, y);
  await page.mouse.down();
  await page.mouse.move(x - 120, y, { steps: 6 });
  await page.mouse.up();
  await expect(start).not.toHaveValue("10");
});

test("the point can be moved from the keyboard", async ({ page }) => {
  const slope = await openFigure(page, "slope");
  const handle = slope.getByRole("slider", { name: "Point on the curve" });
  await handle.focus();
  await handle.press("ArrowLeft");
  const start = slope.getByRole("textbox", { name: "Exact value of w₀" });
  await expect(start).not.toHaveValue("10");
});

test("in the fog one step at a time shows only where one has been", async ({ page }) => {
  const slope = await openFigure(page, "slope");
  await page.getByRole("link", { name: "fog", exact: true }).click();
  await expect(slope.getByRole("checkbox", { name: "Fog" })).toBeChecked();
  const before = await slope.getByRole("status").first().textContent();
  await slope.getByRole("button", { name: "Step", exact: true }).click();
  await expect(slope.getByRole("status").first()).not.toHaveText(before ?? "");
});

test("Step keeps the focus where the walk in the fog ends", async ({ page }) => {
  const slope = await openFigure(page, "slope");
  const alpha = slope.getByRole("textbox", { name: "Exact value of α" });
  await alpha.fill("10");
  await alpha.press("Enter");
  await slope.getByRole("checkbox", { name: "Fog" }).check();
  const step = slope.getByRole("button", { name: "Step", exact: true });
  await step.focus();
  for (let k = 0; k < 200; k++) await page.keyboard.press("Enter");
  await expect(slope).toContainText("the walk is over");
  await expect(step).toBeFocused();
  await expect(step).toBeDisabled();
});

test("in the valley 0.45 zig-zags, and above 0.5 the path leaves", async ({ page }) => {
  const valley = await openFigure(page, "valley");
  await expect(valley).toContainText("61°");
  await expect(valley).toContainText(/zig-zag/i);
  await page.getByRole("link", { name: "α = 0.6", exact: true }).click();
  await expect(valley.getByRole("textbox", { name: "Exact value of α" })).toHaveValue("0.6");
  await expect(valley).toContainText(/diverg|leaves|grows/i);
});

test("a prediction of the largest rate is compared with the truth", async ({ page }) => {
  await page.goto(chapterPath);
  const predict = page.locator("#largest-rate");
  await predict.scrollIntoViewIfNeeded();
  await waitUntilAwake(predict);
  const field = predict.getByRole("textbox");
  await field.fill("0.5");
  await field.press("Enter");
  await expect(predict).toContainText(
    "You predicted α = 0.5. It is 1: your number was 2 times too low.",
  );
});
