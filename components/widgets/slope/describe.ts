import type { Curve } from "@/lib/descent/curves";
import { type Point, step } from "@/lib/descent/descend";
import { formatCount, formatNumber, formatShort } from "@/lib/format";

/** The picture in words, for those who do not see it. */
export function describePicture(curve: Curve, here: Point, learningRate: number, isFog: boolean) {
  const uphill = here.slope === 0 ? "" : `, uphill is to the ${here.slope > 0 ? "right" : "left"}`;
  const shown = isFog
    ? "Fog hides the curve; only visited points show their loss and slope."
    : `The loss over one weight w. ${curve.character}`;
  const next = step(here, learningRate);
  const move = next - here.w;
  return `${shown} The point is at w = ${formatShort(here.w)} with loss ${formatShort(here.loss)}. The gradient there is ${formatShort(here.slope)}${uphill}. With α = ${formatShort(learningRate)} the next step is ${formatShort(move)}, to w = ${formatShort(next)}.`;
}

/** What a walker in the fog can know: the last step, and the next one. */
export function describeWalk(walk: readonly Point[], learningRate: number) {
  const here = walk.at(-1) as Point;
  const before = walk.at(-2);
  if (!Number.isFinite(here.loss)) return "The loss has left the numbers: the walk is over.";
  const rose = before && here.loss > before.loss ? ", higher than before" : "";
  const place = before
    ? `After ${formatCount(walk.length - 1, "step")} the loss is ${formatNumber(here.loss)}${rose}`
    : `The loss here is ${formatNumber(here.loss)}`;
  const move = -learningRate * here.slope;
  const size = formatNumber(Math.abs(move));
  if (here.slope === 0) return `${place}. The slope is 0: no step leads on.`;
  const isUphillRight = here.slope > 0;
  return `${place}. The slope is ${formatNumber(here.slope)}: it rises to the ${isUphillRight ? "right" : "left"}, so the next step goes ${isUphillRight ? "left" : "right"} by ${size}.`;
}
