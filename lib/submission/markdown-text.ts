/** Text as Markdown that shows it as it is, in one line. */
export function escapeMarkdown(text: string): string {
  return text.replace(/\s+/g, " ").replace(/[\\`*_[\]<>#|$~&]/g, "\\$&");
}

/**
 * The prompt of an exercise, which is MDX, as Markdown for Jupyter: without components and comments, with the
 * text that stands in them, and without links into the chapter, which is not there. Code stays as it is.
 */
export function toMarkdown(mdx: string): string {
  const parts = mdx.split(/(```[\s\S]*?(?:```|$)|`[^`\n]*`)/);
  return parts
    .map((part, index) => (index % 2 === 1 ? part : removeJsx(part)))
    .join("")
    .replace(/\n{3,}/g, "\n\n")
    .trim();
}

function removeJsx(text: string): string {
  return text
    .replace(/\{\/\*[\s\S]*?\*\/\}/g, "")
    .replace(/\[([^\][]*)\]\(#[^)\s]*\)/g, "$1")
    .replace(/<\/?[A-Z][\w.]*(?:\s(?:[^<>"'{}]|"[^"]*"|'[^']*'|\{[^{}]*\})*)?\/?>/g, "");
}
