import { mkdtemp, readFile, rm, stat, utimes } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { gzipSync } from "node:zlib";
import { transform } from "esbuild";
import ts from "typescript-5";
import { beforeAll, describe, expect, it } from "vitest";
import type { LanguageTypes } from "../lib/language/types";
import { buildTypes, collectTypes } from "./build-types.mjs";
import { pruneGlobals, stripComments } from "./prune-types.mjs";

function parse(text: string) {
  return ts.createSourceFile("index.d.ts", text, ts.ScriptTarget.ES2022, true);
}

describe("collectTypes()", () => {
  let types: LanguageTypes;

  beforeAll(async () => {
    types = await collectTypes();
  });

  it("has every file that another imports", () => {
    const missing = Object.entries(types.files).flatMap(([name, text]) =>
      ts.preProcessFile(text).importedFiles.flatMap(({ fileName }) => {
        const base = fileName.startsWith(".")
          ? path.posix.join(path.posix.dirname(name), fileName)
          : `/node_modules/${fileName}`;
        const places = [`${base}.d.ts`, `${base}/index.d.ts`, `${base}/dist/index.d.ts`];
        return places.some((place) => place in types.files) ? [] : `${fileName} of ${name}`;
      }),
    );
    expect(missing).toEqual([]);
  });

  it("names what a worker has besides, and not what only a page has", () => {
    expect(types.otherGlobals).toEqual(expect.arrayContaining(["self", "fetch", "GPUBufferUsage"]));
    expect(types.otherGlobals).not.toContain("document");
    expect(types.otherGlobals).not.toContain("console");
  });

  it("is with the compiler at most 1.5 MB compressed", async () => {
    const compiler = await readFile("node_modules/typescript-5/lib/typescript.js", "utf8");
    const { code } = await transform(compiler, { minify: true });
    const sizeBytes = gzipSync(code).length + gzipSync(JSON.stringify(types)).length;
    expect(sizeBytes).toBeLessThan(1_500_000);
  });
});

describe("buildTypes(file)", () => {
  it("writes what the worker reads, and nothing when that is new", async () => {
    const folder = await mkdtemp(path.join(tmpdir(), "types-"));
    try {
      const file = path.join(folder, "language/types.json");
      await buildTypes(file);
      const types = JSON.parse(await readFile(file, "utf8")) as LanguageTypes;
      expect(types.roots.every((root) => root in types.files)).toBe(true);

      const { mtimeMs } = await stat(file);
      await buildTypes(file);
      expect((await stat(file)).mtimeMs).toBe(mtimeMs);

      await utimes(file, 0, 0);
      await buildTypes(file);
      expect((await stat(file)).mtimeMs).toBeGreaterThan(0);
    } finally {
      await rm(folder, { recursive: true });
    }
  });
});

describe("pruneGlobals(library, names)", () => {
  const library = parse(`
interface A { b: B; c(): typeof d }
interface B extends C {}
interface C {}
interface Unused {}
declare var a: A;
declare var d: number;
declare var B: { new (): B };
`);

  it("keeps what the names need, and names the other values", () => {
    const { text, otherNames } = pruneGlobals(library, ["a"]);
    expect(text.trim().split("\n")).toEqual([
      "interface A { b: B; c(): typeof d }",
      "interface B extends C {}",
      "interface C {}",
      "declare var a: A;",
    ]);
    expect(otherNames).toEqual(["d", "B"]);
  });

  it("does not follow where it is told to end", () => {
    expect(pruneGlobals(library, ["a"], ["B"]).text).not.toContain("interface B");
  });

  it("throws for a name that is not there", () => {
    expect(() => pruneGlobals(library, ["a", "z"])).toThrow("index.d.ts does not declare z.");
  });
});

describe("stripComments(file)", () => {
  it("keeps the documentation of what can be named", () => {
    const text = `/**
 * @license
 * Apache
 */
/// <reference types="node" />
import { A } from "./a"; // a remark
/**
 * Makes one.
 *
 * @doc {heading: 'Tensors', subheading: 'Creation'}
 */
export declare function make(/* inside */ a: A): void;
export declare class Net {
    /** Its size. */
    size: number;
    /** Nobody's business. */
    private secret;
}
`;
    expect(stripComments(parse(text))).toBe(`import { A } from "./a";
/**
* Makes one.
*/
export declare function make( a: A): void;
export declare class Net {
/** Its size. */
size: number;
private secret;
}`);
  });
});
