/** Plain text in which no line ends beside a sign of comparison: `α = 0.1` stays whole. */
export function keepTogether(text: string): string {
  return text.replace(/ ([=<>≤≥]) /g, "\u00a0$1\u00a0");
}
