import type { Locator, Page } from "@playwright/test";
import { parseNumber } from "../lib/format";
import { computeSharedFingerprint, sharedRun } from "./expected-fingerprint";
import { chapterPath, expect, getTrainable, test, waitUntilAwake } from "./fixtures";

async function open(page: Page, hash = ""): Promise<Locator> {
  await page.goto(`${chapterPath}${hash}`);
  const widget = getTrainable(page);
  await widget.scrollIntoViewIfNeeded();
  await waitUntilAwake(widget);
  return widget;
}

function button(widget: Locator, name: string): Locator {
  return widget.getByRole("button", { name, exact: true });
}

/** Epoch, training loss and test loss. */
async function readNumbers(widget: Locator): Promise<number[]> {
  const texts = await widget.locator("dd").allTextContents();
  return texts.map((text) => parseNumber(text) ?? Number.NaN);
}

async function setRate(widget: Locator, rate: string) {
  const field = widget.getByRole("textbox", { name: "Exact value of α" });
  await field.fill(rate);
  await field.press("Enter");
}

function curve(widget: Locator): Locator {
  return widget.getByRole("img", { name: /Loss by epoch/ });
}

test("a dragged α trains the whole curve anew under the finger, without TensorFlow.js", async ({
  page,
}) => {
  const scripts: string[] = [];
  page.on("response", async (response) => {
    if (response.url().endsWith(".js")) scripts.push(await response.text().catch(() => ""));
  });
  const widget = await open(page);
  const slider = widget.getByRole("slider", { name: "Learning rate" });
  await slider.focus();
  const curves = new Set<string | null>();
  for (let press = 0; press < 8; press += 1) {
    await page.keyboard.press("ArrowRight");
    await expect(curve(widget)).toHaveAttribute("aria-label", /up to epoch 200/);
    await expect
      .poll(async () => curves.has(await curve(widget).getAttribute("aria-label")))
      .toBe(false);
    curves.add(await curve(widget).getAttribute("aria-label"));
  }
  await expect(widget).toHaveAttribute("data-status", "finished");
  await expect(widget).toHaveAttribute("data-path", "dense");
  expect(curves.size).toBe(8);
  expect(scripts.length).toBeGreaterThan(0);
  // The prefix of TensorFlow.js' flags in an address.
  expect(scripts.some((text) => text.includes("tfjsflags"))).toBe(false);

  // The same curve as the one that Train draws epoch by epoch.
  const numbers = await readNumbers(widget);
  await button(widget, "Reset").click();
  await expect(widget.locator("dd").first()).toHaveText("0");
  await widget.getByText("More settings").click();
  await widget.getByRole("combobox", { name: "Pace" }).selectOption("full");
  await button(widget, "Train").click();
  await expect(widget).toHaveAttribute("data-status", "finished");
  expect(await readNumbers(widget)).toEqual(numbers);
});

test("from the finger to the curve it takes a few frames @timed", async ({ page }) => {
  const widget = await open(page);
  await setRate(widget, "0.1");
  await expect(widget).toHaveAttribute("data-status", "finished");
  const frames = await widget.evaluate(async (section) => {
    const range = section.querySelectorAll<HTMLInputElement>("input[type=range]");
    const slider = [...range].find(
      ({ labels }) => labels?.[0]?.textContent === "Learning rate",
    ) as HTMLInputElement;
    const path = () => section.querySelectorAll("svg")[1]?.innerHTML;
    const set = Object.getOwnPropertyDescriptor(HTMLInputElement.prototype, "value")?.set;
    const counts: number[] = [];
    for (let move = 0; move < 30; move += 1) {
      const before = path();
      set?.call(slider, String(Number(slider.value) + 1));
      slider.dispatchEvent(new Event("input", { bubbles: true }));
      let frame = 0;
      while (path() === before && frame < 120) {
        await new Promise(requestAnimationFrame);
        frame += 1;
      }
      counts.push(frame);
    }
    return counts.sort((a, b) => a - b);
  });
  // Other work on the computer must not break the build: the benchmark holds the bar of two.
  expect(frames[Math.floor(frames.length / 2)]).toBeLessThanOrEqual(6);
});

test("a slider under the curve shows any epoch, and a fork goes on from there", async ({
  page,
}) => {
  const widget = await open(page);
  await setRate(widget, "0.1");
  await expect(widget).toHaveAttribute("data-status", "finished");
  const end = await readNumbers(widget);
  const scrubber = widget.getByRole("slider", { name: "Epoch shown" });
  const network = widget.getByRole("img", { name: /The network and its weights/ });
  const weightsAtEnd = await network.innerHTML();

  await scrubber.fill("20");
  await expect(widget.locator("dd").first()).toHaveText("20");
  expect(await network.innerHTML()).not.toBe(weightsAtEnd);
  const at20 = await readNumbers(widget);
  expect(at20[1]).toBeGreaterThan(end[1] as number);
  await scrubber.fill("200");
  await expect.poll(() => readNumbers(widget)).toEqual(end);
  expect(await network.innerHTML()).toBe(weightsAtEnd);

  // Quick keys are not lost while the pictures come after.
  await scrubber.focus();
  await page.keyboard.press("Home");
  for (let press = 0; press < 10; press += 1) await page.keyboard.press("ArrowRight");
  await expect(scrubber).toHaveValue("10");
  await expect(widget.locator("dd").first()).toHaveText("10");
  const at10 = await readNumbers(widget);

  await scrubber.fill("20");
  await expect.poll(() => readNumbers(widget)).toEqual(at20);
  await button(widget, "Fork here").click();
  await setRate(widget, "0.001");
  await expect(widget).toHaveAttribute("data-status", "finished");
  await expect(widget.locator("dd").first()).toHaveText("200");
  const branch = await readNumbers(widget);
  expect(branch[1]).toBeLessThanOrEqual(at20[1] as number);
  expect(branch[1]).toBeGreaterThan(2 * (end[1] as number));
  // Both curves are there.
  await expect(curve(widget).getByText("before")).toBeVisible();
  await scrubber.fill("20");
  await expect.poll(async () => (await readNumbers(widget)).slice(0, 2)).toEqual(at20.slice(0, 2));
  // Before the fork it is the run that it left.
  await scrubber.fill("10");
  await expect(widget.locator("dd").first()).toHaveText("10");
  expect(await readNumbers(widget)).toEqual(at10);
});

test("a run ends in the same bytes in this browser as in Node", async ({ page }) => {
  const widget = await open(page, sharedRun);
  await button(widget, "Train").click();
  await expect(widget).toHaveAttribute("data-status", "finished");
  await widget.getByText("More settings").click();
  const expected = await computeSharedFingerprint();
  await expect(widget).toContainText(`Fingerprint of the weights: ${expected}`);
});

test("a thousand starts show how much is luck, and any of them can be opened", async ({ page }) => {
  test.slow();
  const widget = await open(page);
  await button(widget, "1000 starts").click();
  const panel = widget.getByRole("region", { name: "1000 random starts" });
  await expect(panel).toContainText(/Of the first \d+ starts|Of 1000 starts/, { timeout: 20_000 });
  await expect(panel).toContainText(/Of 1000 starts, \d+ % solve it/, { timeout: 60_000 });
  await expect(panel).toContainText(
    /The CPU trains (them all in less than 3 s|\d+ networks a second)/,
  );
  // Some of their curves lie behind that of this run.
  await expect(curve(widget).locator("path[clip-path]")).toHaveCount(1);
  await button(panel, "Open the worst").click();
  await expect(widget).toHaveAttribute("data-status", "finished");
  const [, , worst] = await readNumbers(widget);
  await button(panel, "Open the best").click();
  await expect.poll(async () => (await readNumbers(widget))[2]).toBeLessThan(0.002);
  expect(worst).toBeGreaterThan(0.1);

  // Until others are there, the starts before are not taken for those of the new settings.
  await setRate(widget, "0.1");
  await expect(panel).toContainText("These starts had the settings before");
  await expect(button(panel, "Open the best")).toHaveAttribute("aria-disabled", "true");
  await expect(panel).toContainText(/Of 1000 starts, \d+ % solve it/, { timeout: 60_000 });
});

for (const width of [1280, 390]) {
  test(`at ${width} px nothing moves while runs and starts come and go`, async ({ page }) => {
    test.slow();
    await page.setViewportSize({ width, height: 800 });
    const widget = await open(page);
    const heightOf = async () => (await widget.boundingBox())?.height;
    const atFirst = await heightOf();
    await setRate(widget, "0.1");
    await expect(widget).toHaveAttribute("data-status", "finished");
    expect(await heightOf()).toBe(atFirst);
    await widget.getByRole("combobox", { name: "Activation" }).selectOption("linear");
    await expect(widget).toContainText("can only draw a straight line");
    expect(await heightOf()).toBe(atFirst);
    await widget.getByRole("combobox", { name: "Data" }).selectOption("plane");
    await setRate(widget, "3");
    await expect(widget).toHaveAttribute("data-status", "diverged");
    expect(await heightOf()).toBe(atFirst);

    await setRate(widget, "0.1");
    await button(widget, "1000 starts").click();
    const opened = await heightOf();
    await expect(widget).toContainText(/Of 1000 starts, half end between/, { timeout: 60_000 });
    expect(await heightOf()).toBe(opened);
    await button(widget, "1000 starts").click();
    expect(await heightOf()).toBe(atFirst);
  });
}

test("a browser without WebAssembly trains with TensorFlow.js in plain JavaScript, and says why it is slow", async ({
  page,
}) => {
  test.slow();
  // Workers take their globals from the browser, so theirs is removed by the script that starts them.
  await page.route("**/*.js", async (route) => {
    const response = await route.fetch();
    await route.fulfill({
      response,
      body: `delete globalThis.WebAssembly;${await response.text()}`,
    });
  });
  const widget = await open(page);
  await widget.getByRole("radio", { name: "one epoch" }).check();
  await button(widget, "Step").click();
  await expect(widget.locator("dd").first()).toHaveText("1", { timeout: 30_000 });
  await expect(widget).toHaveAttribute("data-path", "tfjs");
  await expect(widget).toHaveAttribute("data-device", "cpu");
  await expect(widget).toContainText(
    "This browser has no WebAssembly, so TensorFlow.js trains in plain JavaScript, which is slow.",
  );
  // What the page still loads by itself must not fail a test that is over.
  await page.unrouteAll({ behavior: "ignoreErrors" });
});
