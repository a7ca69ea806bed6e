export interface ScaleOptions {
  min: number;
  max: number;
  /** "log" for quantities that are compared by their ratio, such as a learning rate. */
  scale?: "linear" | "log";
  /** Distance of the stops of a linear scale. A log scale has tidy stops of its own. */
  step?: number;
  /** Only whole numbers: a batch size, a count. */
  isWhole?: boolean;
}

/** The stops of a slider, from the smallest to the largest value. */
export function makeStops({
  min,
  max,
  scale = "linear",
  step,
  isWhole = false,
}: ScaleOptions): number[] {
  if (isWhole) return [...new Set(makeStops({ min, max, scale, step }).map(Math.round))];
  if (scale === "log") return logStops(min, max);
  const width = step ?? (max - min) / 100;
  const count = Math.round((max - min) / width);
  // 0.1 + 0.2 would show as 0.30000000000000004: the stop is rounded to twelve digits.
  return Array.from({ length: count + 1 }, (_, k) => Number((min + k * width).toPrecision(12)));
}

/** Index of the stop nearest to a value, on a log scale by ratio. */
export function nearestStop(stops: readonly number[], value: number) {
  const position = positionOf(stops, value);
  return Math.round(position * (stops.length - 1));
}

/** Where a value lies along the stops, 0 to 1, interpolated between neighbours. */
export function positionOf(stops: readonly number[], value: number) {
  const last = stops.length - 1;
  const above = stops.findIndex((stop) => stop >= value);
  if (above < 0) return 1;
  if (above === 0) return 0;
  const low = stops[above - 1] as number;
  const high = stops[above] as number;
  return (above - 1 + (value - low) / (high - low)) / last;
}

/**
 * 1, 1.05 … 2, 2.1 … 5, 5.2 … 10 and their powers of ten: 75 stops in a decade, nearly even by
 * ratio, and each a number that one would write.
 */
function logStops(min: number, max: number) {
  const stops: number[] = [];
  const first = Math.floor(Math.log10(min));
  const last = Math.ceil(Math.log10(max));
  for (let decade = first; decade <= last; decade++) {
    for (let hundredths = 100; hundredths < 1000; hundredths += widthAt(hundredths)) {
      const stop = Number(`${hundredths}e${decade - 2}`);
      if (stop >= min && stop <= max) stops.push(stop);
    }
  }
  if (stops[0] !== min) stops.unshift(min);
  if (stops.at(-1) !== max) stops.push(max);
  return stops;
}

function widthAt(hundredths: number) {
  if (hundredths < 200) return 5;
  return hundredths < 500 ? 10 : 20;
}
