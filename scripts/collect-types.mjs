// @ts-check
import { readFile } from "node:fs/promises";
import path from "node:path";
import ts from "typescript-5";
import { pruneGlobals, stripComments } from "./prune-types.mjs";
import { repositoryFolder } from "./site.mjs";

const helpers = path.join(repositoryFolder, "lib/sandbox/runtime/descent/types.ts");
const modules = path.join(repositoryFolder, "node_modules");
const libraries = path.join(modules, "typescript-5/lib");

/** What cells can import as "@tensorflow/tfjs"; lib/sandbox/runtime/tfjs/tf.ts puts the same together. */
const tensorFlow = `
export * from "@tensorflow/tfjs-core";
import "@tensorflow/tfjs-core/dist/public/chained_ops/register_all_chained_ops";
export * from "@tensorflow/tfjs-layers";
import * as data from "@tensorflow/tfjs-data";
export { data };
`;

/** The names of a worker that cells have use for; not the page, not the network. */
const workerNames = [
  ..."AbortController console performance queueMicrotask structuredClone atob btoa".split(" "),
  ..."setTimeout clearTimeout setInterval clearInterval TextDecoder TextEncoder".split(" "),
];

/** What no library of TypeScript 5.9 has, and browsers begin to have. */
const newNames = "declare var Temporal: any;";

/**
 * The types that the editor's language service knows: the language, what a worker has, TensorFlow.js, and the
 * book's helpers.
 *
 * @returns {Promise<import("../lib/language/types").LanguageTypes>}
 */
export async function collectTypes() {
  const worker = parse("lib.webworker.d.ts", await readLibrary("lib.webworker.d.ts"));
  const { text: workerGlobals, otherNames } = pruneGlobals(worker, workerNames, ["Transferable"]);
  // Some browsers have parts of the language that these types do not have yet.
  const newest = parse("lib.esnext.d.ts", `${await joinLibraries("lib.esnext.d.ts")}\n${newNames}`);
  const newer = pruneGlobals(newest, []);
  const gpuFile = path.join(modules, "@webgpu/types/dist/index.d.ts");
  const gpu = pruneGlobals(parse(gpuFile, await readFile(gpuFile, "utf8")), []);
  const helperTypes = parse("index.d.ts", await readFile(helpers, "utf8"));
  const roots = {
    "/globals.d.ts": declareGlobals(helperTypes),
    "/lib.d.ts": await joinLibraries("lib.es2023.d.ts"),
    "/worker.d.ts": workerGlobals,
  };
  return {
    files: {
      ...roots,
      "/node_modules/descent/index.d.ts": helperTypes.text,
      "/node_modules/@tensorflow/tfjs/index.d.ts": `${tensorFlow}export as namespace tf;\n`,
      ...collectModules(),
    },
    roots: Object.keys(roots),
    otherGlobals: [...otherNames, ...newer.otherNames, ...gpu.otherNames],
  };
}

/** @param {string} name */
function readLibrary(name) {
  return readFile(path.join(libraries, name), "utf8");
}

/**
 * A library of the language with all that it refers to, as one text.
 *
 * @param {string} name
 */
async function joinLibraries(name) {
  /** @type {Set<string>} */
  const seen = new Set();
  /** @type {string[]} */
  const texts = [];
  /** @param {string} file */
  const add = async (file) => {
    if (seen.has(file)) return;
    seen.add(file);
    const text = await readLibrary(file);
    for (const [, lib] of text.matchAll(/^\/\/\/ <reference lib="(.+?)" \/>$/gm)) {
      await add(`lib.${lib}.d.ts`);
    }
    texts.push(text.replace(/^\/\*![\s\S]*?\*\/$/m, "").replace(/^\/\/\/.*$/gm, ""));
  };
  await add(name);
  return texts.join("\n").replace(/\n{2,}/g, "\n");
}

/** The files that TensorFlow.js' own entry reaches, without the comments that no reader sees. */
function collectModules() {
  const entry = path.join(repositoryFolder, "tensorflow-types.ts");
  const host = ts.createCompilerHost({});
  const { fileExists, getSourceFile } = host;
  host.fileExists = (file) => file === entry || fileExists(file);
  host.getSourceFile = (file, ...rest) =>
    file === entry ? parse(file, tensorFlow) : getSourceFile(file, ...rest);
  const program = ts.createProgram(
    [entry],
    {
      target: ts.ScriptTarget.ES2022,
      module: ts.ModuleKind.ESNext,
      moduleResolution: ts.ModuleResolutionKind.Bundler,
      noLib: true,
      types: [],
    },
    host,
  );
  /** @type {Record<string, string>} */
  const files = {};
  for (const file of program.getSourceFiles()) {
    if (file.fileName === entry) continue;
    const name = path.relative(modules, file.fileName).replaceAll(path.sep, "/");
    files[`/node_modules/${name}`] = stripComments(file);
  }
  return files;
}

/**
 * The helpers as global names: their module again, with what it exports declared for all.
 *
 * @param {ts.SourceFile} module
 */
function declareGlobals(module) {
  const [imports, others] = [true, false].map((isImport) =>
    module.statements
      .filter((statement) => ts.isImportDeclaration(statement) === isImport)
      .map((statement) => statement.getFullText(module).replace(/^export (declare )?/m, ""))
      .join(""),
  );
  return `${imports}\ndeclare global {${others}\n}\nexport {};\n`;
}

/**
 * @param {string} name
 * @param {string} text
 */
function parse(name, text) {
  return ts.createSourceFile(name, text, ts.ScriptTarget.ES2022, true);
}
