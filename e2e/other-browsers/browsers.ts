import { findFirefox, findWebKit } from "../../scripts/other-browsers.mjs";
import { startFirefox } from "./firefox";
import type { Reader } from "./reader";
import { startWebKit } from "./webkit";

const firefox = findFirefox();
const webKit = findWebKit();

interface OtherBrowser {
  /** Says so where the machine has none. */
  name: string;
  isMissing: boolean;
  /** Opens a site in it. */
  start(siteFolder: string): Promise<Reader>;
}

export const otherBrowsers: OtherBrowser[] = [
  describeBrowser("Firefox", firefox ? (folder) => startFirefox(firefox, folder) : undefined),
  describeBrowser(
    "WebKit",
    webKit ? (folder) => startWebKit(webKit.driver, webKit.browser, folder) : undefined,
  ),
];

function describeBrowser(name: string, start: OtherBrowser["start"] | undefined): OtherBrowser {
  if (start) return { name, isMissing: false, start };
  const missing = `${name} (not found on this machine)`;
  return { name: missing, isMissing: true, start: () => Promise.reject(new Error(missing)) };
}
