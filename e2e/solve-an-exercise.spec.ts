import AxeBuilder from "@axe-core/playwright";
import type { Locator, Page } from "@playwright/test";
import { chapterPath, expect, test, waitUntilAwake } from "./fixtures";

async function openExercise(page: Page, id: string) {
  await page.goto(chapterPath);
  return findExercise(page, id);
}

async function findExercise(page: Page, id: string) {
  const exercise = page.locator(`[data-exercise="${id}"]`);
  await exercise.evaluate((element) => element.scrollIntoView());
  await waitUntilAwake(exercise.locator("form"));
  return exercise;
}

const press = (exercise: Locator, name: string) =>
  exercise.getByRole("button", { name, exact: true }).click();
const verdictOf = (exercise: Locator) => exercise.getByRole("status");

/** The record that the page last told of. */
async function listenForRecords(page: Page) {
  await page.evaluate(() => {
    window.addEventListener("descent:record", (event) => {
      document.body.dataset.record = JSON.stringify((event as CustomEvent).detail.record);
    });
  });
  return async () => JSON.parse((await page.locator("body").getAttribute("data-record")) ?? "{}");
}

test.describe("the frame of an exercise", () => {
  test("has its names, and nothing that axe objects to, while a verdict, hints and the solution are shown", async ({
    page,
  }) => {
    const exercise = await openExercise(page, "rising-loss");
    await expect(page.getByRole("region", { name: "Exercise: A loss that rises" })).toHaveAttribute(
      "data-kind",
      "choice",
    );
    await exercise.getByRole("radio").first().check();
    await press(exercise, "Check");
    await expect(verdictOf(exercise)).toHaveText(/^Not yet/);
    await press(exercise, "Hint");
    await press(exercise, "Solution");
    await expect(exercise.getByText(/^Solution\. /)).toBeVisible();
    const { violations } = await new AxeBuilder({ page })
      .include('[data-exercise="rising-loss"]')
      .analyze();
    expect(violations.map(({ id }) => id)).toEqual([]);
  });

  test("gives hints one at a time, says how many are left, and remembers that", async ({
    page,
  }) => {
    const exercise = await openExercise(page, "step-length");
    const getRecord = await listenForRecords(page);
    const hint = exercise.getByRole("button", { name: "Hint", exact: true });
    const hints = exercise.getByRole("list", { name: "Hints" }).getByRole("listitem");
    await expect(hint).toHaveAccessibleDescription("3 hints left");
    await hint.press("Enter");
    await expect(hints).toHaveCount(1);
    await expect(hint).toHaveAccessibleDescription("2 hints left");
    await hint.press("Enter");
    await hint.press("Enter");
    await expect(hints).toHaveCount(3);
    await expect(hint).toHaveAttribute("aria-disabled", "true");
    await expect(hint).toBeFocused();
    await expect.poll(getRecord).toMatchObject({ hintsShown: 3, attempts: 0 });

    await page.reload();
    const again = await findExercise(page, "step-length");
    await press(again, "Hint");
    await expect(again.getByRole("list", { name: "Hints" }).getByRole("listitem")).toHaveCount(3);
  });

  test("asks before it shows the solution to who has not tried, and the record says so", async ({
    page,
  }) => {
    const exercise = await openExercise(page, "rising-loss");
    const getRecord = await listenForRecords(page);
    const solution = exercise.getByRole("button", { name: "Solution", exact: true });
    await solution.press("Enter");
    await expect(exercise.getByText("You have not tried yet. Show it anyway?")).toBeVisible();
    await expect(exercise.getByRole("button", { name: "Show it" })).toBeFocused();
    await page.keyboard.press("Escape");
    await expect(solution).toBeFocused();
    await expect(exercise.getByText("You have not tried yet")).toHaveCount(0);

    await solution.press("Enter");
    await page.keyboard.press("Enter");
    await expect(exercise.getByText(/^Solution\. The step was too long/)).toBeVisible();
    await expect(solution).toBeFocused();
    await expect(solution).toHaveAttribute("aria-expanded", "true");
    await expect.poll(getRecord).toMatchObject({ solutionShown: true, isSolved: false });
    await solution.press("Enter");
    await expect(exercise.getByText(/^Solution\. /)).toHaveCount(0);
  });

  test("shows the solution after a try without a question, and after a right answer without a mark", async ({
    page,
  }) => {
    const exercise = await openExercise(page, "rising-loss");
    const getRecord = await listenForRecords(page);
    // Nothing chosen is no try.
    await press(exercise, "Check");
    await expect(verdictOf(exercise)).toHaveText(/^Not yet. Choose one/);
    await press(exercise, "Solution");
    await expect(exercise.getByText("You have not tried yet")).toBeVisible();
    await exercise.getByRole("radio", { name: /too long for the bend/ }).check();
    await press(exercise, "Check");
    await expect(verdictOf(exercise)).toHaveText(/^Correct/);
    await expect(exercise.getByText("You have not tried yet")).toHaveCount(0);
    await press(exercise, "Solution");
    await expect(exercise.getByText(/^Solution\. /)).toBeVisible();
    expect(await getRecord()).toMatchObject({ isSolved: true, solutionShown: false, attempts: 1 });
  });

  test("offers the old answer to an exercise that has changed since, and says so", async ({
    page,
  }) => {
    const exercise = await openExercise(page, "rising-loss");
    const getRecord = await listenForRecords(page);
    await exercise.getByRole("radio").first().check();
    await press(exercise, "Check");
    await expect.poll(getRecord).toMatchObject({ attempts: 1 });
    await page.evaluate(
      () =>
        new Promise<void>((resolve) => {
          const opening = indexedDB.open("descent", 1);
          opening.onsuccess = () => {
            const store = opening.result.transaction("kept", "readwrite").objectStore("kept");
            const record = {
              answer: "bug",
              edition: "earlier",
              attempts: 4,
              hintsShown: 1,
              isSolved: true,
            };
            const putting = store.put(record, "exercise/gradient-descent/rising-loss");
            putting.transaction?.addEventListener("complete", () => resolve());
          };
        }),
    );
    await page.reload();
    const changed = await findExercise(page, "rising-loss");
    await expect(
      changed.getByText("This exercise has changed since you answered it."),
    ).toBeVisible();
    await expect(changed.getByRole("radio").first()).toBeChecked();
    await expect(verdictOf(changed)).toBeEmpty();
    const getRecordNow = await listenForRecords(page);
    await press(changed, "Check");
    await expect(verdictOf(changed)).toHaveText(/^Not yet/);
    await expect.poll(getRecordNow).toMatchObject({ attempts: 1, isSolved: false, hintsShown: 0 });
  });

  test("keeps its height and its buttons' places while a verdict comes and goes", async ({
    page,
  }) => {
    const exercise = await openExercise(page, "step-length");
    const measure = async () => ({
      height: (await exercise.boundingBox())?.height,
      hint: (await exercise.getByRole("button", { name: "Hint" }).boundingBox())?.x,
      check: (await exercise.getByRole("button", { name: "Check" }).boundingBox())?.x,
    });
    const before = await measure();
    await exercise.getByRole("textbox").fill("0.015");
    await press(exercise, "Check");
    await expect(verdictOf(exercise)).toHaveText(/^Correct/);
    expect(await measure()).toEqual(before);
    await press(exercise, "Next question");
    await expect(verdictOf(exercise)).toBeEmpty();
    expect(await measure()).toEqual(before);
  });
});

test.describe("where the part that checks is slow or missing", () => {
  test.use({ allowedErrors: /ERR_FAILED|ERR_INTERNET|chunk|Failed to load/i });

  test("a second press does nothing, and the answer is judged once", async ({ page }) => {
    const exercise = await openExercise(page, "rising-loss");
    const getRecord = await listenForRecords(page);
    let release = () => {};
    const held = new Promise<void>((resolve) => {
      release = resolve;
    });
    await page.route("**/_next/static/chunks/**", async (route) => {
      await held;
      await route.continue();
    });
    await exercise.getByRole("radio").first().check();
    const check = exercise.getByRole("button", { name: "Check" });
    await check.press("Enter");
    await expect(check).toHaveAttribute("aria-disabled", "true");
    await check.press("Enter");
    await check.press("Escape");
    release();
    await expect(verdictOf(exercise)).toHaveText(/^Not yet/);
    await expect(check).toBeFocused();
    await expect(check).not.toHaveAttribute("aria-disabled");
    expect(await getRecord()).toMatchObject({ attempts: 1 });
  });

  test("a sentence says so, and the answer is kept and judged at the next try", async ({
    page,
  }) => {
    const exercise = await openExercise(page, "rising-loss");
    await page.route("**/*", (route) => route.abort());
    await exercise.getByRole("radio", { name: /too long for the bend/ }).check();
    await press(exercise, "Check");
    await expect(verdictOf(exercise)).toHaveText(/could not be loaded. Are you online\?/);
    // Nothing was judged, so nothing was tried.
    await press(exercise, "Try again");
    await expect(exercise.getByRole("radio", { name: /too long for the bend/ })).toBeChecked();
    await expect(exercise.getByText("(tried)")).toHaveCount(0);
    await page.unroute("**/*");
    await page.reload();
    const again = await findExercise(page, "rising-loss");
    await expect(verdictOf(again)).toHaveText(/^Correct/);
  });
});

test.describe("choice", () => {
  test("each wrong one is answered, and the answer is there after a reload", async ({ page }) => {
    const exercise = await openExercise(page, "rising-loss");
    await exercise.getByRole("radio").first().check();
    await press(exercise, "Check");
    await expect(verdictOf(exercise)).toHaveText(/^Not yet.*need not be a bug/);
    await press(exercise, "Try again");
    await expect(exercise.getByRole("radio").first()).toBeFocused();
    await expect(exercise.getByRole("radio", { name: /\(tried\)$/ })).toHaveCount(1);
    await exercise.getByRole("radio", { name: /too long for the bend/ }).check();
    await press(exercise, "Check");
    await expect(verdictOf(exercise)).toHaveText(/^Correct/);
    await page.reload();
    const again = await findExercise(page, "rising-loss");
    await expect(verdictOf(again)).toHaveText(/^Correct/);
    // Nobody has asked for it now.
    await expect(verdictOf(again)).toHaveAttribute("aria-live", "off");
  });
});

test.describe("number", () => {
  test("a known slip is named, the right number is right, and the next question has the reader's own numbers", async ({
    page,
  }) => {
    const exercise = await openExercise(page, "step-length");
    await expect(exercise).toHaveAttribute("data-kind", "number");
    const answer = exercise.getByRole("textbox");
    await answer.fill("150");
    await answer.press("Enter");
    await expect(verdictOf(exercise)).toHaveText(/^Not yet.*divid/);
    await press(exercise, "Try again");
    await expect(answer).toBeFocused();
    await page.keyboard.type("0,015");
    await page.keyboard.press("Enter");
    await expect(verdictOf(exercise)).toHaveText(/^Correct/);
    await press(exercise, "Next question");
    await expect(answer).toBeFocused();
    const question = exercise.locator("p", { hasText: /^Question 2 of 2/ });
    await expect(question).toContainText("The gradient at another point is");
    const numbers = (await question.textContent())?.replace("−", "-").match(/-?\d+\.?\d*/g) ?? [];
    const [gradient, rate] = numbers.slice(2).map(Number) as [number, number];
    await page.keyboard.type(String(Math.abs(gradient) * rate));
    await page.keyboard.press("Enter");
    await expect(verdictOf(exercise)).toHaveText(/^Correct/);
    await expect(exercise.getByRole("button", { name: "Next question" })).toHaveCount(0);

    await page.reload();
    const again = await findExercise(page, "step-length");
    await expect(again.locator("p", { hasText: /^Question 2 of 2/ })).toContainText(`${rate}`);
    await expect(verdictOf(again)).toHaveText(/^Correct/);
  });
});

test.describe("number with a unit", () => {
  test("the unit stands behind the field, and may be typed or left out", async ({ page }) => {
    const exercise = await openExercise(page, "steps-to-arrive");
    const answer = exercise.getByRole("textbox");
    await expect(answer).toHaveAccessibleDescription(/steps$/);
    for (const text of ["15 steps", "15"]) {
      await answer.fill(text);
      await press(exercise, "Check");
      await expect(verdictOf(exercise)).toHaveText(/^Correct/);
    }
    await answer.fill("15 epochs");
    await press(exercise, "Check");
    await expect(verdictOf(exercise)).toHaveText(/^Not yet.*The unit is steps/);
  });
});

test.describe("order", () => {
  const rightOrder = ["batch", "outputs", "loss", "slopes", "steps", "update", "test"];
  const readOrder = (exercise: Locator) =>
    exercise
      .locator("[data-item]")
      .evaluateAll((rows) => rows.map((row) => row.getAttribute("data-item") ?? ""));
  const findRow = (exercise: Locator, id: string) => exercise.locator(`[data-item="${id}"]`);
  const findHandle = (exercise: Locator, id: string) =>
    findRow(exercise, id).getByRole("button", { name: /^Move “.*”$/ });

  test("by keyboard: the arrow keys move, places are spoken, and the focus goes along", async ({
    page,
  }) => {
    const exercise = await openExercise(page, "one-update");
    expect(await readOrder(exercise)).not.toEqual(rightOrder);
    // The last one first, each to the top.
    for (const id of rightOrder.toReversed()) await findHandle(exercise, id).press("Home");
    expect(await readOrder(exercise)).toEqual(rightOrder);
    const handle = findHandle(exercise, "batch");
    await handle.press("ArrowDown");
    await expect(handle).toBeFocused();
    await expect(exercise.getByText(/is now at place 2 of 7/)).toBeAttached();
    await press(exercise, "Check");
    await expect(verdictOf(exercise)).toHaveText(/^Not yet. “Compute the network’s output.*first/);

    const readHeight = async () => (await exercise.locator("ol").boundingBox())?.height;
    const height = await readHeight();
    await press(exercise, "Try again");
    await expect.poll(readHeight).toBe(height);
    await expect(findHandle(exercise, "outputs")).toBeFocused();
    // What is in its place stays there, and has no handle any more.
    await expect(findHandle(exercise, "loss")).toHaveCount(0);
    await page.keyboard.press("End");
    expect((await readOrder(exercise)).slice(2)).toEqual(rightOrder.slice(2));
    await press(exercise, "Check");
    await expect(verdictOf(exercise)).toHaveText(/^Correct/);
    await page.reload();
    const again = await findExercise(page, "one-update");
    await expect(verdictOf(again)).toHaveText(/^Correct/);
    expect(await readOrder(again)).toEqual(rightOrder);
  });

  test("by dragging: a row goes where it is dropped, and Escape leaves it where it was", async ({
    page,
  }) => {
    const exercise = await openExercise(page, "one-update");
    const before = await readOrder(exercise);
    const [first = "", second = "", third = ""] = before;
    const centre = async (id: string) => {
      const box = await findRow(exercise, id).boundingBox();
      return [(box?.x ?? 0) + 60, (box?.y ?? 0) + (box?.height ?? 0) / 2] as const;
    };
    const target = await centre(third);
    await page.mouse.move(...(await centre(first)));
    await page.mouse.down();
    await page.mouse.move(...target, { steps: 4 });
    await page.mouse.up();
    await expect
      .poll(() => readOrder(exercise))
      .toEqual([second, third, first, ...before.slice(3)]);

    await page.mouse.move(...(await centre(second)));
    await page.mouse.down();
    await page.mouse.move(...(await centre(first)), { steps: 4 });
    await page.keyboard.press("Escape");
    await page.mouse.up();
    expect(await readOrder(exercise)).toEqual([second, third, first, ...before.slice(3)]);
  });

  test.describe("on a phone", () => {
    test.use({ viewport: { width: 390, height: 800 }, hasTouch: true });

    test("by touch: with the buttons of a row, and by its handle", async ({ page }) => {
      const exercise = await openExercise(page, "one-update");
      const before = await readOrder(exercise);
      const [first = "", second = "", third = ""] = before;
      await findRow(exercise, first).getByRole("button", { name: /down$/ }).tap();
      // A tap becomes a click a little later.
      await expect.poll(() => readOrder(exercise)).toEqual([second, first, ...before.slice(2)]);

      const from = await findHandle(exercise, second).boundingBox();
      const to = await findRow(exercise, third).boundingBox();
      const touch = await page.context().newCDPSession(page);
      const send = (type: "touchStart" | "touchMove" | "touchEnd", y?: number) =>
        touch.send("Input.dispatchTouchEvent", {
          type,
          touchPoints: y === undefined ? [] : [{ x: (from?.x ?? 0) + 20, y }],
        });
      const start = (from?.y ?? 0) + 20;
      const end = (to?.y ?? 0) + (to?.height ?? 0) / 2;
      await send("touchStart", start);
      for (const share of [0.25, 0.5, 0.75, 1]) {
        await send("touchMove", start + (end - start) * share);
      }
      await send("touchEnd");
      await expect
        .poll(() => readOrder(exercise))
        .toEqual([first, third, second, ...before.slice(3)]);
      const { violations } = await new AxeBuilder({ page })
        .include('[data-exercise="one-update"]')
        .analyze();
      expect(violations.map(({ id }) => id)).toEqual([]);
    });
  });
});

test.describe("match", () => {
  test("each pair is judged, and the right ones stay while the others are tried again", async ({
    page,
  }) => {
    const exercise = await openExercise(page, "four-rates");
    const choice = (name: string) => exercise.getByRole("combobox", { name });
    await choice("A").selectOption("α = 0.1");
    await choice("B").selectOption("α = 3");
    await choice("C").selectOption("α = 1");
    await expect(choice("C")).toHaveAccessibleDescription(/^Hardly falls/);
    await press(exercise, "Check");
    await expect(verdictOf(exercise)).toHaveText(/^Not yet. 2 of the 4 are right/);
    await expect(exercise.getByText(/^Not right: D: nothing is chosen yet/)).toBeVisible();

    await press(exercise, "Try again");
    await expect(exercise.getByRole("combobox")).toHaveCount(2);
    await expect(choice("C")).toBeFocused();
    await choice("C").selectOption("α = 0.01");
    await choice("D").selectOption("α = 1");
    await press(exercise, "Check");
    await expect(verdictOf(exercise)).toHaveText(/^Correct/);
    const { violations } = await new AxeBuilder({ page })
      .include('[data-exercise="four-rates"]')
      .analyze();
    expect(violations.map(({ id }) => id)).toEqual([]);
  });
});

test.describe("at 390 px", () => {
  test.use({ viewport: { width: 390, height: 800 } });

  test("no exercise is wider than the page, whatever it shows", async ({ page }) => {
    await page.goto(chapterPath);
    for (const id of ["rising-loss", "step-length", "one-update", "four-rates"]) {
      const exercise = await findExercise(page, id);
      await press(exercise, "Check");
      await expect(verdictOf(exercise)).toHaveText(/^Not yet/);
      await press(exercise, "Hint");
      await press(exercise, "Solution");
    }
    const { scroll, client } = await page.evaluate(() => ({
      scroll: document.documentElement.scrollWidth,
      client: document.documentElement.clientWidth,
    }));
    expect(scroll).toBe(client);
  });
});
