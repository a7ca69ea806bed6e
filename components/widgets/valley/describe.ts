import { angleToMinimum, factors, type Valley, type ValleyPoint } from "@/lib/descent/valley";
import { formatNumber, formatShort } from "@/lib/format";

/** The picture in words, for those who do not see it. */
export function describeValley(shape: Valley, path: readonly ValleyPoint[], learningRate: number) {
  const [along, across] = factors(shape, learningRate);
  const places = path
    .slice(0, 5)
    .map(({ x }) => `(${formatShort(x[0])}, ${formatShort(x[1])})`)
    .join(", ");
  const end = path.at(-1) as ValleyPoint;
  return `Contours of a loss of two weights, ${formatShort(Math.sqrt(shape.conditionNumber))} times as long along w₁ as across, with the minimum at (0, 0). Each step multiplies w₁ by ${formatShort(along)} and w₂ by ${formatShort(across)}. The path begins ${places}; after ${path.length - 1} steps the loss is ${formatNumber(end.loss)}.`;
}

/** Where the negative gradient points at the start, against where the minimum is. */
export function describeDirection(start: ValleyPoint) {
  if (start.loss === 0) return "At the minimum there is no direction to go.";
  const angle = angleToMinimum(start);
  if (angle < 0.5) return "At the start, −∇E points straight at the minimum.";
  return `At the start, −∇E points ${formatNumber(angle, { digits: 2 })}° away from the minimum: it is the steepest way down, not the shortest way there.`;
}
