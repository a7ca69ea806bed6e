import { useState } from "react";

export interface Shown {
  count: number;
  /** How many are hidden. */
  hidden: number;
  /** How many more at a request. */
  step: number;
  showMore(): void;
}

/** How many of many things are shown: at first a few, then more at each request, so that the page stays quick. */
export function useShown(total: number, first: number, step: number): Shown {
  const [limit, setLimit] = useState(first);
  const count = Math.min(limit, total);
  return { count, hidden: total - count, step, showMore: () => setLimit(limit + step) };
}

/** "Show all 40 rows", or the next ones where that would be too many at once. */
export function describeMore({ count, hidden, step }: Shown, nouns: string): string {
  const write = (value: number) => value.toLocaleString("en-GB");
  if (hidden <= step) return `Show all ${write(count + hidden)} ${nouns}`;
  return `Show ${write(step)} more of ${write(count + hidden)} ${nouns}`;
}
