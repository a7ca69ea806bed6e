import { createHash } from "node:crypto";
import { Marked } from "marked";

/** Text as it stands in an element or in an attribute with double quotes. */
export function escapeHtml(text: string): string {
  return text
    .replaceAll("&", "&amp;")
    .replaceAll("<", "&lt;")
    .replaceAll(">", "&gt;")
    .replaceAll('"', "&quot;")
    .replaceAll("'", "&#39;");
}

const unformatted = {
  html: ({ text }: { text: string }) => escapeHtml(text),
  link: ({ raw }: { raw: string }) => escapeHtml(raw),
  image: ({ raw }: { raw: string }) => escapeHtml(raw),
  // Of a fence, the language would become a class.
  code: ({ text }: { text: string }) => `<pre>${escapeHtml(text)}</pre>`,
};
const markdown = new Marked({ renderer: unformatted });

/** Markdown by anybody as HTML with lists, tables and emphasis. Links, pictures and HTML in it stay text. */
export function renderMarkdown(source: string): string {
  return markdown.parse(source, { async: false });
}

/** A page that asks for nothing, and runs nothing, whatever stands in it. The body is HTML, the title is text. */
export function formatPage(title: string, style: string, body: string): string {
  const hash = createHash("sha256").update(style).digest("base64");
  const page = [
    '<!doctype html><html lang="en"><head><meta charset="utf-8">',
    `<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'sha256-${hash}'; base-uri 'none'; form-action 'none'">`,
    '<meta name="viewport" content="width=device-width, initial-scale=1">',
    `<title>${escapeHtml(title)}</title><style>${style}</style></head><body>`,
    body,
    "</body></html>\n",
  ].join("\n");
  // Signs that turn a line around would let a name end in another file's ending; they are shown by their codes.
  return page.replace(/[\u202A-\u202E\u2066-\u2069]/g, (sign) => `&lt;U+${codeOf(sign)}&gt;`);
}

function codeOf(sign: string): string {
  return sign.charCodeAt(0).toString(16).toUpperCase();
}
