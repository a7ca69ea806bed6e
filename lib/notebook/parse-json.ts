const maxDepth = 200;

/**
 * The value of a JSON text from outside.
 *
 * Throws a RangeError that begins with `name` if it is no JSON, or nested deeper than 200 levels, for
 * which whatever walks through it later would run out of stack.
 */
export function parseJson(name: string, text: string): unknown {
  const depth = measureDepth(text);
  if (depth > maxDepth) {
    throw new RangeError(
      `${name}: expected at most ${maxDepth} levels of lists and objects, but got ${depth}.`,
    );
  }
  try {
    return JSON.parse(text);
  } catch {
    throw new RangeError(`${name}: expected JSON, but the text is none, or not all of it.`);
  }
}

const [quote, backslash] = [0x22, 0x5c];
const [openBracket, closeBracket, openBrace, closeBrace] = [0x5b, 0x5d, 0x7b, 0x7d];

/** How deep brackets go outside of strings. By hand: a regular expression runs out of stack at 20 MB. */
function measureDepth(text: string): number {
  let deepest = 0;
  let depth = 0;
  let isInString = false;
  for (let at = 0; at < text.length; at++) {
    const code = text.charCodeAt(at);
    if (isInString) {
      if (code === backslash) at++;
      else if (code === quote) isInString = false;
    } else if (code === quote) isInString = true;
    else if (code === openBracket || code === openBrace) deepest = Math.max(deepest, ++depth);
    else if (code === closeBracket || code === closeBrace) depth--;
  }
  return deepest;
}
