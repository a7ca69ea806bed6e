// @ts-check
import { existsSync, readdirSync, readFileSync } from "node:fs";
import path from "node:path";
import { fileURLToPath } from "node:url";

export const repositoryFolder = fileURLToPath(new URL("..", import.meta.url));

/** Where `next build` writes the site. */
export const exportFolder = path.join(repositoryFolder, "out");

/** Where every test runner leaves its report. */
export const reportFolder = path.join(repositoryFolder, "test-results");

/** The second build of `npm test`, made for a site that lives under `/course`. */
export const courseFolder = path.join(reportFolder, "course");

/**
 * The site's base path as Next wants it: `""`, or a leading slash and no trailing one.
 *
 * @param {string | undefined} text what `BASE_PATH` holds
 */
export function normalizeBasePath(text = "") {
  const names = text.split("/").filter(Boolean);
  return names.map((name) => `/${name}`).join("");
}

/**
 * The base path that an exported site was built for, or undefined if there is no such site.
 *
 * It is read from the home page's own links to its scripts, so that it cannot be out of date.
 *
 * @param {string} folder
 */
export function findBuiltBasePath(folder) {
  const homePage = path.join(folder, "index.html");
  if (!existsSync(homePage)) return undefined;
  return /(?:src|href)="([^"]*)\/_next\//.exec(readFileSync(homePage, "utf8"))?.[1];
}

/**
 * All files below a folder with this ending, as paths relative to it with `/`, sorted.
 *
 * @param {string} folder
 * @param {string} ending
 */
export function listFiles(folder, ending = "") {
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile() && entry.name.endsWith(ending))
    .map((entry) => path.relative(folder, path.join(entry.parentPath, entry.name)))
    .map((file) => file.split(path.sep).join("/"))
    .sort();
}

/**
 * The paths of all pages that a reader can open, such as `/` and `/chapters/gradient-descent/`.
 * The page for a missing address is not among them: a host shows it at any address.
 *
 * @param {string} [folder]
 */
export function listPages(folder = exportFolder) {
  return listFiles(folder, "index.html")
    .map((file) => `/${file.slice(0, -"index.html".length)}`)
    .filter((page) => page !== "/404/");
}
