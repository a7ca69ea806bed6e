import { chapterPath, expect, test } from "./fixtures";

test("a printed chapter has its text and figures, and no navigation", async ({ page }) => {
  await page.goto(chapterPath, { waitUntil: "networkidle" });
  await expect(page.getByRole("navigation").first()).toBeVisible();

  await page.emulateMedia({ media: "print" });
  for (const navigation of await page.getByRole("navigation", { includeHidden: true }).all()) {
    await expect(navigation).toBeHidden();
  }
  await expect(page.getByRole("heading", { level: 1 })).toBeVisible();
  await expect(page.locator("main .katex").first()).toBeVisible();
});

test("the chapter becomes a PDF of several pages, dark mode or not", async ({ page }) => {
  await page.emulateMedia({ colorScheme: "dark" });
  await page.goto(chapterPath, { waitUntil: "networkidle" });
  await page.emulateMedia({ media: "print", colorScheme: "dark" });

  const { ink, paper } = await page.evaluate(() => ({
    ink: getComputedStyle(document.querySelector("main p") ?? document.body).color,
    paper: getComputedStyle(document.body).backgroundColor,
  }));
  expect(lightness(ink), "lightness of the text").toBeLessThan(0.5);
  expect(lightness(paper), "lightness of the paper").toBeGreaterThan(0.9);

  const pdf = await page.pdf({ format: "A4" });
  expect(pdf.subarray(0, 5).toString()).toBe("%PDF-");
  const pages = pdf.toString("latin1").match(/\/Type\s*\/Page\b/g)?.length ?? 0;
  expect(pages).toBeGreaterThanOrEqual(3);
});

/** From 0 to 1; what is transparent shows white paper. */
function lightness(color: string) {
  const numbers = (color.match(/[\d.]+/g) ?? []).map(Number);
  if (numbers[3] === 0) return 1;
  if (color.startsWith("oklch") || color.startsWith("oklab")) return numbers[0] ?? 0;
  const scale = color.startsWith("color(") ? 1 : 255;
  return ((numbers[0] ?? 0) + (numbers[1] ?? 0) + (numbers[2] ?? 0)) / 3 / scale;
}
