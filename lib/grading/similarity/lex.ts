/** A piece of a program as it stands there. */
export interface RawToken {
  kind: "name" | "number" | "string" | "regex" | "sign";
  text: string;
  /** In characters. */
  start: number;
  end: number;
}

const blank = /\s+|\/\/[^\n]*|\/\*[\s\S]*?(?:\*\/|$)/uy;
const name = /[\p{ID_Start}$_#][\p{ID_Continue}$\u200c\u200d]*/uy;
const number = /(?:0[xob][\da-f_]+|(?:\d[\d_]*\.?[\d_]*|\.\d[\d_]*)(?:e[+-]?\d+)?)n?/iy;
const sign =
  /=>|\?\.(?!\d)|\.\.\.|[=!]==?|\*\*=?|&&=?|\|\|=?|\?\?=?|<<=?|>>>?=?|\+\+|--|[-+*/%&|^<>]=|[\s\S]/uy;
const regex = /\/(?:[^\\/[\n]|\\.|\[(?:[^\]\\\n]|\\.)*\])+\/[a-z]*/y;
/** A slash in a line without an end would otherwise be followed to the end of that line, again and again. */
const longestRegex = 200;

/** More would be no answer to an exercise. */
export const mostTokens = 20_000;

/**
 * The first tokens of any text, also where it is no program: what is not closed ends with its line or with the text.
 * In time that grows with the length.
 */
export function lex(code: string): RawToken[] {
  const tokens: RawToken[] = [];
  let at = 0;
  const take = (pattern: RegExp): string | undefined => {
    pattern.lastIndex = at;
    return pattern.exec(code)?.[0];
  };
  const add = (kind: RawToken["kind"], text: string) => {
    tokens.push({ kind, text, start: at, end: at + text.length });
    at += text.length;
  };
  while (at < code.length && tokens.length < mostTokens) {
    const skipped = take(blank);
    if (skipped) {
      at += skipped.length;
      continue;
    }
    const expression = mayBeginRegex(code, at, tokens.at(-1)) ? takeRegex(code, at) : undefined;
    const digits = expression ? undefined : take(number);
    const word = expression || digits ? undefined : take(name);
    const quoted = expression || digits || word ? undefined : takeQuoted(code, at);
    if (expression) add("regex", expression);
    else if (digits) add("number", digits);
    else if (word) add("name", word);
    else if (quoted) add("string", quoted);
    else add("sign", take(sign) ?? (code[at] as string));
  }
  return tokens;
}

/** A text in quotes. What is not closed ends with its line, a template with the code. */
function takeQuoted(code: string, at: number): string | undefined {
  const quote = code[at] as string;
  if (!/["'`]/.test(quote)) return undefined;
  for (let end = at + 1; end < code.length; end += 1) {
    if (code[end] === quote) return code.slice(at, end + 1);
    if (code[end] === "\n" && quote !== "`") return code.slice(at, end);
    if (code[end] === "\\") end += 1;
  }
  return code.slice(at);
}

/** A slash divides after a value, and begins a regular expression elsewhere. */
function mayBeginRegex(code: string, at: number, before: RawToken | undefined): boolean {
  if (code[at] !== "/") return false;
  if (!before) return true;
  if (before.kind === "sign") return !/^[)\]}]$/.test(before.text);
  return before.kind === "name" && /^(?:return|typeof|case|of|in|void|delete)$/.test(before.text);
}

function takeRegex(code: string, at: number): string | undefined {
  regex.lastIndex = 0;
  return regex.exec(code.slice(at, at + longestRegex))?.[0];
}
