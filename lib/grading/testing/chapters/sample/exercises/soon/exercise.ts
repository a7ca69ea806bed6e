import { goalExercise } from "@/lib/exercises/kinds/goal";

export default goalExercise({
  id: "soon",
  title: "Soon",
  objective: "Be quick.",
  hints: ["The steps are short.", "Raise the learning rate."],
  solution: "With a learning rate of 0.1 it is quick enough.",
  widget: "figure",
  experiment: {},
  statement: { of: 3, atLeast: 3, quantity: "testLoss", below: 0.02, epochs: 60 },
  explanation: "That was quick.",
  solutions: ["compile.optimizer.learningRate=0.1"],
  wrong: [],
});
