import { readFileSync } from "node:fs";
import type { Download, Page } from "@playwright/test";
import { strFromU8, unzipSync } from "fflate";
import { chapterPath, expect, test, waitUntilAwake } from "./fixtures";
import { fillCell, getCell } from "./notebook";

async function readZip(download: Download): Promise<Record<string, string>> {
  const files = unzipSync(readFileSync(await download.path()));
  return Object.fromEntries(Object.entries(files).map(([name, bytes]) => [name, strFromU8(bytes)]));
}

async function answerWrongly(page: Page) {
  const exercise = page.locator('[data-exercise="rising-loss"]');
  await exercise.scrollIntoViewIfNeeded();
  await waitUntilAwake(exercise.getByRole("button", { name: "Check" }));
  await exercise.getByRole("radio").first().check();
  await exercise.getByRole("button", { name: "Check" }).click();
  await expect(exercise.getByRole("status")).toContainText("Not yet");
}

test("the file that is handed in holds the answers, the changed cells, and whose they are", async ({
  page,
}) => {
  await page.goto(chapterPath);
  await answerWrongly(page);
  await getCell(page, 1).hover();
  await fillCell(page, 1, "const mine = 1;");
  await expect(page.getByText("saved", { exact: true })).toBeVisible();

  await page.getByRole("link", { name: "hand in your work" }).click();
  await expect(page).toHaveURL(/\/progress\/#hand-in$/);
  const section = page.getByRole("region", { name: "Hand in" });
  await expect(section).toContainText(/1 of \d+ exercises answered, 1 cell of yours/);
  await expect(section.getByRole("link", { name: "The length of a step" })).toBeVisible();

  const button = section.getByRole("button", { name: "Export submission" });
  await button.click();
  await expect(section.getByRole("status")).toContainText("Type your name first");
  await expect(section.getByRole("textbox", { name: "Your name" })).toBeFocused();
  await page.keyboard.type("Ada =cmd Lovelace");
  await page.keyboard.press("Tab");
  await page.keyboard.type("18-15");
  const downloading = page.waitForEvent("download");
  await page.keyboard.press("Enter");
  const download = await downloading;
  expect(download.suggestedFilename()).toBe("18-15-ada-cmd-lovelace.zip");
  await expect(section.getByRole("status")).toContainText("Saved as 18-15-ada-cmd-lovelace.zip");

  const files = await readZip(download);
  expect(Object.keys(files)).toEqual([
    "README.txt",
    "submission.json",
    "notebooks/gradient-descent.ipynb",
  ]);
  const submission = JSON.parse(files["submission.json"] ?? "");
  expect(submission).toMatchObject({
    format: "descent-submission/1",
    edition: expect.stringMatching(/^[0-9a-f]{16}$/),
    student: { name: "Ada =cmd Lovelace", number: "18-15" },
    exercises: [{ chapter: "gradient-descent", id: "rising-loss", record: { attempts: 1 } }],
    cells: [{ chapter: "gradient-descent", kind: "code", source: "const mine = 1;" }],
  });
  expect(submission.exercises[0].record.answer).toHaveLength(1);

  const { cells, nbformat } = JSON.parse(files["notebooks/gradient-descent.ipynb"] ?? "");
  expect(nbformat).toBe(4);
  const sources = cells.map(({ source }: { source: string[] }) => source.join(""));
  expect(sources[0]).toContain("Ada =cmd Lovelace");
  expect(sources.join("\n")).toMatch(/## A loss that rises[\s\S]*\*\*Answer\*\*\n\n- \w/);
  expect(sources.join("\n")).toMatch(/## The length of a step[\s\S]*\*Not answered\.\*/);
  expect(sources.at(-1)).toBe("const mine = 1;");

  await page.reload();
  await expect(section.getByRole("textbox", { name: "Your name" })).toHaveValue(
    "Ada =cmd Lovelace",
  );
  await expect(section.getByRole("textbox", { name: "Your number" })).toHaveValue("18-15");
});

test.describe("where the network is gone", () => {
  test.use({ allowedErrors: /Failed to load resource/ });

  test("nothing is saved, the page says so, and tries again", async ({ page }) => {
    await page.goto(chapterPath);
    await answerWrongly(page);
    await page.goto("/progress/");
    const section = page.getByRole("region", { name: "Hand in" });
    await expect(section).toContainText(/1 of \d+ exercises answered/);
    await section.getByRole("textbox", { name: "Your name" }).fill("Ada");
    await section.getByRole("textbox", { name: "Your number" }).fill("1");
    await page.route("**/exercises.json", (route) => route.abort());
    await section.getByRole("button", { name: "Export submission" }).click();
    await expect(section.getByRole("status")).toContainText("Nothing was saved. The texts");
    await page.unroute("**/exercises.json");
    const downloading = page.waitForEvent("download");
    await section.getByRole("button", { name: "Export submission" }).click();
    await readZip(await downloading);
  });
});
