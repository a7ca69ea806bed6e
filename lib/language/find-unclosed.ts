const closings: Record<string, string> = { "(": ")", "[": "]", "{": "}" };

/** Texts in quotes, comments, brackets: what matters for finding a bracket's partner. */
const pieces =
  /\/\/.*|\/\*[\s\S]*?(?:\*\/|$)|"(?:\\.|[^"\\\n])*"?|'(?:\\.|[^'\\\n])*'?|`(?:\\[\s\S]|[^`\\])*`?|[()[\]{}]/g;

export interface UnclosedBracket {
  bracket: string;
  closing: string;
  /** One-based. */
  line: number;
}

/** The innermost bracket that is open at the end of the code, for a hint; regular expressions may mislead it. */
export function findUnclosed(code: string): UnclosedBracket | undefined {
  const open: { bracket: string; at: number }[] = [];
  for (const { 0: piece, index } of code.matchAll(pieces)) {
    if (closings[piece]) open.push({ bracket: piece, at: index });
    else if (closings[open.at(-1)?.bracket ?? ""] === piece) open.pop();
  }
  const innermost = open.at(-1);
  return (
    innermost && {
      bracket: innermost.bracket,
      closing: closings[innermost.bracket] ?? "",
      line: code.slice(0, innermost.at).split("\n").length,
    }
  );
}
