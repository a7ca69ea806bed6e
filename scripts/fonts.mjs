/**
 * Cuts the book's fonts down to what it sets, and writes them to app/fonts with app/styles/katex.css.
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
const latin = `${ascii}\u00a0–—‘’‚“”„…·•×−±½¼¾²³°§©‰€′″↑↓éèêëáàâäåæçñóòôöøúùûüíìîïßÉÈÁÀÄÅÇÑÓÖØÚÜ`;

const letters = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz";
const katexMain = `${ascii}\u00a0±×·′ΔΣ∇∂∞≤≥≈≠∼∈←→∑∏√∥⋅⋯…⋮∗⊙−ˉˆ`;
const katexMath = `${letters}αβγδϵεζηθκλμνπρστϕφχψωıȷ`;
const titles = `${letters}0123456789 ,.:;?!()–-’“”`;

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

const serif = new URL("source-serif-4/files/source-serif-4-", faces);
const sans = new URL("source-sans-3/files/source-sans-3-", faces);
const mono = new URL("source-code-pro/files/source-code-pro-", faces);
const file = (base, rest) => fileURLToPath(`${base.href}${rest}.woff2`);
const fixed = (wght, rest = {}) => ({ variationAxes: { wght, ...rest } });

await cut(file(serif, "latin-wght-normal"), latin, "serif", fixed({ min: 400, max: 700 }));
await cut(file(serif, "latin-wght-italic"), latin, "serif-italic", fixed(400));
// The optical size for titles, in one weight: hairlines that text sizes must not have.
await cut(file(serif, "latin-opsz-normal"), titles, "serif-display", {
  ...fixed(400, { opsz: 40 }),
  keepFeatures: ["kern", "liga"],
});
await cut(file(sans, "latin-wght-normal"), latin, "sans", fixed({ min: 400, max: 600 }));
await cut(file(mono, "latin-wght-normal"), latin, "mono", fixed(400));

const whole = { keepFeatures: undefined };
await cut(
  fileURLToPath(new URL("fonts/KaTeX_Main-Regular.woff2", katex)),
  katexMain,
  "katex-main",
  whole,
);
await cut(
  fileURLToPath(new URL("fonts/KaTeX_Math-Italic.woff2", katex)),
  katexMath,
  "katex-math",
  whole,
);

await writeFile(new URL("app/styles/katex.css", root), await katexStyles());

/**
 * KaTeX's style sheet with woff2 only, and with its two common faces split in two: the characters
 * that formulas in a book like this use, and the whole face for any other, loaded when one occurs.
 */
async function katexStyles() {
  const { version } = JSON.parse(await readFile(new URL("../package.json", katex), "utf8"));
  let css = await readFile(new URL("katex.min.css", katex), "utf8");
  css = css.replace(/,url\([^)]*\.(?:woff|ttf)\) format\("(?:woff|truetype)"\)/g, "");
  css = css.replaceAll("url(fonts/", "url(../../node_modules/katex/dist/fonts/");
  for (const [face, name, text] of [
    ["KaTeX_Main-Regular", "katex-main", katexMain],
    ["KaTeX_Math-Italic", "katex-math", katexMath],
  ]) {
    const rule = css.match(new RegExp(`@font-face\\{[^}]*${face}[^}]*\\}`))?.[0];
    if (!rule) throw new Error(`fonts: expected a rule for ${face} in KaTeX's style sheet.`);
    // The zero-width space, which KaTeX writes often, is in neither.
    const common = rule
      .replace(/url\([^)]*\)/, `url(../fonts/${name}.woff2)`)
      .replace("}", `;unicode-range:${ranges(text)}}`);
    const others = rule.replace("}", `;unicode-range:${ranges(complement(`${text}\u200b`))}}`);
    css = css.replace(rule, common + others);
  }
  const used = css.match(/@font-face\{[^}]*\}|[^@]+/g).join("\n");
  return [
    `/* KaTeX ${version}, MIT licence. Written by scripts/fonts.mjs. */`,
    "/* biome-ignore-all lint: not ours */",
    "/* biome-ignore-all format: not ours */",
    used,
    "",
  ].join("\n");
}

/** Every character of the first 55 296, up to the surrogates, that is not in the text. */
function complement(text) {
  const all = Array.from({ length: 0xd800 }, (_, code) => String.fromCodePoint(code));
  return all.filter((char) => !text.includes(char)).join("");
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
