import type { Illness } from "../illness";
import { againstOverfitting, drawOverfitting } from "./overfitting";

/**
 * The leak hides a network that overfits, so it has to be taken out and the network mended. Judged on test
 * points of which none is among the training points. The measured shares are those of overfitting.
 */
export const leakingTestData: Illness = {
  id: "leaking-test-data",
  name: "Training points have leaked into the test points",
  draw: (choose) => drawOverfitting(choose, { leak: choose("leak", [0.9, 1]) }),
  statement: { quantity: "testLoss", below: 0.16 },
  measure: (mended) => ({ ...mended, data: { ...mended.data, leak: 0 } }),
  cures: [
    {
      mending: { separate: true, ...againstOverfitting[0].mending },
      isMeant: (mending, broken) =>
        mending.separate === true &&
        againstOverfitting.some(({ isMeant }) => isMeant?.(mending, broken)),
      explanation:
        "The clean test set showed what the leak had hidden, that the network learned its points by heart, and you mended that too.",
    },
    {
      mending: { separate: true, l2: 0.01 },
      isMeant: ({ separate, l2 = 0 }) => separate === true && l2 >= 0.003,
      explanation:
        "The clean test set showed what the leak had hidden, that the network learned its points by heart, and a penalty on large weights mends that.",
    },
  ],
  misses: [
    {
      mending: { separate: true },
      isMeant: (mending) => Object.keys(mending).join() === "separate",
      reply:
        "The test points are clean now, and they tell what the leak had hidden: the test loss turns and rises while the training loss falls. So the cure has only begun: mend what you see now as well.",
    },
    {
      mending: { l2: 0.01 },
      isMeant: ({ separate }) => separate !== true,
      whateverElse: true,
      reply:
        "The test points are still copies of training points, so the test loss cannot tell whether anything has become better. Begin with that.",
    },
  ],
  clue: "Most test points are also training points, so the test loss only repeats the training loss.",
  against:
    "If training points had leaked into the test points, some would be in both sets, and the two losses would lie nearly on each other. Look at how many test points are also training points.",
  mistakenFor: {
    overfitting:
      "You may be right about what goes on beneath, but nothing here shows it: the test loss lies on the training loss. Look at why it does, at what the test points are.",
  },
};
