import { drawFor } from "@/lib/exercises/draw";
import { type NumberQuestion, numberExercise, type Slip } from "@/lib/exercises/kinds/number";
import { formatShort } from "@/lib/format";

/** One step of gradient descent: the distance is the product of rate and slope, without its sign. */
export default numberExercise({
  id: "step-length",
  title: "The length of a step",
  objective: "Work out how far one step goes, from the slope and the learning rate.",
  label: "Distance to the next point",
  tolerance: { relative: 0.01 },
  hints: [
    "The rule takes α times the slope off the weight. How much is that here?",
    "How far away the next point is does not depend on the side on which it lies.",
    "Multiply α by the slope, and leave out the sign.",
  ],
  solution:
    "The distance is α times the size of the slope. For the first question that is 0.01 × 1.5 = 0.015; the second goes the same way, and the minus sign of a gradient says only on which side the next point lies.",
  nudge:
    "The step is the gradient times the learning rate. Multiply the two, and leave out the sign.",
  questions: (seed) => {
    const rate = drawFor(seed, "step-length rate", rates);
    const gradient = drawFor(seed, "step-length gradient", gradients);
    return [
      {
        ...ask(1.5, 0.01),
        explanation:
          "0.01 × 1.5 = 0.015. Where the slope is half as steep, the same α makes a step half as long: steps shrink by themselves near a minimum.",
      },
      {
        ...ask(gradient, rate),
        text: `The gradient at another point is ${formatShort(gradient)}, and α is ${formatShort(rate)}.`,
      },
    ];
  },
});

/** Chosen so that no common mistake comes near the right answer; the test tries all pairs. */
export const rates = [0.02, 0.03, 0.04, 0.05, 0.2, 0.3, 0.4];
export const gradients = [-4.5, -3.5, -2.4, -1.6, -0.8, 0.6, 1.2, 1.8, 2.5, 3.2];

function ask(gradient: number, rate: number): NumberQuestion {
  const slope = Math.abs(gradient);
  const distance = rate * slope;
  const product = `${formatShort(rate)} × ${formatShort(slope)}`;
  const side =
    gradient < 0
      ? "The gradient is negative, so the step goes to the right. Its length is the same as with a positive one."
      : "The gradient is positive, so the step goes to the left. A distance has no sign.";
  return {
    answer: distance,
    slips: [
      {
        value: -distance,
        reply: `The size is right, but a distance has no sign. The sign of a step only says on which side the next point lies.`,
      },
      ...bothSigns(
        slope,
        `${formatShort(slope)} is the slope itself. The step is only α times as long: multiply by ${formatShort(rate)}.`,
      ),
      ...bothSigns(
        rate,
        `${formatShort(rate)} is the learning rate itself. It says which part of the slope becomes the step: multiply the two.`,
      ),
      ...bothSigns(
        slope / rate,
        `You divided the slope by α. A larger α makes longer steps, so the two are multiplied.`,
      ),
      ...bothSigns(
        rate / slope,
        `You divided α by the slope. A steeper slope makes longer steps, so the two are multiplied.`,
      ),
      ...[0.01, 0.1, 10, 100].flatMap((factor) =>
        bothSigns(
          factor * distance,
          `The digits are right, but the decimal point has slipped. Count the places behind the points in ${product}.`,
        ),
      ),
      ...bothSigns(
        slope + rate,
        "You added the two. The step is the slope times the learning rate.",
      ),
      ...bothSigns(
        slope - rate,
        "You took α off the slope. What is taken off the weight is α times the slope; that product is the distance.",
      ),
    ],
    explanation: `${product} = ${formatShort(distance)}. ${side}`,
  };
}

function bothSigns(value: number, reply: string): Slip[] {
  return [value, -value].map((signed) => ({ value: signed, reply }));
}
