/** Code in a fence of Markdown, longer than any run of backticks in it. */
export function printFence(code: string, language = ""): string {
  const runs = code.match(/`+/g) ?? [];
  const ticks = "`".repeat(runs.reduce((longest, run) => Math.max(longest, run.length + 1), 3));
  const end = code === "" || code.endsWith("\n") ? "" : "\n";
  return `${ticks}${language}\n${code}${end}${ticks}`;
}
