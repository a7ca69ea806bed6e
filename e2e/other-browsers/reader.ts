/**
 * A browser as a reader uses it: the few things that the tests of Firefox and WebKit need, which two
 * different drivers can do. Places are XPath expressions, which both understand.
 */
export interface Reader {
  /** Such as "Firefox 153.7". */
  version: string;
  /** Opens a page of the site, such as `/chapters/momentum/`. */
  open(pagePath: string): Promise<void>;
  /** Clicks the first match, scrolled into view; waits until there is one. */
  click(place: string): Promise<void>;
  /** Clicks the first match, and types into it, key by key. */
  type(place: string, text: string): Promise<void>;
  /** The text of the first match, "" if there is none. */
  read(place: string): Promise<string>;
  /** What the body of an async function returns in the page, as plain data. */
  evaluate(body: string): Promise<unknown>;
  /** Errors in the console and uncaught ones, so far. */
  findErrors(): Promise<string[]>;
  close(): Promise<void>;
}

/**
 * Reads a place until its text fits, and returns that text. Throws an Error with the last text if it
 * does not within the time.
 */
export async function waitForText(
  reader: Reader,
  place: string,
  fits: (text: string) => boolean,
  timeoutMs = 60_000,
): Promise<string> {
  const deadlineMs = performance.now() + timeoutMs;
  for (;;) {
    const text = await reader.read(place);
    if (fits(text)) return text;
    if (performance.now() > deadlineMs) {
      throw new Error(`${place}: still "${text}" after ${timeoutMs / 1000} s.`);
    }
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
}
