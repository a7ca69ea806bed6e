import type { Experiment, FeatureName } from "../experiment/experiment";

/** What a network may be shown of a point: Playground's seven inputs. */
export const features: Record<FeatureName, (x1: number, x2: number) => number> = {
  x1: (x1) => x1,
  x2: (_, x2) => x2,
  "x1^2": (x1) => x1 * x1,
  "x2^2": (_, x2) => x2 * x2,
  "x1*x2": (x1, x2) => x1 * x2,
  "sin(x1)": (x1) => Math.sin(x1),
  "sin(x2)": (_, x2) => Math.sin(x2),
};

/**
 * The rows that a network sees of points `[count, 2]`: shape `[count, features.length]`.
 *
 * Rounded to float32, in which the sines of all browsers agree.
 */
export function computeFeatures(
  points: Float32Array,
  { features: names, scale }: Pick<Experiment["data"], "features" | "scale">,
): Float32Array {
  const count = points.length / 2;
  const rows = new Float32Array(count * names.length);
  for (let row = 0; row < count; row += 1) {
    const x1 = points[2 * row] as number;
    const x2 = points[2 * row + 1] as number;
    for (const [column, name] of names.entries()) {
      rows[row * names.length + column] = scale * features[name](x1, x2);
    }
  }
  return rows;
}
