import { createHash } from "node:crypto";
import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { addContentSecurityPolicy } from "./content-security-policy.mjs";
import { finishExport } from "./finish-export.mjs";

function page(body: string, head = "") {
  return `<!DOCTYPE html><html lang="en"><head><meta charSet="utf-8"/>${head}</head><body>${body}</body></html>`;
}

function policyOf(html: string) {
  return /http-equiv="Content-Security-Policy" content="([^"]*)"/.exec(html)?.[1] ?? "";
}

function sha256(text: string) {
  return `'sha256-${createHash("sha256").update(text).digest("base64")}'`;
}

function countHashes(html: string) {
  return policyOf(html).match(/'sha256-/g)?.length ?? 0;
}

describe("addContentSecurityPolicy(html)", () => {
  it("allows the page's own files, its inline scripts, and nothing else", () => {
    // The hash of the empty string, as in the examples of the CSP specification.
    const html = addContentSecurityPolicy(page("<script></script>"));
    expect(policyOf(html)).toBe(
      "default-src 'self'; script-src 'self' 'sha256-47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU='; " +
        "style-src 'self' 'unsafe-inline'; img-src 'self' data:; object-src 'none'; " +
        "base-uri 'none'; form-action 'none'",
    );
  });

  it("stands before everything that loads, and leaves the charset in the first 1024 bytes", () => {
    const scripts = Array.from({ length: 60 }, (_, index) => `<script>run(${index})</script>`);
    const html = addContentSecurityPolicy(
      page(scripts.join(""), '<link rel="preload" href="/a.js"/>'),
    );
    expect(html.indexOf("charSet")).toBeLessThan(1024);
    expect(html).toMatch(
      /<head><meta charSet="utf-8"\/><meta http-equiv="Content-Security-Policy"/,
    );
    expect(countHashes(html)).toBe(60);
  });

  it("changes nothing else", () => {
    const before = page("<p>a &amp; b</p><script>f()</script>");
    const after = addContentSecurityPolicy(before);
    expect(after.replace(/<meta http-equiv[^>]*>/, "")).toBe(before);
  });

  it("hashes the text of a script exactly, whatever its attributes", () => {
    const text = '\n self.push([1,"a < b && c > \\"d\\" \\u003c/script>"]) \n é';
    for (const attributes of [
      "",
      ' id="_R_"',
      ' type="module"',
      ' type="text/javascript" async=""',
    ]) {
      const html = addContentSecurityPolicy(page(`<script${attributes}>${text}</script>`));
      expect(policyOf(html)).toContain(sha256(text));
    }
  });

  it("hashes what the browser sees: line ends are normalized first", () => {
    const html = addContentSecurityPolicy(page("<script>a()\r\nb()</script>"));
    expect(policyOf(html)).toContain(sha256("a()\nb()"));
  });

  it("gives equal scripts one hash", () => {
    expect(
      countHashes(addContentSecurityPolicy(page("<script>a</script><script>a</script>"))),
    ).toBe(1);
  });

  it("leaves out scripts with a source, data blocks, and what only looks like a script", () => {
    const html = addContentSecurityPolicy(
      page(
        '<script src="/a.js"></script><script type="application/json">{"a":1}</script>' +
          '<script type="application/ld+json">{}</script><!-- <script>b</script> -->' +
          "<textarea><script>c</script></textarea><pre>&lt;script>d&lt;/script></pre>",
        "<style>/* <script>e</script> */</style><title><script>f</script></title>",
      ),
    );
    expect(countHashes(html)).toBe(0);
  });

  it("hashes scripts inside <template>", () => {
    const html = addContentSecurityPolicy(page("<template><script>a()</script></template>"));
    expect(policyOf(html)).toContain(sha256("a()"));
  });

  it("refuses inline handlers, which the policy would silence", () => {
    expect(() => addContentSecurityPolicy(page('<p onclick="go()">x</p>'))).toThrow(
      /onclick="go\(\)"/,
    );
    expect(() => addContentSecurityPolicy(page('<a href="javascript:go()">x</a>'))).toThrow(
      /javascript:/,
    );
  });

  it("refuses a page without a charset, and one that has a policy", () => {
    expect(() => addContentSecurityPolicy("<p>x</p>")).toThrow(/charset/);
    const once = addContentSecurityPolicy(page("x"));
    expect(() => addContentSecurityPolicy(once)).toThrow(/already/);
  });
});

describe("finishExport(folder)", () => {
  let folder: string;
  beforeEach(() => {
    folder = mkdtempSync(path.join(tmpdir(), "descent-export-"));
  });
  afterEach(() => rmSync(folder, { recursive: true }));

  function write(name: string, text: string) {
    mkdirSync(path.dirname(path.join(folder, name)), { recursive: true });
    writeFileSync(path.join(folder, name), text);
  }

  it("gives every page its own policy, and writes .nojekyll", () => {
    write("index.html", page("<script>home()</script>"));
    write("chapters/momentum/index.html", page("<script>chapter()</script>"));
    finishExport(folder);
    const home = policyOf(readFileSync(path.join(folder, "index.html"), "utf8"));
    expect(home).toContain(sha256("home()"));
    expect(home).not.toContain(sha256("chapter()"));
    expect(existsSync(path.join(folder, ".nojekyll"))).toBe(true);
  });

  it("leaves the kernel's frame as it is, since that has a policy of its own", () => {
    write("index.html", page(""));
    write("sandbox/kernel.html", page("<script>frame()</script>"));
    const { pages } = finishExport(folder);
    expect(readFileSync(path.join(folder, "sandbox/kernel.html"), "utf8")).toBe(
      page("<script>frame()</script>"),
    );
    expect(pages).toEqual(["index.html"]);
  });

  it("removes what no page asks for", () => {
    write("index.html", page(""));
    write("_not-found/index.html", page(""));
    write("_next/static/chunks/a.js", "");
    write("_next/static/chunks/a.js.map", "{}");
    write("_next/static/media/worker.abc.ts", "");
    const { removed } = finishExport(folder);
    expect(removed).toEqual([
      "_next/static/chunks/a.js.map",
      "_next/static/media/worker.abc.ts",
      "_not-found/index.html",
    ]);
    expect(existsSync(path.join(folder, "_next/static/chunks/a.js"))).toBe(true);
    expect(existsSync(path.join(folder, "_not-found"))).toBe(false);
  });

  it("says which page is wrong", () => {
    write("index.html", page(""));
    write("chapters/momentum/index.html", page('<button onclick="x">'));
    expect(() => finishExport(folder)).toThrow(/^chapters\/momentum\/index.html: <button onclick/);
  });

  it("says what to do where there is no export", () => {
    expect(() => finishExport(folder)).toThrow(/npm run build/);
  });
});
