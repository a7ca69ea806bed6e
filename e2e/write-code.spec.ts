import { expect, test } from "./fixtures";
import { addCell, getCell, openNotebook, runCell } from "./notebook";

test("completion knows TensorFlow.js, the book's helpers and the reader's earlier cells", async ({
  page,
}) => {
  await openNotebook(page, "const learningRate = 0.1");
  await addCell(page, 2, "");
  const textbox = getCell(page, 2).getByRole("textbox");
  await textbox.pressSequentially("tf.tens");
  const options = page.getByRole("listbox").getByRole("option");
  await expect(options.filter({ hasText: /^tensor2d/ }).first()).toBeVisible({ timeout: 30_000 });
  await page.keyboard.press("Escape");
  await textbox.pressSequentially("; learn");
  await expect(options.filter({ hasText: "learningRate" }).first()).toBeVisible();
  await page.keyboard.press("Tab");
  await textbox.pressSequentially("; plo");
  await expect(options.filter({ hasText: "plot" }).first()).toBeVisible();
  await expect(getCell(page, 2)).toContainText("learningRate");
});

test("a syntax error is marked while it is typed", async ({ page }) => {
  await openNotebook(page, "1");
  const textbox = getCell(page, 1).getByRole("textbox");
  await textbox.fill("");
  await textbox.pressSequentially("const = 3");
  await expect(getCell(page, 1).locator(".cm-lintRange-error")).toBeVisible({ timeout: 15_000 });
});

test("the keyboard goes into the editor and out of it again", async ({ page }) => {
  await openNotebook(page, "1 + 1", "2 + 2");
  await getCell(page, 1).getByRole("textbox").focus();
  await page.keyboard.press("Tab");
  await expect(getCell(page, 1).getByRole("textbox")).toBeFocused();
  await page.keyboard.press("Escape");
  await page.keyboard.press("Tab");
  await expect(getCell(page, 1).getByRole("button", { name: "Run", exact: true })).toBeFocused();
  await getCell(page, 1).getByRole("textbox").focus();
  await page.keyboard.press("Escape");
  await page.keyboard.press("ArrowDown");
  await expect(getCell(page, 2)).toBeFocused();
  await runCell(page, 2);
});
