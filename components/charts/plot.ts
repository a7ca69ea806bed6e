import { ticks } from "d3-array";

/** From values to places along an axis of a picture. */
export interface Axis {
  place(value: number): number;
  /** Tidy values within the domain, with their labels. */
  ticks: { value: number; label: string }[];
  domain: readonly [number, number];
}

export interface AxisOptions {
  domain: readonly [number, number];
  /** Where the ends of the domain lie in the picture. */
  range: readonly [number, number];
  isLog?: boolean;
  count?: number;
}

export function createAxis({ domain, range, isLog = false, count = 4 }: AxisOptions): Axis {
  const scale = isLog ? Math.log10 : (value: number) => value;
  const [from, to] = domain.map(scale) as [number, number];
  const width = to - from || 1;
  return {
    domain,
    // Two decimals: sines and logarithms differ in their last bits between server and browser.
    place: (value) =>
      Number((range[0] + ((scale(value) - from) / width) * (range[1] - range[0])).toFixed(2)),
    ticks: (isLog ? powersOfTen(domain) : ticks(domain[0], domain[1], count)).map((value) => ({
      value,
      label: isLog ? powerLabel(value) : String(Number(value.toPrecision(6))).replace("-", "−"),
    })),
  };
}

function powersOfTen([from, to]: readonly [number, number]): number[] {
  const first = Math.ceil(Math.log10(from) - 1e-9);
  const last = Math.floor(Math.log10(to) + 1e-9);
  const every = Math.ceil((last - first + 1) / 5);
  const powers: number[] = [];
  for (let power = first; power <= last; power += every) powers.push(10 ** power);
  return powers;
}

function powerLabel(value: number): string {
  const power = Math.round(Math.log10(value));
  if (power >= -2 && power <= 3)
    return String(10 ** power >= 1 ? 10 ** power : value.toFixed(-power));
  return `10${[...String(power)].map((digit) => "⁻⁰¹²³⁴⁵⁶⁷⁸⁹"["-0123456789".indexOf(digit)]).join("")}`;
}

/** A line through the points, leaving out what is not finite. */
export function linePath(points: readonly (readonly [number, number])[], x: Axis, y: Axis): string {
  let path = "";
  let isDrawing = false;
  for (const [px, py] of points) {
    if (!Number.isFinite(py)) {
      isDrawing = false;
      continue;
    }
    path += `${isDrawing ? "L" : "M"}${x.place(px)} ${y.place(py)}`;
    isDrawing = true;
  }
  return path;
}

/** At most `count` of the items, evenly spaced, with the first and the last. */
export function decimate<T>(items: readonly T[], count: number): readonly T[] {
  if (items.length <= count) return items;
  const last = items.length - 1;
  return Array.from(
    { length: count },
    (_, index) => items[Math.round((index * last) / (count - 1))] as T,
  );
}
