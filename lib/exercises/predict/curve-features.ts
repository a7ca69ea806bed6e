/** What a curve does, for the features of predictions. Values nearer than `still` count as equal. */

/** Whether the curve changes its sign from each of its first `count` values to the next. */
export function alternates(values: readonly number[], count: number): boolean {
  const first = values.slice(0, count);
  return first.every((value, index) => index === 0 || value * (first[index - 1] as number) < 0);
}

/** Whether the curve comes nearer to 0 from each value to the next, whatever the signs. */
export function shrinks(values: readonly number[], still: number): boolean {
  const sizes = values.map(Math.abs);
  const [first = 0] = sizes;
  const last = sizes.at(-1) ?? 0;
  return (
    last < first - still &&
    sizes.every((size, index) => index === 0 || size <= (sizes[index - 1] as number) + still)
  );
}

/** Whether the curve never rises, and falls in all. */
export function falls(values: readonly number[], still: number): boolean {
  const [first = 0] = values;
  return (
    (values.at(-1) ?? 0) < first - still &&
    values.every((value, index) => index === 0 || value <= (values[index - 1] as number) + still)
  );
}

/** Whether the last `count` values hardly differ. */
export function isFlatAtTheEnd(values: readonly number[], count: number, still: number): boolean {
  const last = values.slice(-count);
  return Math.max(...last) - Math.min(...last) <= still;
}
