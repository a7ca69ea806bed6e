import { createAxis } from "@/components/charts/plot";
import type { CurveSketch } from "@/lib/exercises/predict/curve";
import type { CurveView } from "./view";

export const curveSize = { width: 420, height: 250 };
const margin = { top: 24, right: 106, bottom: 40, left: 44 };

/** A place in the picture, in its units. */
export interface Place {
  x: number;
  y: number;
}

export type CurveFrame = ReturnType<typeof createCurveFrame>;

/** Where values stand in the picture, and which stand where a pointer is. */
export function createCurveFrame({ x: { values }, y }: Pick<CurveView, "x" | "y">) {
  const { width, height } = curveSize;
  const { isLog = false } = y;
  const left = margin.left;
  const right = width - margin.right;
  const top = margin.top;
  const bottom = height - margin.bottom;
  const scale = isLog ? Math.log10 : (value: number) => value;
  const unscale = isLog ? (value: number) => 10 ** value : (value: number) => value;
  const [from, to] = [scale(y.min), scale(y.max)];
  const xAxis = createAxis({
    domain: [values[0] as number, values.at(-1) as number],
    range: [left, right],
    count: 5,
  });
  const yAxis = createAxis({ domain: [y.min, y.max], range: [bottom, top], isLog, count: 5 });

  /** Within the axis, in steps finer than a hand. */
  const tidy = (value: number) => {
    const scaled = Math.min(Math.max(scale(value), from), to);
    const steps = Math.round(((scaled - from) / (to - from)) * 240);
    return Number(unscale(from + (steps / 240) * (to - from)).toPrecision(3));
  };

  return {
    left,
    right,
    top,
    bottom,
    x: xAxis,
    y: yAxis,
    tidy,
    placeOf: (index: number, value: number): Place => ({
      x: xAxis.place(values[index] as number),
      y: yAxis.place(value),
    }),
    valueAt: (py: number) => tidy(unscale(from + ((bottom - py) / (bottom - top)) * (to - from))),
    /** So many sixtieths of the axis higher. */
    raise: (value: number, steps: number) =>
      tidy(unscale(scale(value) + (steps / 60) * (to - from))),
    indexAt(px: number): number {
      const distances = values.map((value) => Math.abs(xAxis.place(value) - px));
      return distances.indexOf(Math.min(...distances));
    },
  };
}

/**
 * The sketch after a stroke from one place to another: each point on its way takes the height of the
 * stroke there, and the nearest one to its end that of the end. Those before `given` stay.
 */
export function drawStroke(
  sketch: CurveSketch,
  frame: CurveFrame,
  given: number,
  from: Place,
  to: Place,
): CurveSketch {
  const nearest = frame.indexAt(to.x);
  return sketch.map((value, index) => {
    if (index < given) return value;
    if (index === nearest) return frame.valueAt(to.y);
    const { x: px } = frame.placeOf(index, frame.y.domain[0]);
    if ((px - from.x) * (px - to.x) > 0 || from.x === to.x) return value;
    const share = (px - from.x) / (to.x - from.x);
    return frame.valueAt(from.y + share * (to.y - from.y));
  });
}
