import { readFile, writeFile } from "node:fs/promises";
import path from "node:path";
import type { Page } from "@playwright/test";
import { expect, test } from "./fixtures";
import {
  getCell,
  getKernelState,
  getOutput,
  notebookPath,
  openNotebook,
  runCell,
} from "./notebook";

async function chooseFromMenu(page: Page, name: string) {
  await page.getByRole("button", { name: "More for the notebook" }).click();
  await page.getByRole("button", { name, exact: true }).click();
}

async function download(page: Page, name: string) {
  const downloading = page.waitForEvent("download");
  await chooseFromMenu(page, name);
  const file = await downloading;
  const to = path.join(test.info().outputDir, file.suggestedFilename());
  await file.saveAs(to);
  return to;
}

test("a downloaded notebook opens again, with its outputs, and nothing of it runs", async ({
  page,
}) => {
  await openNotebook(
    page,
    "const a = [1, 2, 3];\na.map((x) => x * x)",
    "console.log('side', 'effect')",
  );
  await runCell(page, 1);
  await runCell(page, 2);
  const file = await download(page, "Download as .ipynb");
  const { nbformat, cells } = JSON.parse(await readFile(file, "utf8"));
  expect(nbformat).toBe(4);
  expect(cells).toHaveLength(2);

  await chooseFromMenu(page, "Clear all cells");
  await page.getByRole("dialog").getByRole("button", { name: "Clear all cells" }).click();
  const choosing = page.waitForEvent("filechooser");
  await page.getByRole("button", { name: "Open file" }).click();
  await (await choosing).setFiles(file);
  await expect(getCell(page, 1)).toContainText("a.map");
  await expect(getOutput(page, 1)).toContainText("9");
  await expect(getOutput(page, 2)).toContainText("side effect");
  await expect(getCell(page, 2).getByText("[ ]")).toBeVisible();
});

test("a notebook as one HTML file can be read without script, and opened again", async ({
  page,
  context,
}) => {
  await openNotebook(page, "'<b>' + 6 * 7");
  await runCell(page, 1);
  const file = await download(page, "Download as HTML");
  const html = await readFile(file, "utf8");
  expect(html).not.toMatch(/<script(?! type="application\/x-ipynb\+json")/);
  const reader = await context.newPage();
  await reader.goto(`file://${file}`);
  await expect(reader.getByText("'<b>' + 6 * 7")).toBeVisible();
  await expect(reader.getByText("<b>42")).toBeVisible();
  await reader.close();
});

test("a link brings a notebook, which runs only when the reader says so", async ({
  page,
  context,
}) => {
  await openNotebook(page, "document.title = 'hacked'; 40 + 2");
  await chooseFromMenu(page, "Share by link");
  const dialog = page.getByRole("dialog");
  await expect(dialog).toContainText(/\d bytes|kB/);
  const link = await dialog.getByRole("textbox").inputValue();
  await page.close();

  const visitor = await context.browser()?.newContext();
  const opened = await visitor?.newPage();
  if (!opened || !visitor) throw new Error("internal: no browser");
  await opened.goto(link);
  await expect(opened.getByText("Nothing of it has run")).toBeVisible();
  await expect(getCell(opened, 1)).toHaveCount(0);
  await opened.getByRole("button", { name: "Open", exact: true }).click();
  await expect(getCell(opened, 1)).toContainText("40 + 2");
  await expect(getKernelState(opened)).toHaveText("idle");
  await expect(getOutput(opened, 1)).toHaveCount(0);
  await visitor.close();
});

test("a link does not take the place of what the reader has without asking", async ({ page }) => {
  await openNotebook(page, "const mine = 1");
  await chooseFromMenu(page, "Share by link");
  const link = await page.getByRole("dialog").getByRole("textbox").inputValue();
  await page.getByRole("dialog").getByRole("button", { name: "Close" }).click();
  await getCell(page, 1).getByRole("textbox").fill("const mine = 2");
  await expect(page.getByText("saved", { exact: true })).toBeVisible();
  await page.goto("about:blank");
  await page.goto(link);
  await expect(page.getByText("Nothing of it has run")).toBeVisible();
  await expect(getCell(page, 1)).toContainText("const mine = 2");
  await page.getByRole("button", { name: "Not now" }).click();
  await page.goto(notebookPath);
  await expect(getCell(page, 1)).toContainText("const mine = 2");
});

const broken = {
  "no notebook at all": ["notes.ipynb", "{ not json"],
  "another kind of file": ["picture.png", "\u0089PNG"],
  "an old notebook": ["old.ipynb", JSON.stringify({ nbformat: 2, worksheets: [] })],
};

for (const [name, [fileName, content]] of Object.entries(broken)) {
  test(`${name} is refused in a sentence, and the page stays as it was`, async ({ page }) => {
    await openNotebook(page, "const mine = 1");
    const file = path.join(test.info().outputDir, fileName as string);
    await writeFile(file, content as string).catch(async () => {
      const { mkdir } = await import("node:fs/promises");
      await mkdir(test.info().outputDir, { recursive: true });
      await writeFile(file, content as string);
    });
    const choosing = page.waitForEvent("filechooser");
    await page.getByRole("button", { name: "Open file" }).click();
    await (await choosing).setFiles(file);
    await expect(page.getByRole("toolbar").getByText(fileName as string)).toBeVisible();
    await expect(getCell(page, 1)).toContainText("const mine = 1");
  });
}

test("a broken link is refused in a sentence", async ({ page }) => {
  await page.goto(`${notebookPath}#notebook=AAAA_broken`);
  await expect(page.getByText(/The link/)).toBeVisible();
  await expect(page.getByRole("button", { name: "Add code cell" })).toBeVisible();
});
