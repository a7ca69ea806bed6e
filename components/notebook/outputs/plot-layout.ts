import { type Axis, createAxis } from "@/components/charts/plot";
import { fromNumeric, type PlotView } from "@/lib/notebook/output";
import { findExtent, isDivisible, isDrawable, widen } from "./domain";

export type Point = readonly [number, number];

export interface PlottedSeries {
  name: string;
  mark: PlotView["series"][number]["mark"];
  isTwin: boolean;
  /** Its number among the colours and shapes, or the sign that its name begins with. */
  look: number | "positive" | "negative";
  points: readonly Point[];
}

export interface PlotLayout {
  x: Axis;
  y: Axis;
  series: PlottedSeries[];
  labels: { series: PlottedSeries; x: number; y: number }[];
  left: number;
  right: number;
}

export const plotWidth = 420;
export const plotHeight = 260;
export const plotTop = 26;
export const plotBottom = plotHeight - 36;

const lookCount = 5;
const longestName = 18;
const letterWidth = 6.4;
const labelHeight = 15;
/** More names than have room beside the picture are left out. */
const mostLabels = 14;

/** Where everything in a plot goes; undefined where no point has a place. */
export function layOutPlot(view: PlotView): PlotLayout | undefined {
  const isLog = view.isLogarithmic ?? false;
  const series = readSeries(view);
  const drawn = series.flatMap(({ points }) => points.filter(([, y]) => !Number.isNaN(y)));
  if (drawn.length === 0) return undefined;

  const hasPoints = series.some(({ mark }) => mark !== "line");
  const xDomain = findDomain(
    drawn.map(([px]) => px),
    hasPoints ? 0.04 : 0,
  );
  const ys = drawn.map(([, py]) => py);
  const yDomain = isLog ? findLogDomain(ys) : raiseFromZero(findDomain(ys, 0.06), ys);
  const y = createAxis({ domain: yDomain, range: [plotBottom, plotTop], isLog, count: 4 });
  const left = 14 + letterWidth * Math.max(3, ...y.ticks.map(({ label }) => label.length));
  const isLabelled = series.length <= mostLabels;
  const longest = isLabelled ? Math.max(...series.map(({ name }) => shortenName(name).length)) : 0;
  const right = plotWidth - Math.max(18, longest === 0 ? 0 : 24 + letterWidth * longest);
  const x = createAxis({ domain: xDomain, range: [left, right], count: 5 });
  return { x, y, series, labels: isLabelled ? placeLabels(series, x, y, right) : [], left, right };
}

/** A name that is longer than its place is cut. */
export function shortenName(name: string): string {
  return name.length > longestName ? `${name.slice(0, longestName - 1)}…` : name;
}

/** A twin looks like the series before it, only fainter; a name with a sign has the sign's colour. */
function readSeries({ series, isLogarithmic = false }: PlotView): PlottedSeries[] {
  let next = 0;
  let last: PlottedSeries["look"] = 0;
  return series.map(({ name, mark, isTwin = false, x, y }) => {
    if (/^[+]/.test(name)) last = "positive";
    else if (/^[−-]/.test(name)) last = "negative";
    else if (!isTwin) last = next++ % lookCount;
    const points = x.map((px, i) =>
      readPoint(fromNumeric(px), fromNumeric(y[i] ?? "NaN"), isLogarithmic),
    );
    return { name, mark, isTwin, look: last, points };
  });
}

/** What has no place leaves a gap. */
function readPoint(x: number, y: number, isLog: boolean): Point {
  const hasPlace = isDrawable(x) && (isLog ? isPositive(y) : isDrawable(y));
  return [isDrawable(x) ? x : 0, hasPlace ? y : Number.NaN];
}

function isPositive(value: number): boolean {
  return isDrawable(value) && isDivisible(0, value);
}

/** With a margin at both ends, in parts of the stretch. */
function findDomain(values: readonly number[], margin: number): [number, number] {
  const [low, high] = findExtent(values) ?? [0, 0];
  const room = margin * (high - low);
  return widen([low - room, high + room]);
}

/** Values of one sign that come near 0 are seen from there. */
function raiseFromZero([from, to]: [number, number], values: readonly number[]): [number, number] {
  const [low, high] = findExtent(values) ?? [0, 0];
  const isNear = low >= 0 && low < 0.4 * high && isDivisible(0, to);
  return isNear ? [0, to] : [from, to];
}

function findLogDomain(values: readonly number[]): [number, number] {
  const [low, high] = findExtent(values) ?? [1, 1];
  return high / low < 1.5 ? [low / 3, high * 3] : [low / 1.1, high * 1.1];
}

/** At the end of each series, moved apart where two would stand on each other. */
function placeLabels(series: PlottedSeries[], x: Axis, y: Axis, right: number) {
  const labels = series.flatMap((one) => {
    const placed = one.points.filter(([, py]) => Number.isFinite(y.place(py)));
    const end =
      one.mark === "points" ? placed.toSorted(([a], [b]) => b - a)[0] : placed[placed.length - 1];
    if (!end || one.name === "") return [];
    // A cloud has no end: its label stands beside the plot, and so it has its mark.
    const at = one.mark === "points" ? right + 8 : Math.min(x.place(end[0]) + 7, right + 8);
    // A path often ends among its own steps.
    const raise = one.mark === "path" ? 9 : 0;
    return [{ series: one, x: at, y: y.place(end[1]) + 4 - raise }];
  });
  labels.sort((a, b) => b.y - a.y);
  let floor = plotBottom + 4;
  for (const label of labels) {
    label.y = Math.min(label.y, floor);
    floor = label.y - labelHeight;
  }
  // What was pushed out at the top comes down again, and pushes the others.
  let ceiling = plotTop;
  for (const label of labels.toReversed()) {
    label.y = Math.max(label.y, ceiling);
    ceiling = label.y + labelHeight;
  }
  return labels;
}
