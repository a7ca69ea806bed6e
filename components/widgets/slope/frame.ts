import { ticks } from "d3-array";
import type { Curve, CurveName } from "@/lib/descent/curves";
import type { Point } from "@/lib/descent/descend";
import { formatShort } from "@/lib/format";
import type { LossTick } from "../loss-plot";
import type { Spot } from "../trace";

/** Below loss 0 the picture goes on for this share of its height, so that the lowest dot is whole. */
const floorShare = 0.06;

/** How far along w an arrow for a slope of 1 reaches: chosen so that it fits at every start. */
const arrowScales: Record<CurveName, number> = {
  quadratic: 0.23,
  "double-well": 0.22,
  plateau: 5.5,
  cliff: 0.4,
};

/** The rectangle that the picture of a curve shows, as a map to fractions of its sides. */
export function frameOf(curve: Curve) {
  const [low, high] = curve.domain;
  const x = (w: number) => (w - low) / (high - low);
  const y = (loss: number) => 1 - floorShare - ((1 - floorShare) * loss) / curve.maxLoss;
  return {
    x,
    y,
    spot: ({ w, loss }: Point): Spot => ({ x: x(w), y: y(loss) }),
    /** The weight at a fraction of the width, kept where a start makes sense. */
    start: (fraction: number) => clampStart(curve, low + fraction * (high - low)),
    /** Where the arrow for a slope ends that begins at w. */
    arrowEnd: (point: Point) => x(point.w + arrowScales[curve.name] * point.slope),
    /** Half of a short tangent at a point, as fractions; about equally long at any slope. */
    tangent: ({ slope }: Point, length: number, aspect: number): Spot => {
      const rise = (-slope * (high - low) * (1 - floorShare)) / curve.maxLoss;
      const scale = length / Math.hypot(1, rise / aspect);
      return { x: scale, y: scale * rise };
    },
    wTicks: ticks(low, high, 6).filter((w) => x(w) > 0.03 && x(w) < 0.97),
    lossTicks: ticks(0, curve.maxLoss, 3),
  };
}

/**
 * The loss axis of the plot beside the picture: the picture's own, as long as the path stays in it.
 * A path that leaves it gets an axis up to its largest loss, so that all of its growth is seen; 0
 * stays where it is.
 */
export function lossAxisOf(curve: Curve, losses: readonly number[]) {
  const largest = Math.max(...losses.filter(Number.isFinite));
  const frame = frameOf(curve);
  if (largest <= curve.maxLoss) {
    const label = (loss: number): LossTick => ({ loss, label: formatShort(loss) });
    return { y: frame.y, ticks: frame.lossTicks.map(label) };
  }
  // The share first: near the largest number there is, a product would be infinite.
  const y = (loss: number) => frame.y((loss / largest) * 0.96 * curve.maxLoss);
  const label = (loss: number): LossTick => ({
    loss,
    label: formatShort(loss),
    isInside: loss > 0,
  });
  return { y, ticks: ticks(0, largest, 2).map(label) };
}

export type Frame = ReturnType<typeof frameOf>;

/** A start within the curve's range, tidy to about a thousandth of it. */
export function clampStart(curve: Curve, w: number) {
  const [low, high] = curve.starts;
  const grain = startStep(curve);
  const tidy = Number((Math.round(w / grain) * grain).toPrecision(6));
  return Math.min(high, Math.max(low, tidy));
}

/** The distance of the stops of the start's slider. */
export function startStep({ starts: [low, high] }: Curve) {
  return high - low > 8 ? 0.1 : 0.02;
}
