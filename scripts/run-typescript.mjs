// @ts-check
import { mkdir, readFile, rename, writeFile } from "node:fs/promises";
import path from "node:path";
import { fileURLToPath, pathToFileURL } from "node:url";
import { threadId } from "node:worker_threads";
import { build } from "esbuild";
import { repositoryFolder } from "./site.mjs";

// Runs TypeScript of ours in Node, with its imports of "@/": node scripts/run-typescript.mjs <entry> [arguments].
// The same in a thread: new Worker(<this file>, { argv: [<entry>] }).

const cacheFolder = path.join(repositoryFolder, "node_modules/.cache/descent");

/**
 * Bundles a TypeScript file with what it imports of ours, and gives the path of a module that Node runs. Packages stay
 * outside, but for TensorFlow.js, whose modules Node cannot import as they are.
 *
 * Rejects with an Error that names file and line of what cannot be bundled.
 *
 * @param {string} entry relative to the repository
 * @param {{ name?: string, plugins?: import("esbuild").Plugin[] }} [options] the bundle's own name, and what its
 *   imports mean beside that
 */
export async function buildTypeScript(entry, { name = entry, plugins = [] } = {}) {
  const { outputFiles } = await build({
    entryPoints: [path.resolve(repositoryFolder, entry)],
    absWorkingDir: repositoryFolder,
    bundle: true,
    write: false,
    format: "esm",
    platform: "node",
    target: "node20",
    mainFields: ["module", "main"],
    sourcemap: "inline",
    sourcesContent: false,
    outdir: cacheFolder,
    // What is bundled as CommonJS asks for Node's own modules by `require`.
    banner: {
      js: 'import { createRequire as createRequireHere } from "node:module"; const require = createRequireHere(import.meta.url);',
    },
    plugins: [...plugins, keepPackagesOutside, keepOwnAddresses],
    logLevel: "silent",
  });
  const file = path.join(cacheFolder, `${name.replace(/\W+/g, "-")}.mjs`);
  const text = outputFiles?.[0]?.text ?? "";
  // Another user, who may not write here, runs what is there already.
  if ((await readFile(file, "utf8").catch(() => undefined)) === text) return file;
  const unfinished = `${file}.${process.pid}-${threadId}`;
  await mkdir(cacheFolder, { recursive: true });
  await writeFile(unfinished, text);
  // Threads start side by side, and none may read what another has half written.
  await rename(unfinished, file);
  return file;
}

/** @type {import("esbuild").Plugin} */
const keepPackagesOutside = {
  name: "keep-packages-outside",
  setup({ onResolve }) {
    onResolve({ filter: /^[^./]/ }, ({ path: name, kind, importer }) => {
      const isOurs = kind === "entry-point" || name.startsWith("@/") || path.isAbsolute(name);
      const isInside = name.startsWith("@tensorflow/") || isPackaged(importer);
      return isOurs || isInside ? undefined : { external: true, path: name };
    });
  },
};

/**
 * In a bundle, `import.meta.url` would be the bundle's. Files of ours look for others beside themselves.
 *
 * @type {import("esbuild").Plugin}
 */
const keepOwnAddresses = {
  name: "keep-own-addresses",
  setup({ onLoad }) {
    onLoad({ filter: /\.(ts|tsx|mjs)$/ }, async ({ path: file }) => {
      if (isPackaged(file)) return undefined;
      const text = await readFile(file, "utf8");
      const url = JSON.stringify(pathToFileURL(file).href);
      return {
        contents: text.replaceAll(/import\.meta\.url/g, url),
        loader: file.endsWith(".mjs") ? "js" : file.endsWith(".tsx") ? "tsx" : "ts",
      };
    });
  },
};

/** @param {string} file */
function isPackaged(file) {
  return file.includes(`${path.sep}node_modules${path.sep}`);
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  const [node, , entry, ...args] = process.argv;
  if (!entry) throw new Error("run-typescript: expected the path of a TypeScript file.");
  const file = await buildTypeScript(entry).catch((error) => {
    // With the file and the line of each mistake.
    console.error(error.message);
    process.exit(1);
  });
  process.setSourceMapsEnabled(true);
  process.argv = [/** @type {string} */ (node), path.resolve(repositoryFolder, entry), ...args];
  await import(pathToFileURL(file).href);
}
