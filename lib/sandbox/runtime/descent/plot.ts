import { type MimeBundle, type PlotView, toNumeric } from "../../../notebook/output";
import type { Host } from "../host";
import { all, goOn, type Later, present } from "./later";
import { isNumbers, readNumbers } from "./numbers";
import { describeKind, expectLabel, expectOptions } from "./text";
import { thinCurve, thinPoints } from "./thin";
import type * as Types from "./types";

interface Curve {
  name: string;
  x: ArrayLike<number> | undefined;
  y: ArrayLike<number>;
}

/** A function is drawn through so many of its points. */
const samples = 300;

export function createPlot(host: Host): typeof Types.plot {
  return (...args: unknown[]) => present(host, describePlot(args));
}

function describePlot(args: unknown[]): Later<MimeBundle> {
  const [first, second] = args;
  if (typeof first === "function") {
    const options = expectOptions(
      "plot",
      second as Types.PlotOptions & { from: number; to: number },
    );
    return describeCurves([sampleFunction(first as (x: number) => number, options)], options);
  }
  const hasX = isNumbers(second);
  const options = expectOptions("plot", (hasX ? args[2] : second) as Types.PlotOptions);
  const curves = hasX
    ? all([readCurve("y", first, second)])
    : isNumbers(first)
      ? all([readCurve("y", undefined, first)])
      : readSeries(first);
  return goOn(curves, (read) => describeCurves(read, options));
}

function sampleFunction(
  f: (x: number) => number,
  { from = Number.NaN, to = Number.NaN }: { from?: number; to?: number },
): Curve {
  if (!Number.isFinite(from) || !Number.isFinite(to) || !(from < to)) {
    throw new RangeError(
      `plot: expected { from, to } with from below to, to draw a function, but got ${from} and ${to}.`,
    );
  }
  const x = Array.from({ length: samples }, (_, i) => from + ((to - from) * i) / (samples - 1));
  const y = x.map((value) => {
    const result: unknown = f(value);
    if (typeof result === "number") return result;
    throw new TypeError(
      `plot: expected a function that gives a number, but f(${value}) is ${describeKind(result)}.`,
    );
  });
  return { name: f.name || "f", x, y };
}

function readSeries(series: unknown): Later<Curve[]> {
  if (typeof series !== "object" || series === null || Array.isArray(series)) {
    throw new TypeError(
      `plot: expected numbers, a function or series by their names, but got ${describeKind(series)}.`,
    );
  }
  const entries = Object.entries(series);
  if (entries.length === 0)
    throw new RangeError("plot: expected at least one series, but got none.");
  return all(
    entries.map(([name, value]) =>
      isNumbers(value) ? readCurve(name, undefined, value) : readCurve(name, value?.x, value?.y),
    ),
  );
}

function readCurve(name: string, x: unknown, y: unknown): Later<Curve> {
  const read = all([
    x === undefined ? [] : readNumbers(`plot: x of ${name}`, x),
    readNumbers(`plot: ${name}`, y),
  ]);
  return goOn(read, ([xs, ys]) => {
    const [xValues, yValues] = [xs as ArrayLike<number>, ys as ArrayLike<number>];
    if (x !== undefined && xValues.length !== yValues.length) {
      throw new RangeError(
        `plot: expected as many x as y, but ${name} has ${xValues.length} and ${yValues.length}.`,
      );
    }
    return { name, x: x === undefined ? undefined : xValues, y: yValues };
  });
}

function describeCurves(curves: Curve[], options: Types.PlotOptions): MimeBundle {
  const { logarithmic, points } = options;
  const title = expectLabel("plot: title", options.title);
  const xLabel = expectLabel("plot: xLabel", options.xLabel);
  const yLabel = expectLabel("plot: yLabel", options.yLabel);
  const view: PlotView = {
    ...(title !== undefined && { title }),
    ...(xLabel !== undefined && { xLabel }),
    ...(yLabel !== undefined && { yLabel }),
    ...(logarithmic && { isLogarithmic: true }),
    series: curves.map(({ name, x, y }) => {
      const mark = points ? "points" : isRising(x) ? "line" : "path";
      const places = mark === "line" ? thinCurve(y) : thinPoints(y.length);
      return {
        name,
        mark,
        ...(/^(val|test)(?![a-z])/.test(name) && { isTwin: true }),
        x: places.map((place) => toNumeric(x ? (x[place] as number) : place)),
        y: places.map((place) => toNumeric(y[place] as number)),
      };
    }),
  };
  const names = curves.map(({ name, y }) => `${name} (${y.length} points)`).join(", ");
  return { "text/plain": `Plot of ${names}`, "application/vnd.descent.plot+json": view };
}

/** Else it is drawn as a path, in the order of its points. */
function isRising(x: ArrayLike<number> | undefined): boolean {
  if (!x) return true;
  for (let i = 1; i < x.length; i += 1) {
    if (!((x[i] as number) >= (x[i - 1] as number))) return false;
  }
  return true;
}
