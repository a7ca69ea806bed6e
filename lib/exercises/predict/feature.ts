/** Something that can be seen in a sketch, and in what really happens. */
export interface Feature<Sketch> {
  id: string;
  /** Whether a sketch has it; the truth always does. */
  holds(sketch: Sketch): boolean;
  /** What the sketch shows instead, and why it is otherwise. */
  reply: string;
}

/** The first feature that a sketch lacks; features stand with what matters most first. */
export function findLacking<Sketch>(
  features: readonly Feature<Sketch>[],
  sketch: Sketch,
): Feature<Sketch> | undefined {
  return features.find((feature) => !feature.holds(sketch));
}

/** Throws a RangeError where the truth itself lacks a feature, so that nothing could be right. */
export function checkFeatures<Sketch>(
  name: string,
  features: readonly Feature<Sketch>[],
  truth: Sketch,
): void {
  const lacking = findLacking(features, truth);
  if (lacking) {
    throw new RangeError(`${name}: expected the truth to have the feature "${lacking.id}".`);
  }
}
