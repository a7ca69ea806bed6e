/**
 * Cuts the book's fonts down to what it sets, and writes them to app/fonts with app/styles/katex.css.
 * Each face of the text and of the formulas is in two files: what nearly every page sets, and what a
 * browser loads where it occurs. The ranges that are printed belong in app/styles/fonts.css.
 *
 * Run by hand after an update of a font package or of KaTeX: `node scripts/fonts.mjs`. The results
 * are committed, so that a build needs neither this script nor the font packages.
 */
import { readFile, writeFile } from "node:fs/promises";
import { fileURLToPath } from "node:url";
import subsetFont from "subset-font";

const root = new URL("../", import.meta.url);
const faces = new URL("node_modules/@fontsource-variable/", root);
const katex = new URL("node_modules/katex/dist/", root);

const ascii = String.fromCharCode(...Array.from({ length: 95 }, (_, i) => 32 + i));
const latin = {
  common: `${ascii}\u00a0–—‘’“”…·•×−±°²′↑↓éèöüä`,
  more: "‚„½¼¾³§©‰€″êëáàâåæçñóòôøúùûíìîïßÉÈÁÀÄÅÇÑÓÖØÚÜ",
};

const capitals = "ABCDEFGHIJKLMNOPQRSTUVWXYZ";
const small = "abcdefghijklmnopqrstuvwxyz";
const digits = "0123456789";
const katexMain = {
  common: `${small}${digits} !'()+,-./:;<=>[]|\u00a0±×·′∇∂∞≤≥≈≠∈←→∑√⋅⋯…⋮∗−ˉˆ`,
  more: `${capitals}"#$%&*?@\\^_\`{}~ΔΣ∼∏∥⊙`,
};
const katexMath = {
  common: `${small}BELWXαβγδϵεζηθκλμνπρστϕφχψω`,
  more: `${without(capitals, "BELWX")}ıȷ`,
};
const titles = {
  common: `${without(capitals, "QXZ")}${small}${digits} ,.:?-’`,
  more: "QXZ;!()–“”",
};

/** Kerning, ligatures and figures of equal width; the rest of the features costs a fifth of a file. */
const keepFeatures = ["kern", "liga", "tnum", "mark"];

async function cut(source, text, name, options = {}) {
  const font = await subsetFont(await readFile(source), text, {
    targetFormat: "woff2",
    noHinting: true,
    keepFeatures,
    ...options,
  });
  await writeFile(new URL(`app/fonts/${name}.woff2`, root), font);
  console.log(`${name.padEnd(18)} ${String(font.length).padStart(6)} bytes`);
}

async function cutInTwo(source, { common, more }, name, options) {
  await cut(source, common, name, options);
  await cut(source, more, `${name}-more`, options);
}

const serif = new URL("source-serif-4/files/source-serif-4-", faces);
const sans = new URL("source-sans-3/files/source-sans-3-", faces);
const mono = new URL("source-code-pro/files/source-code-pro-", faces);
const file = (base, rest) => fileURLToPath(`${base.href}${rest}.woff2`);
const fixed = (wght, rest = {}) => ({ variationAxes: { wght, ...rest } });

await cutInTwo(file(serif, "latin-wght-normal"), latin, "serif", fixed({ min: 400, max: 600 }));
await cutInTwo(file(serif, "latin-wght-italic"), latin, "serif-italic", fixed(400));
// The optical size for titles, in one weight: hairlines that text sizes must not have.
await cutInTwo(file(serif, "latin-opsz-normal"), titles, "serif-display", {
  ...fixed(400, { opsz: 40 }),
  keepFeatures: ["kern", "liga"],
});
await cutInTwo(file(sans, "latin-wght-normal"), latin, "sans", fixed({ min: 400, max: 600 }));
await cutInTwo(file(mono, "latin-wght-normal"), latin, "mono", fixed(400));
console.log(`text: ${ranges(latin.common)}\nmore: ${ranges(latin.more)}`);
console.log(`titles: ${ranges(titles.common)}\nmore: ${ranges(titles.more)}`);

const whole = { keepFeatures: undefined };
const formula = (face) => fileURLToPath(new URL(`fonts/${face}.woff2`, katex));
await cutInTwo(formula("KaTeX_Main-Regular"), katexMain, "katex-main", whole);
await cutInTwo(formula("KaTeX_Math-Italic"), katexMath, "katex-math", whole);

await writeFile(new URL("app/styles/katex.css", root), await katexStyles());

/**
 * KaTeX's style sheet with woff2 only, with its two common faces split in three: the characters that
 * nearly all formulas use, those of a book like this, and the whole face for any other, each loaded when
 * one occurs; and with its table of 121 ratios of sizes as 22 sizes and a division.
 */
async function katexStyles() {
  const { version } = JSON.parse(await readFile(new URL("../package.json", katex), "utf8"));
  let css = await readFile(new URL("katex.min.css", katex), "utf8");
  css = css.replace(/,url\([^)]*\.(?:woff|ttf)\) format\("(?:woff|truetype)"\)/g, "");
  css = css.replaceAll("url(fonts/", "url(../../node_modules/katex/dist/fonts/");
  for (const [face, name, { common, more }] of [
    ["KaTeX_Main-Regular", "katex-main", katexMain],
    ["KaTeX_Math-Italic", "katex-math", katexMath],
  ]) {
    const rule = css.match(new RegExp(`@font-face\\{[^}]*${face}[^}]*\\}`))?.[0];
    if (!rule) throw new Error(`fonts: expected a rule for ${face} in KaTeX's style sheet.`);
    const part = (file, text) =>
      rule
        .replace(/url\([^)]*\)/, `url(../fonts/${file}.woff2)`)
        .replace("}", `;unicode-range:${ranges(text)}}`);
    // The zero-width space, which KaTeX writes often, is in none.
    const rest = complement(`${common}${more}\u200b`);
    const others = rule.replace("}", `;unicode-range:${ranges(rest)}}`);
    css = css.replace(rule, part(name, common) + part(`${name}-more`, more) + others);
  }
  css = divideSizes(css);
  const used = css.match(/@font-face\{[^}]*\}|[^@]+/g).join("\n");
  return [
    `/* KaTeX ${version}, MIT licence. Written by scripts/fonts.mjs. */`,
    "/* biome-ignore-all lint: not ours */",
    "/* biome-ignore-all format: not ours */",
    used,
    "",
  ].join("\n");
}

/** KaTeX has a rule for each size within each other; their ratio says the same. */
function divideSizes(css) {
  const rule =
    /\.katex \.fontsize-ensurer\.reset-size(\d+)\.size(\d+),\.katex \.katex-sizing\.reset-size\1\.size\2\{font-size:([\d.]+)em\}/g;
  const ratios = [...css.matchAll(rule)];
  if (ratios.length !== 121) throw new Error(`fonts: expected 121 sizes, got ${ratios.length}.`);
  // Size 6 is that of the text.
  const sizes = ratios.filter(([, from]) => from === "6").map(([, , to, ratio]) => ({ to, ratio }));
  const both = (name) => `.katex .fontsize-ensurer${name},.katex .katex-sizing${name}`;
  const rules = [
    `${both("")}{font-size:calc(1em*var(--size)/var(--reset))}`,
    ...sizes.map(({ to, ratio }) => `${both(`.reset-size${to}`)}{--reset:${ratio}}`),
    ...sizes.map(({ to, ratio }) => `${both(`.size${to}`)}{--size:${ratio}}`),
  ];
  const [first] = ratios;
  return css.replace(first[0], `${rules.join("")}${first[0]}`).replace(rule, "");
}

/** Every character of the first 55 296, up to the surrogates, that is not in the text. */
function complement(text) {
  const all = Array.from({ length: 0xd800 }, (_, code) => String.fromCodePoint(code));
  return all.filter((char) => !text.includes(char)).join("");
}

function without(text, others) {
  return [...text].filter((char) => !others.includes(char)).join("");
}

function ranges(text) {
  const codes = [...new Set(text)].map((char) => char.codePointAt(0)).sort((a, b) => a - b);
  const spans = [];
  for (const code of codes) {
    const last = spans.at(-1);
    if (last && last[1] === code - 1) last[1] = code;
    else spans.push([code, code]);
  }
  const hex = (code) => code.toString(16).toUpperCase();
  return spans.map(([a, b]) => (a === b ? `U+${hex(a)}` : `U+${hex(a)}-${hex(b)}`)).join(",");
}
