import type { Exercise } from "../exercises/exercise";
import { choiceExercise } from "../exercises/kinds/choice";
import { codeExercise } from "../exercises/kinds/code";
import { diagnoseExercise } from "../exercises/kinds/diagnose";
import { goalExercise } from "../exercises/kinds/goal";
import { matchExercise } from "../exercises/kinds/match";
import { numberExercise } from "../exercises/kinds/number";
import { orderExercise } from "../exercises/kinds/order";
import { predictExercise } from "../exercises/kinds/predict";
import { parseExperiment } from "../experiment/experiment";

/** For tests: an exercise of each kind that can be made in a few lines. */

const text = (id: string) => ({
  id,
  title: `About ${id}`,
  objective: "Know it.",
  hints: ["Look.", "Look closer."] as const,
  solution: "So it is.",
});

const choice = choiceExercise({
  ...text("choice"),
  options: [
    { id: "right", text: "The slope * the rate", isRight: true, reply: "Yes." },
    { id: "wrong", text: "The loss", reply: "No." },
  ],
});

const number = numberExercise({
  ...text("number"),
  label: "Length of the step",
  unit: { symbol: "%" },
  tolerance: "exact",
  nudge: "Think.",
  questions: (seed) => [
    { text: `How much is ${seed}?`, answer: seed, slips: [], explanation: "Yes." },
    { text: "And half of it?", answer: seed / 2, slips: [], explanation: "Yes." },
  ],
});

const order = orderExercise({
  ...text("order"),
  items: [
    { id: "predict", text: "Predict" },
    { id: "compare", text: "Compare", reply: "With what?" },
  ],
  explanation: "Yes.",
});

const match = matchExercise({
  ...text("match"),
  pictures: [
    { id: "a", text: "A steep fall", setting: "large", explanation: "Yes." },
    { id: "b", text: "A slow fall", setting: "small", explanation: "Yes." },
  ],
  settings: [
    { id: "large", text: "α = 0.1" },
    { id: "small", text: "α = 0.001" },
  ],
  replies: [],
  nudge: "Look again.",
  explanation: "Yes.",
});

const predict = predictExercise({
  ...text("predict"),
  task: {
    form: "curve",
    x: { label: "epoch", values: [0, 1, 2] },
    y: { label: "loss", min: 0, max: 1 },
    given: 1,
    truth: [1, 0.5, 0.25],
    features: [],
    band: 0.1,
    enough: 0.5,
  },
  explanation: "Yes.",
  wrong: [],
});

const goal = goalExercise({
  ...text("goal"),
  widget: "descends",
  experiment: {},
  statement: { of: 3, atLeast: 2, quantity: "testLoss", below: 0.1, epochs: 20 },
  explanation: "Yes.",
  solutions: ["fit.batchSize=2"],
  wrong: [],
});

const code = codeExercise({
  ...text("code"),
  checks: [{ id: "is-there", says: "It is there.", run: async () => null as never }],
  explanation: "Yes.",
  wrong: [],
});

const diagnose = diagnoseExercise({
  ...text("diagnose"),
  illnesses: ["rate-too-high"],
  options: ["rate-too-high", "batch-too-large", "zero-weights", "dead-relus", "overfitting"],
});

export const exercises = {
  choice,
  number,
  order,
  match,
  predict,
  goal,
  code,
  diagnose,
} satisfies Record<string, Exercise>;

export const anExperiment = parseExperiment({ fit: { batchSize: 2 } });
