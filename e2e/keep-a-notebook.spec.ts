import { chapterPath, expect, test } from "./fixtures";
import {
  addCell,
  fillCell,
  getCell,
  getKernelState,
  getOutput,
  notebookPath,
  openNotebook,
  runCell,
} from "./notebook";

test("what the reader writes, and what it showed, is there after a reload", async ({ page }) => {
  await openNotebook(page, "6 * 7");
  await runCell(page, 1);
  await expect(getOutput(page, 1)).toContainText("42");
  await expect(page.getByText("saved", { exact: true })).toBeVisible();
  await page.reload();
  await expect(getCell(page, 1)).toContainText("6 * 7");
  await expect(getOutput(page, 1)).toContainText("42");
  await expect(getCell(page, 1)).toContainText("output of an earlier run");
  await expect(getCell(page, 1).getByText("[ ]")).toBeVisible();
});

test("a chapter keeps edits and own cells, and Reset brings the author's text back", async ({
  page,
}) => {
  await page.goto(chapterPath);
  const cell = getCell(page, 1);
  await cell.hover();
  const author = await cell.getByRole("textbox").innerText();
  await fillCell(page, 1, "const mine = 1;\nmine + 1");
  await cell.getByRole("textbox").press("Alt+Enter");
  await expect(getOutput(page, 1)).toContainText("2");
  await page.keyboard.type("mine + 40");
  await page.keyboard.press("Control+Enter");
  await expect(getOutput(page, 2)).toContainText("41");
  await expect(page.getByText("saved", { exact: true })).toBeVisible();

  await page.reload();
  await getCell(page, 1).hover();
  await expect(getCell(page, 1)).toContainText("const mine = 1");
  await expect(getCell(page, 2)).toContainText("mine + 40");
  await getCell(page, 1).getByRole("button", { name: "Reset" }).click();
  await expect.poll(() => getCell(page, 1).getByRole("textbox").innerText()).toBe(author);
  await expect(getCell(page, 2)).toContainText("mine + 40");

  await page.getByRole("button", { name: "More for the notebook" }).click();
  await page.getByRole("button", { name: "Reset this chapter" }).click();
  await page.getByRole("dialog").getByRole("button", { name: "Reset this chapter" }).click();
  await expect(page.getByText("mine + 40")).toHaveCount(0);
});

test("Reset of a cell that runs stops it, and shows the author's output again", async ({
  page,
}) => {
  await page.goto(chapterPath);
  await getCell(page, 1).hover();
  await fillCell(page, 1, "for (;;) {\n  console.log('mine');\n  await sleep(20);\n}");
  await getCell(page, 1).getByRole("button", { name: "Run", exact: true }).click();
  await expect(getOutput(page, 1)).toContainText("mine");
  await getCell(page, 1).getByRole("button", { name: "Reset" }).click();
  await expect(getKernelState(page)).toHaveText("idle");
  await expect(getOutput(page, 1)).toContainText("Recorded");
  await expect(getOutput(page, 1)).not.toContainText("mine");
});

test.describe("where the notebook cannot be loaded at first", () => {
  test.use({ allowedErrors: /Failed to load resource|Failed to fetch/ });

  test("the page says so, and the next press of a button tries again", async ({ page }) => {
    await page.route("**/notebook.json", (route) => route.abort());
    await page.goto(chapterPath);
    const runAll = page.getByRole("button", { name: "Run all" });
    await runAll.click();
    await expect(page.getByText("The notebook could not be loaded")).toBeVisible();
    await page.unroute("**/notebook.json");
    await runAll.click();
    await expect(getCell(page, 1).getByText("[1]", { exact: true })).toBeVisible();
    await expect(page.getByText("The notebook could not be loaded")).toHaveCount(0);
  });
});

test("in a second tab the notebook says so and keeps nothing, until the reader moves there", async ({
  page,
  context,
}) => {
  await openNotebook(page, "const first = 1");
  await expect(page.getByText("saved", { exact: true })).toBeVisible();
  const second = await context.newPage();
  await second.goto(notebookPath);
  await expect(second.getByText("open in another tab")).toBeVisible();
  await expect(getCell(second, 1)).toContainText("const first = 1");
  await addCell(second, 2, "lost");
  await expect(second.getByText("not saved")).toBeVisible();

  await second.getByRole("button", { name: "Edit here instead" }).click();
  await expect(page.getByText("open in another tab")).toBeVisible();
  await expect(second.getByText("open in another tab")).toHaveCount(0);
  await addCell(second, 3, "const third = 3");
  await expect(second.getByText("saved", { exact: true })).toBeVisible();
  await page.close();
  await second.reload();
  await expect(getCell(second, 3)).toContainText("const third = 3");
});

test("a notebook that goes to another tab and back keeps what both wrote", async ({
  page,
  context,
}) => {
  await openNotebook(page, "const first = 1");
  await expect(page.getByText("saved", { exact: true })).toBeVisible();
  const second = await context.newPage();
  await second.goto(notebookPath);
  await second.getByRole("button", { name: "Edit here instead" }).click();
  await addCell(second, 2, "const second = 2");
  await expect(second.getByText("saved", { exact: true })).toBeVisible();
  await page.getByRole("button", { name: "Edit here instead" }).click();
  await expect(getCell(page, 2)).toContainText("const second = 2");
  await addCell(page, 3, "const third = 3");
  await expect(page.getByText("saved", { exact: true })).toBeVisible();
  await second.close();
  await page.reload();
  for (const text of ["first = 1", "second = 2", "third = 3"]) {
    await expect(page.getByRole("textbox").filter({ hasText: text })).toBeVisible();
  }
});

test("where the author's text has changed as well, the reader chooses, and loses nothing", async ({
  page,
}) => {
  await page.goto(chapterPath);
  await getCell(page, 1).hover();
  await fillCell(page, 1, "const mine = 1");
  await expect(page.getByText("saved", { exact: true })).toBeVisible();
  // As if the edits had begun from an older edition of the book.
  await page.evaluate(async () => {
    const settle = <T>(request: IDBRequest<T>) =>
      new Promise<T>((resolve, reject) => {
        request.onsuccess = () => resolve(request.result);
        request.onerror = () => reject(request.error);
      });
    const database = await settle(indexedDB.open("descent"));
    const kept = database.transaction("kept", "readwrite").objectStore("kept");
    const notebook = await settle(kept.get("notebook/gradient-descent"));
    notebook.cells[0].author = "const older = 1";
    await settle(kept.put(notebook, "notebook/gradient-descent"));
  });
  await page.goto("about:blank");
  await page.goto(chapterPath);
  await getCell(page, 1).hover();
  await expect(getCell(page, 1)).toContainText("const mine = 1");
  await page.getByRole("button", { name: "Choose" }).click();
  const dialog = page.getByRole("dialog");
  await expect(dialog).toContainText("const older = 1");
  await dialog.getByRole("button", { name: "Keep both" }).click();
  await expect(page.getByRole("button", { name: "Choose" })).toHaveCount(0);
  await expect(getCell(page, 1)).not.toContainText("const mine = 1");
  await expect(getCell(page, 2)).toContainText("const mine = 1");
});

test("erasing removes everything that the book keeps in this browser", async ({ page }) => {
  await openNotebook(page, "const secret = 1");
  await expect(page.getByText("saved", { exact: true })).toBeVisible();
  await page.getByRole("button", { name: "More for the notebook" }).click();
  await page.getByRole("button", { name: "Erase my data" }).click();
  await page.getByRole("dialog").getByRole("button", { name: "Erase my data" }).click();
  await expect(page.getByRole("button", { name: "Add code cell" })).toBeVisible();
  await expect(page.getByText("const secret")).toHaveCount(0);
  await page.reload();
  await expect(page.getByRole("button", { name: "Add code cell" })).toBeVisible();
  await expect(page.getByText("const secret")).toHaveCount(0);
});
