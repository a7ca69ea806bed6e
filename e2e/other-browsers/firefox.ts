import puppeteer from "puppeteer-core";
import { serve } from "../../scripts/serve.mjs";
import type { Reader } from "./reader";

/** Opens a site in Firefox, through WebDriver BiDi. */
export async function startFirefox(executablePath: string, siteFolder: string): Promise<Reader> {
  const site = await serve({ root: siteFolder });
  const browser = await puppeteer.launch({ browser: "firefox", executablePath, headless: true });
  const page = await browser.newPage();
  await page.setViewport({ width: 1280, height: 800 });
  const errors: string[] = [];
  page.on("console", (message) => {
    if (message.type() === "error") errors.push(message.text());
  });
  page.on("pageerror", (error) => errors.push(String(error)));
  page.on("requestfailed", (request) => errors.push(`failed to load: ${request.url()}`));

  async function click(place: string) {
    const locator = page.locator(`::-p-xpath(${place})`).setTimeout(20_000);
    const element = await locator.waitHandle();
    // At the edge of the window it may lie under the notebook's bar.
    await element.evaluate((node) =>
      (node as Element).scrollIntoView({ block: "center", behavior: "instant" }),
    );
    await locator.click();
  }

  return {
    version: await browser.version(),
    open: async (pagePath) => {
      await page.goto(new URL(pagePath, site.url).href, { waitUntil: "load" });
    },
    click,
    type: async (place, text) => {
      await click(place);
      await page.keyboard.type(text);
    },
    read: async (place) => {
      const element = await page.$(`::-p-xpath(${place})`);
      return (await element?.evaluate((node) => node.textContent)) ?? "";
    },
    evaluate: (body) => page.evaluate(`(async () => { ${body} })()`),
    findErrors: async () => errors,
    close: async () => {
      await browser.close();
      await site.close();
    },
  };
}
