import { descendValley, valley } from "@/lib/descent/valley";
import { predictExercise } from "@/lib/exercises/kinds/predict";
import { alternates, shrinks } from "@/lib/exercises/predict/curve-features";

const stepCount = 8;
const path = descendValley(valley(20), [-5, -2], 0.45, stepCount);
const truth = path.map(({ x }) => x[1]);

/** A sketch that multiplies by the same factor at each step. */
const withFactor = (factor: number) => truth.map((_, step) => -2 * factor ** step);

/** Less than a hand can draw. */
const still = 0.1;

export default predictExercise({
  id: "valley-zigzag",
  title: "Across the valley",
  objective: "Foresee the path of descent from its learning rate and the curvature.",
  hints: [
    "The slope across the valley is 4w₂. At the start that is −8. How long is the first step with α = 0.45, and which way does it go?",
    "One step turns w₂ into w₂ − 0.45 · 4w₂, so it multiplies w₂ by the same number each time. Which?",
    "1 − 0.45 · 4 = −0.8. From −2 the first step leads to 1.6, the second to −1.28.",
  ],
  solution:
    "Each step multiplies w₂ by 1 − 0.45 · 4 = −0.8. It changes sides every time and keeps 0.8 of its distance: −2, 1.6, −1.28, 1.02, −0.819, 0.655, −0.524, 0.419, −0.336. Along the valley the factor is 1 − 0.45 · 0.2 = 0.91, so w₁ creeps from −5 to −4.55 and −4.14 without ever crossing 0.",
  explanation:
    "Each step multiplies w₂ by 1 − 0.45 · 4 = −0.8: the minus sign sends it to the other side, and 0.8 brings it a little nearer. Along the valley the factor is 0.91, so w₁ creeps from −5 to −4.55 and −4.14 and never crosses.",
  task: {
    form: "curve",
    x: { label: "step", values: truth.map((_, step) => step) },
    y: { label: "w₂", min: -3, max: 3 },
    given: 1,
    truth,
    features: [
      {
        id: "crosses",
        holds: (curve) => alternates(curve, 6),
        reply:
          "Your w₂ does not change sides at every step. The slope across the valley is 4w₂, so a step is 0.45 · 4w₂ = 1.8w₂ long, and the bottom is only w₂ away: every step lands on the other side.",
      },
      {
        id: "shrinks",
        holds: (curve) => shrinks(curve, still),
        reply:
          "Your w₂ changes sides, and does not come nearer to 0. A step goes 1.8 times the distance to the bottom, so it lands 0.8 times as far away on the other side, and that is less than before.",
      },
    ],
    band: 0.06,
    enough: 0.65,
  },
  wrong: [
    { sketch: withFactor(0.8), says: "does not change sides" },
    { sketch: truth.map(() => 0), says: "does not change sides" },
    { sketch: truth.map(() => -2), says: "does not change sides" },
    { sketch: withFactor(-1.05), says: "does not come nearer to 0" },
    { sketch: withFactor(-1), says: "does not come nearer to 0" },
    { sketch: withFactor(-0.2), says: "The shape is right" },
  ],
});
