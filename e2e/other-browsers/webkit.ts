import { spawn } from "node:child_process";
import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { createServer } from "node:net";
import { tmpdir } from "node:os";
import path from "node:path";
import { Browser, Builder, By, Capabilities, until } from "selenium-webdriver";
import { serve } from "../../scripts/serve.mjs";
import { listFiles } from "../../scripts/site.mjs";
import type { Reader } from "./reader";

/** Opens a site in WebKitGTK's MiniBrowser, through WebKitWebDriver. It needs a display. */
export async function startWebKit(
  driverPath: string,
  browserPath: string,
  siteFolder: string,
): Promise<Reader> {
  const folder = copyWithErrorCollector(siteFolder);
  const site = await serve({ root: folder });
  const port = await findFreePort();
  const service = spawn(driverPath, [`--port=${port}`], { stdio: "ignore" });
  await waitForService(port);

  const capabilities = new Capabilities();
  capabilities.set("webkitgtk:browserOptions", { binary: browserPath, args: ["--automation"] });
  const driver = await new Builder()
    .usingServer(`http://127.0.0.1:${port}`)
    // Selenium knows WebKit by this name only; the capabilities say which WebKit.
    .forBrowser(Browser.SAFARI)
    .withCapabilities(capabilities.setBrowserName("MiniBrowser"))
    .build();
  const found = await driver.getCapabilities();

  async function click(place: string) {
    const element = await driver.wait(until.elementLocated(By.xpath(place)), 20_000);
    await driver.wait(until.elementIsVisible(element), 20_000);
    // A smooth scroll would still be on its way when the click looks for its place.
    await driver.executeScript(
      "arguments[0].scrollIntoView({ block: 'center', behavior: 'instant' })",
      element,
    );
    await element.click();
    return element;
  }

  return {
    version: `${found.getBrowserName()} ${found.getBrowserVersion()}`,
    open: (pagePath) => driver.get(new URL(pagePath, site.url).href),
    click: async (place) => {
      await click(place);
    },
    type: async (place, text) => {
      const element = await click(place);
      await element.sendKeys(text);
    },
    read: async (place) => {
      const [element] = await driver.findElements(By.xpath(place));
      if (!element) return "";
      return String(await driver.executeScript("return arguments[0].textContent", element));
    },
    evaluate: (body) => driver.executeScript(`return (async () => { ${body} })()`),
    findErrors: () => driver.executeScript("return window.collectedErrors"),
    close: async () => {
      await driver.quit();
      service.kill();
      await site.close();
      rmSync(folder, { recursive: true });
    },
  };
}

const collector = `
  const errors = (window.collectedErrors = []);
  const collect = (error) => errors.push([String(error), error?.stack].filter(Boolean).join(" at "));
  console.error = (...values) => collect(values.join(" "));
  addEventListener("unhandledrejection", ({ reason }) => collect(reason));
  addEventListener("securitypolicyviolation", (event) =>
    collect(event.violatedDirective + " forbids " + event.blockedURI));
  // Captured, since a file that fails to load tells only its own element.
  addEventListener("error", (event) =>
    collect(event.error ?? event.message ?? "failed to load: " + event.target.outerHTML), true);
`;

/**
 * Copies the site, with a script in each page that collects errors from the start: WebKitWebDriver
 * has neither a log of the console nor a way to run a script before the page's own.
 */
function copyWithErrorCollector(siteFolder: string) {
  const folder = mkdtempSync(path.join(tmpdir(), "descent-webkit-"));
  cpSync(siteFolder, folder, { recursive: true });
  writeFileSync(path.join(folder, "collect-errors.js"), collector);
  // The kernel's frame has a policy of its own, and a collector there would reach nobody.
  const pages = listFiles(folder, ".html").filter((page) => page !== "sandbox/kernel.html");
  for (const page of pages) {
    const file = path.join(folder, page);
    const html = readFileSync(file, "utf8");
    const meta = /<meta http-equiv="Content-Security-Policy"[^>]*>/;
    writeFileSync(file, html.replace(meta, '$&<script src="/collect-errors.js"></script>'));
  }
  return folder;
}

function findFreePort(): Promise<number> {
  return new Promise((resolve, reject) => {
    const server = createServer();
    server.once("error", reject);
    server.listen(0, "127.0.0.1", () => {
      const address = server.address();
      server.close(() => resolve(typeof address === "object" && address ? address.port : 0));
    });
  });
}

async function waitForService(port: number) {
  const deadlineMs = performance.now() + 20_000;
  for (;;) {
    const reply = await fetch(`http://127.0.0.1:${port}/status`).catch(() => undefined);
    if (reply?.ok) return;
    if (performance.now() > deadlineMs) throw new Error("WebKitWebDriver did not start in 20 s.");
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
}
