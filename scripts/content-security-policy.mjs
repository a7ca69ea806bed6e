// @ts-check
import { createHash } from "node:crypto";
import { parse } from "parse5";
import { textOf, walkElements } from "./html.mjs";

/**
 * Puts a policy into a page that lets it load from its own host only, and run only its own files and
 * the inline scripts that it was built with.
 *
 * A static host sets no headers, so the policy is a `<meta>`. It stands behind `<meta charset>`, which
 * loads nothing and has to lie in the first 1024 bytes, where a long list of hashes would push it out.
 *
 * Throws an Error if the page has no head or charset, has a policy already, or has an inline event
 * handler or a `javascript:` link, which the policy would silence.
 *
 * @param {string} html
 */
export function addContentSecurityPolicy(html) {
  /** @type {string[]} */
  const hashes = [];
  /** @type {import("./html.mjs").Element | undefined} */
  let charset;
  for (const element of walkElements(parse(html, { sourceCodeLocationInfo: true }))) {
    const attributes = new Map(element.attrs.map(({ name, value }) => [name, value]));
    rejectInlineHandlers(element.tagName, attributes);
    if (element.tagName === "meta" && attributes.has("charset")) charset ??= element;
    if (attributes.get("http-equiv")?.toLowerCase() === "content-security-policy") {
      throw new Error("it has a content security policy already. Build the site again first.");
    }
    if (element.tagName === "script" && !attributes.has("src") && runs(attributes.get("type"))) {
      hashes.push(hashOf(textOf(element)));
    }
  }
  const end = charset?.sourceCodeLocation?.endOffset;
  if (charset?.parentNode?.nodeName !== "head" || end === undefined) {
    throw new Error('its <head> has no <meta charset="utf-8">.');
  }
  const meta = `<meta http-equiv="Content-Security-Policy" content="${buildPolicy(hashes)}"/>`;
  return html.slice(0, end) + meta + html.slice(end);
}

/**
 * @param {string[]} scriptHashes
 */
export function buildPolicy(scriptHashes) {
  const scripts = [...new Set(scriptHashes)].map((hash) => ` '${hash}'`).join("");
  return [
    // Fonts, fetches and workers need nothing more. A worker from a file is not bound by the page's
    // policy, so WebAssembly there needs no permission here.
    "default-src 'self'",
    // Next writes the page's data as inline scripts, and the theme is set by one before the first paint.
    `script-src 'self'${scripts}`,
    // KaTeX and React place things with style attributes, which hashes cannot allow.
    "style-src 'self' 'unsafe-inline'",
    // Small pictures in style sheets are data: URLs.
    "img-src 'self' data:",
    "object-src 'none'",
    "base-uri 'none'",
    // No form of the book is sent anywhere.
    "form-action 'none'",
  ].join("; ");
}

/**
 * Whether a browser executes, or otherwise obeys, an inline script of this type. Others are data
 * blocks, which no policy touches.
 *
 * @param {string | undefined} type
 */
function runs(type = "") {
  return /^$|^module$|^importmap$|^speculationrules$|^(text|application)\/(x-)?(java|ecma)script$/i.test(
    type.trim(),
  );
}

/**
 * @param {string} tagName
 * @param {Map<string, string>} attributes
 */
function rejectInlineHandlers(tagName, attributes) {
  for (const [name, value] of attributes) {
    if (/^on[a-z]/.test(name) || /^\s*javascript:/i.test(value)) {
      throw new Error(`<${tagName} ${name}="${value}"> would not run: use a script file instead.`);
    }
  }
}

/** @param {string} script */
function hashOf(script) {
  return `sha256-${createHash("sha256").update(script, "utf8").digest("base64")}`;
}
