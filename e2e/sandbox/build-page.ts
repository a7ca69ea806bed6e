import { cpSync, mkdtempSync, readFileSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { build } from "esbuild";
import { addContentSecurityPolicy } from "../../scripts/content-security-policy.mjs";
import { exportFolder, repositoryFolder } from "../../scripts/site.mjs";

/**
 * A small site with the exported kernel, and one page under the policy of every page, whose script lets a
 * test run cells without the notebook (`page.ts`), or judge code (`judge-page.ts`). Returns its folder.
 */
export async function buildSandboxPage(
  script: "page.ts" | "judge-page.ts" = "page.ts",
): Promise<string> {
  const folder = mkdtempSync(path.join(tmpdir(), "descent-sandbox-"));
  cpSync(path.join(exportFolder, "sandbox"), path.join(folder, "sandbox"), { recursive: true });
  await build({
    entryPoints: [path.join(repositoryFolder, "e2e/sandbox", script)],
    outfile: path.join(folder, "page.js"),
    bundle: true,
    format: "iife",
    target: "es2022",
  });
  const version = readFileSync(path.join(folder, "sandbox/version.txt"), "utf8");
  const page = `<!doctype html><html lang="en" data-version="${version}"><head><meta charset="utf-8"><title>Cells</title><script src="/page.js" defer></script></head><body><h1>Cells</h1></body></html>`;
  writeFileSync(path.join(folder, "index.html"), addContentSecurityPolicy(page));
  return folder;
}
