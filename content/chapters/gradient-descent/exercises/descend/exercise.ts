import { type CodeSlip, expectClose, expectThat, type Finding } from "@/lib/exercises/code/expect";
import type { PlainValue } from "@/lib/exercises/code/student-realm";
import { codeExercise } from "@/lib/exercises/kinds/code";
import { formatShort } from "@/lib/format";

/** The slope of w². */
const bowl = { expression: "(w) => 2 * w" };
const tolerance = 1e-6;

/** Gradient descent on one weight, for any slope. */
export default codeExercise({
  id: "descend",
  title: "The loop of gradient descent",
  objective: "Write gradient descent as a function that works for every slope.",
  hints: [
    "Keep the present place in a variable, which begins at the start. Each pass of a loop moves it by one step.",
    "A step goes against the slope where you stand now: call slope with the present place, in every pass anew.",
    "One pass is two lines: w = w - alpha * slope(w), and then path.push(w).",
  ],
  solution:
    "The present place is w. A loop goes around as often as there are steps, and each time takes α times the slope at w off w and adds the new w to the path.",
  explanation:
    "The rule is one line, and the loop asks for the slope wherever it has come to. Nothing in it knows the curve, so the same lines descend on any of them.",
  checks: [
    {
      id: "length",
      says: "The path has the start and one place for each step.",
      async run(student, _source, draw) {
        const steps = draw.integer(3, 8);
        const path = await student.call("descend", [bowl, 10, 0.2, steps]);
        const finding = expectThat(
          Array.isArray(path) && path.length === steps + 1,
          path,
          `an array of ${steps + 1} numbers for ${steps} steps`,
        );
        return { ...finding, advice: adviseOnLength(path, steps) };
      },
    },
    {
      id: "start",
      says: "The path begins at the start.",
      advice: "The first number of the path has to be the start itself, before any step.",
      async run(student, _source, draw) {
        const start = draw.number(4, 12);
        const path = await student.call("descend", [bowl, start, 0.2, 4]);
        return expectClose(at(path, 0), start, tolerance);
      },
    },
    {
      id: "downhill",
      says: "A step goes down, on both sides of the bottom.",
      advice:
        "Your first step goes uphill. The slope points up, so the step goes against it: what is added to w has a minus sign.",
      async run(student, _source, draw) {
        const right = draw.number(4, 12);
        const left = -draw.number(4, 12);
        const fromRight = at(await student.call("descend", [bowl, right, 0.2, 3]), 1);
        const fromLeft = at(await student.call("descend", [bowl, left, 0.2, 3]), 1);
        const goesLeft = isNumber(fromRight) && fromRight < right;
        const goesRight = isNumber(fromLeft) && fromLeft > left;
        if (!goesLeft) {
          return expectThat(false, fromRight, `a place to the left of ${formatShort(right)}`);
        }
        return expectThat(goesRight, fromLeft, `a place to the right of ${formatShort(left)}`);
      },
    },
    {
      id: "step",
      says: "One step is α times the slope.",
      advice: "Take α times the slope at the present place off the present place.",
      async run(student, _source, draw) {
        const [start, alpha] = [draw.number(4, 12), draw.number(0.05, 0.3)];
        const path = await student.call("descend", [bowl, start, alpha, 1]);
        return expectPlace(at(path, 1), start - alpha * 2 * start, [
          {
            value: start - 2 * start,
            advice: "Your step is as long as the slope. The slope is multiplied by alpha first.",
          },
        ]);
      },
    },
    {
      id: "bowl",
      says: "On w², ten steps from 10 with α = 0.2 end at 0.0605.",
      advice: "The first step is right. Look at what the later ones begin from.",
      async run(student) {
        const path = await student.call("descend", [bowl, 10, 0.2, 10]);
        return expectPlace(at(path, 10), 10 * 0.6 ** 10, [
          {
            value: 10 - 10 * 0.2 * 20,
            advice:
              "All your steps have the slope of the start. Call slope anew in each step, at the place that the path has come to.",
          },
        ]);
      },
    },
    {
      id: "any-slope",
      says: "It follows any slope that it is given.",
      advice: "For w² the path is right. Take every slope from the function slope.",
      async run(student, _source, draw) {
        const [curvature, bottom] = [draw.number(0.5, 1.5), draw.number(-3, 3)];
        const [start, alpha] = [draw.number(4, 12), draw.number(0.1, 0.4)];
        const slope = { expression: `(w) => ${curvature} * (w - ${bottom})` };
        const path = await student.call("descend", [slope, start, alpha, 5]);
        const expected = descend((w) => curvature * (w - bottom), start, alpha, 5);
        return expectClose(path, expected, tolerance, [
          {
            value: descend((w) => 2 * w, start, alpha, 5),
            advice:
              "This is the path on w², whatever slope is given. Where your code has 2 * w, call slope(w).",
          },
        ]);
      },
    },
  ],
  wrong: [
    { file: "wrong/last-only.ts", says: "the whole path" },
    { file: "wrong/no-start.ts", says: "lacks the start" },
    { file: "wrong/one-step-short.ts", says: "one step too few" },
    { file: "wrong/uphill.ts", says: "goes uphill" },
    { file: "wrong/no-rate.ts", says: "as long as the slope" },
    { file: "wrong/slope-once.ts", says: "the slope of the start" },
    { file: "wrong/rounded.ts", says: "rounded" },
    { file: "wrong/own-slope.ts", says: "whatever slope is given" },
  ],
});

/** The right path. */
function descend(slope: (w: number) => number, start: number, alpha: number, steps: number) {
  const path = [start];
  let w = start;
  for (let step = 1; step <= steps; step += 1) {
    w -= alpha * slope(w);
    path.push(w);
  }
  return path;
}

/** A place that is nearly right was rounded. */
function expectPlace(actual: PlainValue, expected: number, slips: readonly CodeSlip[]): Finding {
  const finding = expectClose(actual, expected, tolerance, slips);
  if (finding.isCorrect || !expectClose(actual, expected, 0.01).isCorrect) return finding;
  const advice =
    "This is close, but your places are rounded. Keep all digits, since each step begins from the one before.";
  return { ...finding, advice };
}

function adviseOnLength(path: PlainValue, steps: number): string {
  if (!Array.isArray(path)) {
    return path === undefined
      ? "Your function gives nothing back. It has to end with return path."
      : "Give back the whole path, as an array.";
  }
  if (path.length === 1)
    return "The path has the start only. A loop has to add a place for each step.";
  if (path.length !== steps) return "Count the places: the start, and one for each step.";
  return path[0] === 10
    ? "There is one step too few. A loop that begins with 1 has to include the last step: step <= steps."
    : "The path lacks the start. It is the first place, before any step.";
}

function at(path: PlainValue, index: number): PlainValue {
  return Array.isArray(path) ? path[index] : undefined;
}

function isNumber(value: PlainValue): value is number {
  return typeof value === "number";
}
