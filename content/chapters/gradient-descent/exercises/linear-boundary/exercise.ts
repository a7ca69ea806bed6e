import { predictExercise } from "@/lib/exercises/kinds/predict";
import { countCells, createGrid, measureStraightness } from "@/lib/exercises/predict/grid";

const size = 12;

export default predictExercise({
  id: "linear-boundary",
  title: "Two clouds",
  objective: "Foresee which boundary a network without bends can draw.",
  hints: [
    "A network answers for every point of the plane, also far from all examples. Which answer in the corners?",
    "A linear unit only adds up its inputs, times weights. Adding up such sums gives nothing but another sum of this kind: a·x₁ + b·x₂ + c. Where is that 0?",
    "The border is a straight line. It passes between the two clouds, about half-way, and goes on to the edges of the plane.",
  ],
  solution:
    "Everything above and to the right of one straight line, which passes between the clouds and runs to the edges of the plane. Linear units only add up weighted inputs, and a sum of such sums is again a·x₁ + b·x₂ + c. The tanh of the output changes no sign. So the border is a straight line, and all of one side is positive.",
  explanation:
    "Linear units add up to a·x₁ + b·x₂ + c, however many there are, and that is 0 along a straight line. It divides the whole plane, also where there was no example: the network is as sure about the empty corner as about the cloud.",
  task: {
    form: "boundary",
    experiment: {
      data: { name: "gauss" },
      model: {
        layers: [
          { units: 4, activation: "linear" },
          { units: 2, activation: "linear" },
          { units: 1 },
        ],
      },
      fit: { epochs: 60 },
      seed: 2,
    },
    truth: [
      "++++++++++++",
      "++++++++++++",
      "--++++++++++",
      "---+++++++++",
      "----++++++++",
      "-----+++++++",
      "-------+++++",
      "--------++++",
      "---------+++",
      "----------++",
      "-----------+",
      "------------",
    ],
    features: [
      {
        id: "sides",
        // The cells at (2.5, 2.5) and (−2.5, −2.5), within the clouds.
        holds: (grid) => grid[3]?.[8] === "+" && grid[8]?.[3] === "-",
        reply:
          "The clouds themselves are not as they should be. The network trains until its output is positive at the blue points and negative at the orange ones.",
      },
      {
        id: "everywhere",
        holds: (grid) => countCells(grid, "+") >= 0.35 * size * size,
        reply:
          "You have painted the neighbourhood of the blue cloud. A network answers for every point of the plane, and its units without a bend have no way to stop where the examples end.",
      },
      {
        id: "straight",
        holds: (grid) => measureStraightness(grid) >= 0.96,
        reply:
          "Your border bends. Linear units only add up weighted inputs, and such a sum is 0 along a straight line: this network can draw no other border.",
      },
    ],
    enough: 0.85,
  },
  wrong: [
    {
      sketch: createGrid(size, (x1, x2) => 2.5 - Math.hypot(x1 - 2, x2 - 2)),
      says: "no way to stop where the examples end",
    },
    {
      sketch: createGrid(size, (x1, x2) => Math.hypot(x1 + 2, x2 + 2) - 3),
      says: "Your border bends",
    },
    { sketch: createGrid(size, (x1, x2) => -x1 - x2), says: "The clouds themselves" },
    { sketch: createGrid(size, () => 1), says: "The clouds themselves" },
    { sketch: createGrid(size, (x1) => x1), says: "it lies elsewhere" },
  ],
});
