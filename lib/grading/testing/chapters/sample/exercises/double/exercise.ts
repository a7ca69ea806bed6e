import { expectClose } from "@/lib/exercises/code/expect";
import { codeExercise } from "@/lib/exercises/kinds/code";

export default codeExercise({
  id: "double",
  title: "To double",
  objective: "Multiply by 2.",
  hints: ["Which sign multiplies?", "Give back 2 * x."],
  solution: "The function gives back 2 * x.",
  explanation: "That is all there is to it.",
  checks: [
    {
      id: "seven",
      says: "7 becomes 14.",
      run: async (student) => expectClose(await student.call("double", [7]), 14, 1e-9),
    },
    {
      id: "any",
      says: "So does any other number.",
      run: async (student, _source, draw) => {
        const x = draw.number(1, 100);
        return expectClose(await student.call("double", [x]), 2 * x, 1e-9);
      },
    },
  ],
  wrong: [],
});
