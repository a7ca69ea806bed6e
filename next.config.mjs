import { existsSync, readFileSync } from "node:fs";
import { resolve } from "node:path";
import createMDX from "@next/mdx";
import { hashEdition } from "./scripts/edition.mjs";

/** @type {{ chapters: { slug: string }[] }[]} */
const parts = JSON.parse(readFileSync("content/book.json", "utf8"));
const slugs = parts.flatMap(({ chapters }) => chapters.map(({ slug }) => slug));
const chapterNumbers = Object.fromEntries(slugs.map((slug, index) => [slug, index + 1]));

/** @param {string} name */
const ownPlugin = (name) => resolve(`lib/mdx/${name}.mjs`);

// A page asks for the kernel that it was built with, which scripts/build-sandbox.mjs has built before.
const versionFile = "public/sandbox/version.txt";
const sandboxVersion = existsSync(versionFile) ? readFileSync(versionFile, "utf8") : "";

const withMDX = createMDX({
  // Turbopack runs the loader in a process of its own, so plugins are named, not imported; the
  // loader looks for a relative name beside the chapter, so our own are named in full.
  options: {
    remarkPlugins: [
      "remark-gfm",
      "remark-math",
      [ownPlugin("number-equations"), { chapterNumbers }],
      ownPlugin("number-cells"),
      ownPlugin("place-exercises"),
      ownPlugin("mark-inline-asides"),
      ownPlugin("typeset"),
    ],
    rehypePlugins: [
      "rehype-slug",
      ["rehype-katex", { strict: "error" }],
      ownPlugin("fail-on-warnings"),
      ownPlugin("highlight-code"),
      ownPlugin("export-sections"),
      ownPlugin("freeze-html"),
    ],
  },
});

export default withMDX({
  output: "export",
  trailingSlash: true,
  basePath: process.env.BASE_PATH ?? "",
  pageExtensions: ["ts", "tsx", "mdx"],
  images: { unoptimized: true },
  env: {
    SANDBOX_VERSION: sandboxVersion,
    BASE_PATH: process.env.BASE_PATH ?? "",
    EDITION: hashEdition(),
  },
});
