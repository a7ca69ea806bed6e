import { readFileSync } from "node:fs";
import AxeBuilder from "@axe-core/playwright";
import type { Page } from "@playwright/test";
import { chapterPath, expect, test, waitUntilAwake } from "./fixtures";

const progressPath = "/progress/";

async function openExercise(page: Page, id: string) {
  const exercise = page.locator(`[data-exercise="${id}"]`);
  await exercise.scrollIntoViewIfNeeded();
  await waitUntilAwake(exercise.getByRole("button", { name: "Check" }));
  return exercise;
}

/** Chooses the right answer of the exercise on a rising loss. */
async function solveChoice(page: Page) {
  const exercise = await openExercise(page, "rising-loss");
  await exercise.getByRole("radio", { name: /too long for the bend/ }).check();
  await exercise.getByRole("button", { name: "Check" }).click();
  await expect(exercise.getByRole("status")).toContainText("Correct");
}

/** Answers both questions on the length of a step; the numbers of the second are drawn for each reader. */
async function solveNumberWithHint(page: Page) {
  const exercise = await openExercise(page, "step-length");
  await exercise.getByRole("button", { name: "Hint" }).click();
  await exercise.getByRole("textbox").fill("0.015");
  await exercise.getByRole("button", { name: "Check" }).click();
  await exercise.getByRole("button", { name: "Next question" }).click();
  const question = exercise.getByText(/The gradient at another point is/);
  const text = ((await question.textContent()) ?? "").replace("−", "-");
  const [, gradient, rate] = /point is (-?[\d.]+), and α is ([\d.]+)\./.exec(text) ?? [];
  await exercise.getByRole("textbox").fill(String(Math.abs(Number(gradient)) * Number(rate)));
  await exercise.getByRole("button", { name: "Check" }).click();
  await expect(exercise.getByRole("status")).toContainText("Correct");
}

/** The line of an exercise on the page of progress. */
function getLine(page: Page, title: string) {
  return page
    .getByRole("listitem")
    .filter({ has: page.getByRole("link", { name: title }) })
    .last();
}

/** Writes into what the book keeps in this browser, as an earlier visit or edition may have left it. */
async function putKept(page: Page, entries: Record<string, unknown>) {
  await page.evaluate(async (entries) => {
    const database = await new Promise<IDBDatabase>((resolve, reject) => {
      const request = indexedDB.open("descent", 1);
      request.onupgradeneeded = () => request.result.createObjectStore("kept");
      request.onsuccess = () => resolve(request.result);
      request.onerror = () => reject(request.error);
    });
    const transaction = database.transaction("kept", "readwrite");
    for (const [key, value] of Object.entries(entries)) {
      transaction.objectStore("kept").put(value, key);
    }
    await new Promise((resolve) => {
      transaction.oncomplete = resolve;
    });
    database.close();
  }, entries);
}

const oldRecord = {
  answer: ["slope"],
  edition: "of another edition",
  attempts: 2,
  hintsShown: 0,
  solutionShown: false,
  isSolved: true,
  changedAt: 1,
};

test("what is solved with and without a hint is there after a reload, in a file, and back from it", async ({
  page,
}) => {
  await page.goto(chapterPath);
  await solveChoice(page);
  await solveNumberWithHint(page);

  await page.goto("/");
  const link = page.getByRole("link", { name: "Gradient descent", exact: true });
  await expect(page.getByRole("listitem").filter({ has: link })).toContainText(/2 of \d+ solved/);

  const expectBoth = async () => {
    await expect(getLine(page, "A loss that rises")).toContainText(/solved$/);
    await expect(getLine(page, "The length of a step")).toContainText("solved with a hint");
    await expect(page.getByRole("status").first()).toContainText(/1 alone, 1 with hints/);
  };
  await page.goto(progressPath);
  await expectBoth();
  await page.reload();
  await expectBoth();

  const saving = page.waitForEvent("download");
  await page.getByRole("button", { name: "Save a file" }).click();
  const file = await saving;
  expect(file.suggestedFilename()).toBe("descent-progress.json");
  const path = await file.path();
  expect(JSON.parse(readFileSync(path, "utf8")).exercises).toHaveLength(2);

  await page.getByRole("button", { name: "Erase my data" }).click();
  await page.getByRole("dialog").getByRole("button", { name: "Erase my data" }).click();
  await expect(page.getByText("Nothing is noted here yet")).toBeVisible();

  const choosing = page.waitForEvent("filechooser");
  await page.getByRole("button", { name: "Open a file" }).click();
  await (await choosing).setFiles(path);
  const offer = page.getByRole("region", { name: "What the file holds" });
  await expect(offer).toBeFocused();
  await expect(offer).toContainText("2 exercises will be new here");
  // Nothing is written before the reader says so.
  await expect(page.getByText("Nothing is noted here yet")).toBeVisible();
  await offer.getByRole("button", { name: "Take it in" }).click();
  await expectBoth();

  await page.getByRole("link", { name: "A loss that rises" }).first().click();
  await expect(page).toHaveURL(/gradient-descent\/#exercise-rising-loss$/);
  await expect(page.locator('[data-exercise="rising-loss"]').getByRole("status")).toContainText(
    "Correct",
  );
});

test("a section counts as read when its end has been in view, and an open page of progress hears of it", async ({
  page,
  context,
}) => {
  const progress = await context.newPage();
  await progress.goto(progressPath);
  const getSection = (name: string) =>
    progress.getByRole("listitem").filter({ has: progress.getByRole("link", { name }) });
  await expect(progress.getByText("Nothing is noted here yet")).toBeVisible();
  await expect(getSection("Why not solve").getByText("read", { exact: true })).toHaveCount(0);

  await page.bringToFront();
  await page.goto(chapterPath);
  await page.getByRole("heading", { name: "The slope says which way" }).evaluate((heading) => {
    heading.scrollIntoView({ block: "center", behavior: "instant" });
  });
  await expect(getSection("Why not solve").getByText("read", { exact: true })).toBeVisible();
  await solveChoice(page);
  await expect(getLine(progress, "A loss that rises")).toContainText(/solved$/);
  await expect(progress.getByRole("status").first()).toContainText(
    /^You have read 1 of \d+ sections and solved 1 of \d+ exercises\./,
  );
});

test("an exercise that has changed says so, and one that is gone is named", async ({ page }) => {
  await page.goto("/404.html");
  await putKept(page, {
    "exercise/gradient-descent/rising-loss": oldRecord,
    "exercise/gradient-descent/of-old": oldRecord,
  });
  await page.goto(progressPath);
  await expect(getLine(page, "A loss that rises")).toContainText(
    "solved, changed since you solved it",
  );
  await expect(page.getByText(/no longer in the book: of-old \(gradient-descent\)/)).toBeVisible();
});

test("a file that is none of the book's is refused in a sentence, and changes nothing", async ({
  page,
}) => {
  await page.goto(progressPath);
  for (const [text, sentence] of [
    ["no JSON", "expected JSON"],
    ['{"cells": []}', "another kind of file"],
  ] as const) {
    const choosing = page.waitForEvent("filechooser");
    await page.getByRole("button", { name: "Open a file" }).click();
    const buffer = Buffer.from(text);
    await (await choosing).setFiles({ name: "a.json", mimeType: "application/json", buffer });
    await expect(page.getByText(`“a.json”`)).toContainText(sentence);
  }
  await expect(page.getByText("Nothing is noted here yet")).toBeVisible();
});

test("the table of contents looks nothing up for a reader who has nothing", async ({ page }) => {
  await page.goto("/", { waitUntil: "networkidle" });
  const names = await page.evaluate(async () =>
    (await indexedDB.databases()).map(({ name }) => name),
  );
  expect(names).toEqual([]);
  await expect(page.getByText(/\d of \d+ (sections read|solved)/)).toHaveCount(0);
});

for (const colorScheme of ["light", "dark"] as const) {
  test.describe(`on a phone in ${colorScheme} mode`, () => {
    test.use({ colorScheme, viewport: { width: 390, height: 800 } });

    test("the page of progress can be read by everyone", async ({ page }) => {
      await page.goto("/404.html");
      await putKept(page, {
        "exercise/gradient-descent/rising-loss": oldRecord,
        "exercise/gradient-descent/step-length": { ...oldRecord, solutionShown: true },
        "exercise/gradient-descent/sixty-epochs": { ...oldRecord, isSolved: false },
        "reading/gradient-descent": { sections: ["the-slope-says-which-way"], changedAt: 1 },
      });
      await page.goto(progressPath);
      await expect(getLine(page, "The length of a step")).toContainText("solution was shown");
      const { violations } = await new AxeBuilder({ page }).analyze();
      expect(violations.map(({ id, nodes }) => `${id}: ${nodes[0]?.target}`)).toEqual([]);
      const overhang = await page.evaluate(() => {
        const { scrollWidth, clientWidth } = document.documentElement;
        return scrollWidth - clientWidth;
      });
      expect(overhang).toBe(0);
    });
  });
}
