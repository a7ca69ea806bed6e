/**
 * A number brought into its range; what is no number gives `otherwise`, since a setting may come
 * from an event or from storage.
 */
export function clamp(value: unknown, low: number, high: number, otherwise: number) {
  if (typeof value !== "number" || Number.isNaN(value)) return otherwise;
  return Math.min(high, Math.max(low, value));
}
