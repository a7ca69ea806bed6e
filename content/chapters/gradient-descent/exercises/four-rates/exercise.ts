import { matchExercise } from "@/lib/exercises/kinds/match";

/** The figure's network and start. What the replies say of the curves is measured in the test beside this. */
const curve = (learningRate: number) => ({
  experiment: { seed: 2, compile: { optimizer: { learningRate } }, fit: { epochs: 60 } },
  quantity: "testLoss" as const,
});

export default matchExercise({
  id: "four-rates",
  title: "Four learning rates",
  objective: "Tell from a loss curve whether the learning rate is too small, fine or too large.",
  hints: [
    "Creeping, converging, bouncing, diverging: each of the four is here once.",
    "Only steps that are too long can make a loss rise again and again. Which two curves do that?",
    "Of those two, the longer steps belong to the one that gets nowhere. Of the smooth ones, the shorter steps belong to the one that falls later.",
  ],
  solution:
    "A has α = 0.1: it falls smoothly to nearly 0. B has α = 3: it jumps up at once, and ends no lower than it began. C has α = 0.01: it is smooth too, and still on its way. D has α = 1: it falls fastest at first and then jumps up and down.",
  pictures: [
    {
      id: "converging",
      curve: curve(0.1),
      text: "Falls smoothly within about 20 epochs and then stays close to 0.",
      setting: "0.1",
      explanation:
        "the steps are long enough to get down within 20 epochs, and shrink by themselves near the bottom.",
    },
    {
      id: "diverging",
      curve: curve(3),
      text: "Jumps far up at once, goes on jumping, and ends a little above where it began.",
      setting: "3",
      explanation:
        "it rises at once and ends no lower than it began. The first steps already leave the ground on which the slope was felt.",
    },
    {
      id: "creeping",
      curve: curve(0.01),
      text: "Hardly falls for 30 epochs, then a little faster. At the end it is still high and falling.",
      setting: "0.01",
      explanation:
        "after 60 epochs the loss is 0.338 and still falling. The direction is right, only the steps are short.",
    },
    {
      id: "bouncing",
      curve: curve(1),
      text: "Falls steeply in the first epochs, then jumps up and down well below its start.",
      setting: "1",
      explanation:
        "it falls faster than all others at first, and then its steps carry it across the bottom again and again.",
    },
  ],
  settings: ["0.01", "0.1", "1", "3"].map((rate) => ({ id: rate, text: `α = ${rate}` })),
  axes: { x: "epoch", y: "test loss" },
  replies: [
    {
      picture: "converging",
      setting: "3",
      reply:
        "a larger α does not always learn faster. Steps that are too long would not let a loss settle near 0.",
    },
    {
      picture: "converging",
      setting: "1",
      reply: "fast it is, but it never jumps. Look for a curve that falls faster still at first.",
    },
    {
      picture: "converging",
      setting: "0.01",
      reply: "it is smooth, but it arrives within 20 epochs. The smallest steps take longer.",
    },
    {
      picture: "diverging",
      setting: "0.01",
      reply:
        "short steps stay where the slope can be trusted, so they do not end higher than they began. Bad is not the same as slow.",
    },
    {
      picture: "diverging",
      setting: "1",
      reply:
        "it gets nowhere. Another curve jumps too, but well below its start: that network has learned something.",
    },
    {
      picture: "creeping",
      setting: "0.1",
      reply:
        "it is smooth, but another smooth curve has arrived long before. Which has the longer steps?",
    },
    {
      picture: "creeping",
      setting: "3",
      reply: "it is high because it has not come far yet. Long steps would have thrown it about.",
    },
    {
      picture: "bouncing",
      setting: "3",
      reply: "it jumps, but it stays well below its start. Another curve ends where it began.",
    },
    {
      picture: "bouncing",
      setting: "0.1",
      reply:
        "steps that shrink with the slope would not throw it up again so late. These are too long.",
    },
  ],
  nudge: "ask first whether it falls smoothly or jumps, and then how soon it falls.",
  explanation:
    "The four regimes of the parabola are all here, in a landscape of 25 weights. A loss that stays high does not tell whether α is too small or too large: C and D both end far from 0. Whether it jumps tells.",
});
