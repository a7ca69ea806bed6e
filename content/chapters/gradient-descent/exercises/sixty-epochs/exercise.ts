import { goalExercise } from "@/lib/exercises/kinds/goal";
import type { Experiment } from "@/lib/experiment/experiment";

/** The shares in the explanation are measured beside this, in exercise.test.ts. */
export default goalExercise({
  id: "sixty-epochs",
  title: "Sixty epochs",
  objective: "Speed up a network’s training by one well-chosen setting.",
  widget: "descends",
  experiment: { seed: 2 },
  constraints: { mostChanges: 1 },
  statement: { of: 7, atLeast: 5, quantity: "testLoss", below: 0.02, epochs: 60 },
  hints: [
    "After 60 epochs the figure’s curve is still falling: descent is on its way, and only too slow. What would bring it farther in the same number of epochs?",
    "A setting can make each step longer, or make more steps out of an epoch. There is one for each.",
    "α = 0.03 is far below the rates at which this network fails. Try about three times as much.",
  ],
  solution:
    "Make the steps longer: α = 0.1 instead of 0.03. Or make more of them: with a batch size of 2, an epoch has 125 steps instead of 25. A momentum of 0.8 does it too, since it makes steps longer that go the same way again and again. Far more of any of these is worse again.",
  explanation:
    "With the figure’s own settings 18\u00a0% of all starts come below 0.02 in 60 epochs; with α = 0.1 it is 94\u00a0%, and with a batch size of 2 it is 95\u00a0%. Longer steps and more steps get equally far here.",
  advise,
  solutions: ["compile.optimizer.learningRate=0.1", "fit.batchSize=2"],
  wrong: [
    { link: "compile.optimizer.learningRate=3", says: "only as long as they suit the bend" },
    { link: "compile.optimizer.learningRate=0.01", says: "Shorter steps" },
    { link: "fit.batchSize=250", says: "A larger batch means fewer steps" },
    {
      link: "model.layers.0.activation=linear&model.layers.1.activation=linear",
      says: "straight boundary",
    },
    { link: "seed=7", says: "luck and not a setting" },
    { link: "data.name=gauss", says: "another problem" },
    {
      link: "compile.optimizer.learningRate=0.1&fit.batchSize=2",
      says: "the learning rate and the batch size. Put all but one back",
    },
  ],
});

function advise({ model, compile, fit }: Experiment): string | undefined {
  const { learningRate } = compile.optimizer;
  if (model.layers[0]?.activation === "linear") {
    return "Units without a bend give a straight boundary, and no straight line separates a disc from the ring around it.";
  }
  if (learningRate < 0.03) return "Shorter steps get less far in the same number of epochs.";
  if (learningRate >= 0.3) {
    return "Longer steps help only as long as they suit the bend of the loss; these overshoot too often.";
  }
  if (fit.batchSize > 10) {
    const steps = Math.ceil(250 / fit.batchSize);
    return `A larger batch means fewer steps: an epoch now has ${steps === 1 ? "a single one" : steps}, where the figure had 25.`;
  }
  return undefined;
}
