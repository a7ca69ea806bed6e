import { ticks } from "d3-array";
import { formatNumber } from "@/lib/format";

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
    ticks: isLog
      ? logTicks(domain)
      : ticks(domain[0], domain[1], count).map((value) => ({ value, label: formatTick(value) })),
  };
}

function formatTick(value: number): string {
  const isPlain = value === 0 || (Math.abs(value) >= 1e-4 && Math.abs(value) < 1e5);
  return isPlain
    ? String(Number(value.toPrecision(6))).replace("-", "−")
    : formatNumber(value, { digits: 2, trim: true });
}

/** Powers of ten; within one of them, 2 and 5 as well, since a single number tells no scale. */
function logTicks(domain: readonly [number, number]): Axis["ticks"] {
  const powers = powersOfTen(domain);
  if (powers.length !== 1) return powers.map((value) => ({ value, label: powerLabel(value) }));
  const [power] = powers as [number];
  return [0.2, 0.5, 1, 2, 5]
    .map((step) => Number((step * power).toPrecision(1)))
    .filter((value) => value >= domain[0] && value <= domain[1])
    .map((value) => ({ value, label: formatTick(value) }));
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

/** A line through the points, leaving out what has no place: infinities, or 0 on a log axis. */
export function linePath(points: readonly (readonly [number, number])[], x: Axis, y: Axis): string {
  let path = "";
  let isDrawing = false;
  for (const [px, py] of points) {
    const place = y.place(py);
    if (!Number.isFinite(place)) {
      isDrawing = false;
      continue;
    }
    path += `${isDrawing ? "L" : "M"}${x.place(px)} ${place}`;
    isDrawing = true;
  }
  // A single point is a dot, drawn by the line's round ends.
  return /^M[^ML]*$/.test(path) ? `${path}h0` : path;
}

/**
 * At most about `count` of the points, with the first, the last, and of each stretch between the lowest
 * and the highest, so that no peak is lost.
 */
export function decimate<P extends readonly [number, number]>(
  points: readonly P[],
  count: number,
): readonly P[] {
  if (points.length <= count) return points;
  const stretch = Math.ceil((points.length - 2) / ((count - 2) / 2));
  const kept = [points[0] as P];
  for (let from = 1; from < points.length - 1; from += stretch) {
    const to = Math.min(from + stretch, points.length - 1);
    let low = from;
    let high = from;
    for (let i = from + 1; i < to; i += 1) {
      if ((points[i] as P)[1] < (points[low] as P)[1]) low = i;
      if ((points[i] as P)[1] > (points[high] as P)[1]) high = i;
    }
    for (const index of new Set([Math.min(low, high), Math.max(low, high)])) {
      kept.push(points[index] as P);
    }
  }
  kept.push(points.at(-1) as P);
  return kept;
}
