import { expectClose } from "@/lib/exercises/code/expect";
import { codeExercise } from "@/lib/exercises/kinds/code";

export default codeExercise({
  id: "triple",
  title: "To triple",
  objective: "Multiply by 3.",
  hints: ["Which sign multiplies?", "Give back 3 * x."],
  solution: "The function gives back 3 * x.",
  explanation: "That is all there is to it.",
  checks: [
    {
      id: "seven",
      says: "7 becomes 21.",
      run: async (student) => expectClose(await student.call("triple", [7]), 21, 1e-9),
    },
    {
      id: "any",
      says: "So does any other number.",
      run: async (student, _source, draw) => {
        const x = draw.number(1, 100);
        return expectClose(await student.call("triple", [x]), 3 * x, 1e-9);
      },
    },
  ],
  wrong: [],
});
