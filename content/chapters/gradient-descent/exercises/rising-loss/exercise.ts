import { choiceExercise } from "@/lib/exercises/kinds/choice";

/** Each wrong option is one of the chapter's misconceptions. */
export default choiceExercise({
  id: "rising-loss",
  title: "A loss that rises",
  objective: "Say what a rising loss tells about a step, and what it does not.",
  hints: [
    "A slope is felt at one point. For how long a way does it hold?",
    "Think of the bowl with α above 1: the gradient was right at every point, and each step landed farther up.",
  ],
  solution:
    "The step was too long for the bend of the curve. The gradient was right, and the way down began as it promised; but α times the gradient reached past the bottom and higher up on the other side.",
  options: [
    {
      id: "bug",
      text: "The gradient was computed wrongly, since a right one always lowers the loss.",
      reply:
        "A rising loss need not be a bug. The gradient tells only how the loss changes right at the point; a step that is long enough leaves that neighbourhood, and may end higher even though the gradient was right.",
    },
    {
      id: "same-length",
      text: "All steps are equally long since α is constant, so one missed the bottom.",
      reply:
        "The steps are not equally long. A step is α times the gradient, and the gradient changes from point to point: it shrinks where the ground gets flat, and grows where it gets steep, while α stays as it is.",
    },
    {
      id: "too-long",
      text: "The step was too long for the bend of the curve, so it ended higher up.",
      isRight: true,
      reply:
        "The gradient shows which way is down at the point itself, and not how far that goes on. Where the curve bends strongly, α times the gradient reaches past the bottom and up the other side. With a smaller α the same step would have gone down.",
    },
    {
      id: "points-there",
      text: "The gradient points at the minimum, so the path must now lie beyond it.",
      reply:
        "Neither the gradient nor its opposite points at the minimum, except by chance. It points along the steepest slope, which in a narrow valley leads mostly to the opposite wall. So one step does not tell where the minimum lies.",
    },
  ],
});
