import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { findBuiltBasePath, listPages, normalizeBasePath } from "./site.mjs";

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(path.join(tmpdir(), "descent-site-"));
});
afterEach(() => rmSync(folder, { recursive: true }));

describe("normalizeBasePath(text)", () => {
  it("gives Next a leading slash and no trailing one", () => {
    expect(normalizeBasePath("course")).toBe("/course");
    expect(normalizeBasePath("/course/")).toBe("/course");
    expect(normalizeBasePath("/a/b")).toBe("/a/b");
  });

  it("is empty for a site at the root", () => {
    expect(normalizeBasePath()).toBe("");
    expect(normalizeBasePath("")).toBe("");
    expect(normalizeBasePath("/")).toBe("");
  });
});

describe("findBuiltBasePath(folder)", () => {
  it("reads it from the home page", () => {
    for (const basePath of ["", "/course", "/a/b"]) {
      const html = `<link href="${basePath}/icon.svg"/><script src="${basePath}/_next/a.js"></script>`;
      writeFileSync(path.join(folder, "index.html"), html);
      expect(findBuiltBasePath(folder)).toBe(basePath);
    }
  });

  it("is undefined where no site was built", () => {
    expect(findBuiltBasePath(folder)).toBeUndefined();
    expect(findBuiltBasePath(path.join(folder, "nowhere"))).toBeUndefined();
  });
});

describe("listPages(folder)", () => {
  it("lists addresses, without the page for missing ones", () => {
    for (const name of ["", "chapters/momentum", "404", "_next/static"]) {
      mkdirSync(path.join(folder, name), { recursive: true });
      writeFileSync(path.join(folder, name, name === "_next/static" ? "a.js" : "index.html"), "");
    }
    writeFileSync(path.join(folder, "404.html"), "");
    expect(listPages(folder)).toEqual(["/chapters/momentum/", "/"]);
  });
});
