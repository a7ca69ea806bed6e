import { numberExercise } from "@/lib/exercises/kinds/number";

export default numberExercise({
  id: "ten",
  title: "Ten",
  objective: "Count to ten.",
  hints: ["It has two digits.", "It comes after nine."],
  solution: "It is ten.",
  label: "Ten",
  tolerance: "exact",
  nudge: "Count your fingers.",
  questions: () => [{ answer: 10, slips: [], explanation: "As many as fingers." }],
});
