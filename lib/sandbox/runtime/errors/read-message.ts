/** What a browser's message says of the expression that failed, as far as it says it. */
export interface FailedExpression {
  /** Its text, or that of what was called. */
  text?: string;
  /** The property that could not be read, and the text of what it was to be read of. */
  property?: string;
  object?: string;
}

/** Reads the messages of SpiderMonkey, JavaScriptCore and V8. The latter's say least, but its places are exact. */
export function readMessage(message: string): FailedExpression | undefined {
  const access = /can't access property "(.+)", (.+) is (?:undefined|null)/.exec(message);
  if (access) return { property: access[1], object: access[2] };
  const ofValue =
    /(?:can't access property|Cannot (?:read|set) propert\S+ of \S+ \(\S+) ['"](.+)['"]/;
  const property = ofValue.exec(message)?.[1];
  if (property) return { property };
  const evaluated = /\(evaluating '([\s\S]+)'\)/.exec(message)?.[1];
  if (evaluated) return { text: evaluated };
  const called = /\(In '([\s\S]+)', '/.exec(message)?.[1];
  if (called) return { text: called };
  const name = /^([\s\S]+) is not (?:defined|a function|a constructor)/.exec(message)?.[1];
  return name ? { text: name } : undefined;
}

/** A message without the kernel's own words. */
export function stripMessage(message: string): string {
  return message
    .replace(/\$+[nlkcm]\./g, "")
    .replace(/\(0\s?,\s?([\w$.]+)\)/g, "$1")
    .replace(/^Can't find variable: (.+)$/, "$1 is not defined");
}

/** The same in one line, without what only repeats the line that is shown with it. */
export function shortenMessage(message: string): string {
  return message
    .replace(/\. \(In '[\s\S]+', '[\s\S]+' is [\s\S]+\)$/, "")
    .replace(/^[\s\S]+ is not a function$/, (text) => text.replace(/\s*\n\s*/g, ""))
    .replace(/^(.{200}).+ is not a function$/, "$1… is not a function");
}
