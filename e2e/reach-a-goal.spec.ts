import type { Locator, Page } from "@playwright/test";
import { chapterPath, expect, getTrainable, test, waitUntilAwake } from "./fixtures";

async function openGoal(page: Page): Promise<Locator> {
  await page.goto(chapterPath);
  const exercise = page.locator('[data-exercise="sixty-epochs"]');
  await exercise.scrollIntoViewIfNeeded();
  await waitUntilAwake(exercise.getByRole("button", { name: "Check" }));
  return exercise;
}

/** Sets a number of the live figure, and waits until its own run is done. */
async function set(page: Page, name: string, value: string) {
  const widget = getTrainable(page);
  await widget.scrollIntoViewIfNeeded();
  await waitUntilAwake(widget);
  const field = widget.getByRole("textbox", { name: `Exact value of ${name}` });
  await field.fill(value);
  await field.press("Enter");
  await expect(widget).toHaveAttribute("data-status", "finished");
}

const check = (exercise: Locator) => exercise.getByRole("button", { name: "Check" }).click();

test("a goal is judged from seven starts of the figure's network, and shows how each ended", async ({
  page,
}) => {
  const exercise = await openGoal(page);
  await expect(exercise).toHaveAttribute("data-kind", "goal");
  const status = exercise.getByRole("status").first();
  const chart = exercise.getByRole("img", { name: /^How 7 starts ended/ });

  await check(exercise);
  await expect(status).toHaveText(/^Not yet.*settings are still those.*5 were asked for/);
  await expect(chart).toBeVisible();

  await set(page, "B", "250");
  await exercise.getByRole("button", { name: "Try again" }).click();
  await check(exercise);
  await expect(status).toHaveText(/^Not yet.*None of 7 starts came below 0.02.*fewer steps/);

  await set(page, "α", "0.1");
  await expect(
    exercise.getByText("Changed in the figure: the learning rate, the batch size."),
  ).toBeVisible();
  await check(exercise);
  await expect(status).toHaveText(
    /^Not yet.*the learning rate and the batch size. Put all but one back/,
  );
  await expect(chart).toHaveCount(0);

  await set(page, "B", "10");
  await check(exercise);
  await expect(status).toHaveText(/^Correct.*of 7 starts came below 0.02; 5 were asked for/);
  await expect(chart).toBeVisible();
});

test("seven starts are trained within a second of Check, on a page that has trained nothing yet @timed", async ({
  page,
}) => {
  const times: number[] = [];
  for (let visit = 0; visit < 3; visit += 1) {
    const exercise = await openGoal(page);
    const elapsedMs = await exercise.evaluate(async (section) => {
      const startedAt = performance.now();
      const isDone = () =>
        /of 7 starts/.test(section.querySelector("[role=status]")?.textContent ?? "");
      const done = new Promise<void>((resolve) => {
        const observer = new MutationObserver(() => {
          if (!isDone()) return;
          observer.disconnect();
          resolve();
        });
        observer.observe(section, { childList: true, characterData: true, subtree: true });
      });
      section.querySelector<HTMLElement>('button[type="submit"]')?.click();
      await done;
      return performance.now() - startedAt;
    });
    times.push(elapsedMs);
  }
  console.log(`seven starts on fresh pages: ${times.map(Math.round).join(", ")} ms`);
  // The fastest: the others may have met a busy computer.
  expect(Math.min(...times)).toBeLessThan(1000);
});
