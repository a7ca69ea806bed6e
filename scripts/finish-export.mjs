// @ts-check
import { existsSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import path from "node:path";
import { pathToFileURL } from "node:url";
import { addContentSecurityPolicy } from "./content-security-policy.mjs";
import { dropFlightCopies } from "./drop-flight-copies.mjs";
import { settleBoundaries } from "./settle-boundaries.mjs";
import { exportFolder, listFiles } from "./site.mjs";

/**
 * Makes an exported folder ready for any static host. Returns what was done.
 *
 * @param {string} folder
 */
export function finishExport(folder) {
  if (!existsSync(path.join(folder, "index.html"))) {
    throw new Error(`there is no ${path.join(folder, "index.html")}. Run: npm run build`);
  }
  const removed = removeUnserved(folder);
  // Without this file, GitHub Pages leaves out every folder whose name starts with "_".
  writeFileSync(path.join(folder, ".nojekyll"), "");

  // The kernel's frame is built with a policy of its own.
  const pages = listFiles(folder, ".html").filter((page) => page !== "sandbox/kernel.html");
  for (const page of pages) {
    const file = path.join(folder, page);
    try {
      const html = dropFlightCopies(settleBoundaries(readFileSync(file, "utf8")));
      writeFileSync(file, addContentSecurityPolicy(html));
    } catch (error) {
      throw new Error(`${page}: ${error instanceof Error ? error.message : error}`);
    }
  }
  return { pages, removed };
}

/**
 * Removes what the exporter writes and no page asks for: `_not-found/`, which repeats `404.html`,
 * empty source maps, and the TypeScript source of each worker (its compiled form is a chunk).
 *
 * @param {string} folder
 */
function removeUnserved(folder) {
  const removed = listFiles(folder).filter(
    (file) =>
      file.startsWith("_not-found/") ||
      (file.startsWith("_next/static/") && /\.(js|css)\.map$|\.tsx?$/.test(file)),
  );
  for (const file of removed) rmSync(path.join(folder, file));
  rmSync(path.join(folder, "_not-found"), { recursive: true, force: true });
  return removed;
}

if (import.meta.url === pathToFileURL(process.argv[1] ?? "").href) {
  try {
    const { pages } = finishExport(exportFolder);
    console.log(`out/ is ready: ${pages.length} pages, each with its content security policy.`);
  } catch (error) {
    console.error(`finish-export: ${error instanceof Error ? error.message : error}`);
    process.exitCode = 1;
  }
}
