import { drawFor } from "@/lib/exercises/draw";
import { type NumberQuestion, numberExercise } from "@/lib/exercises/kinds/number";
import { formatShort } from "@/lib/format";

const near = 0.01;

/** On a parabola the factor of a step tells how many steps the whole way takes. */
export default numberExercise({
  id: "steps-to-arrive",
  title: "Steps until it arrives",
  objective: "Tell from the curvature and the learning rate how long descent takes.",
  label: "Nearer than 0.01 after",
  unit: { symbol: "steps", names: ["step"] },
  tolerance: "exact",
  hints: [
    "How much of the distance does one step keep? That share is the same at every step.",
    "The slope of 3w² is 6w, so its curvature is 6. The factor is 1 − α times that.",
    "Multiply 2 by the factor until the product is below 0.01, and count how often you did. Of a negative factor only the size matters.",
  ],
  solution:
    "The curvature of 3w² is 6, so each step multiplies the distance by 1 − 0.05 · 6 = 0.7. 2 · 0.7¹⁴ is 0.0136 and 2 · 0.7¹⁵ is 0.0095, so it takes 15 steps. In the second question the factor is negative: the path bounces, and the distance shrinks by the size of the factor all the same.",
  nudge:
    "Each step multiplies the distance from the bottom by 1 − αλ, in size. Work out λ, then that factor, and then count.",
  questions: (seed) => {
    const bowl = drawFor(seed, "steps-to-arrive bowl", bouncingBowls);
    const { height, rate, start } = bowl;
    return [
      {
        ...ask({ height: 3, rate: 0.05, start: 2 }),
        explanation:
          "The factor is 1 − 0.05 · 6 = 0.7, and 2 · 0.7¹⁵ = 0.0095 is the first distance below 0.01. No step gets all the way: each keeps seven tenths of what is left.",
      },
      {
        ...ask(bowl),
        text: `And from w = ${start} on E = ${formatShort(height)}w², with α = ${formatShort(rate)}?`,
      },
    ];
  },
});

/** The curve `height · w²`, and a descent on it. */
interface Bowl {
  height: number;
  rate: number;
  start: number;
}

/** Their factors are −0.6, −0.8, −0.5 and −0.7. The test sees to it that no common mistake leads to the right count. */
export const bouncingBowls: readonly Bowl[] = [
  { height: 4, rate: 0.2, start: 5 },
  { height: 2, rate: 0.45, start: 3 },
  { height: 5, rate: 0.15, start: 6 },
  { height: 2.5, rate: 0.34, start: 4 },
];

function ask({ height, rate, start }: Bowl): NumberQuestion {
  const factor = 1 - 2 * height * rate;
  const answer = countSteps(start, factor);
  const curvature = formatShort(2 * height);
  const last = Math.abs(start * factor ** answer);
  return {
    answer,
    slips: [
      {
        value: countSteps(start, 1 - height * rate),
        reply: `You took ${formatShort(height)} for the curvature. The slope of ${formatShort(height)}w² is ${curvature}w, so the curvature is ${curvature}.`,
      },
      {
        value: answer - 1,
        reply: `After ${answer - 1} steps the distance is still ${(last / Math.abs(factor)).toFixed(4)}. One more, and it is below 0.01.`,
      },
      {
        value: answer + 1,
        reply:
          "That is one too many. The start is no step: after the first step the distance has been multiplied once.",
      },
      {
        value: countSteps(1, factor),
        reply: `That is the count from a distance of 1. The start is ${start} away.`,
      },
      {
        value: countStepsOfLoss(height, start, factor),
        reply: "That is when the loss comes below 0.01. The question is about the distance |w|.",
      },
      {
        value: countSteps(start, 2 * height * rate),
        reply:
          "You multiplied by αλ. That is the share that a step takes away; what it keeps is 1 − αλ.",
      },
    ],
    explanation: `The factor is 1 − ${formatShort(rate)} · ${curvature} = −${formatShort(Math.abs(factor))}. The path jumps from side to side, and the distance shrinks to ${formatShort(Math.abs(factor))} of itself each time: ${last.toFixed(4)} after ${answer} steps.`,
  };
}

/** How many steps it takes until the distance is below 0.01; NaN where it never is. */
function countSteps(start: number, factor: number): number {
  if (Math.abs(factor) >= 1) return Number.NaN;
  let steps = 0;
  for (let w = start; Math.abs(w) >= near; w *= factor) steps += 1;
  return steps;
}

function countStepsOfLoss(height: number, start: number, factor: number): number {
  let steps = 0;
  for (let w = start; height * w * w >= near; w *= factor) steps += 1;
  return steps;
}
