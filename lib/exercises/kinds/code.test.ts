import { describe, expect, it, vi } from "vitest";
import { expectClose } from "../code/expect";
import { type PlainValue, StudentError, type StudentRealm } from "../code/student-realm";
import { createNodeContext } from "../node/context";
import { type CodeDefinition, codeExercise } from "./code";

const definition: CodeDefinition = {
  id: "add",
  title: "Add",
  objective: "Add two numbers.",
  hints: ["Which sign?", "It is a plus."],
  solution: "The sum is a + b.",
  explanation: "That is the sum.",
  checks: [
    {
      id: "fixed",
      says: "3 and 4 are 7.",
      run: async (student) =>
        expectClose(await student.call("add", [3, 4]), 7, 1e-9, [
          { value: 12, advice: "You multiplied." },
        ]),
    },
    {
      id: "drawn",
      says: "Any two numbers are added.",
      advice: "Add what is handed over.",
      async run(student, _source, draw) {
        const [a, b] = [draw.number(1, 9), draw.integer(1, 9)];
        return expectClose(await student.call("add", [a, b]), a + b, 1e-9);
      },
    },
  ],
  wrong: [{ file: "wrong/times.ts", says: "multiplied" }],
};
const exercise = codeExercise(definition);

/** A realm in which every function is this one. */
function createStudent(call: (...args: number[]) => PlainValue) {
  const close = vi.fn();
  const student: StudentRealm = {
    printed: "",
    call: async (_name, args) => call(...(args as number[])),
    read: async () => undefined,
    close,
  };
  return { student, close };
}

function judge(
  call: (...args: number[]) => PlainValue,
  { seed = 1, of = exercise }: { seed?: number; of?: typeof exercise } = {},
) {
  const { student, close } = createStudent(call);
  const context = createNodeContext({ seed, openStudentRealm: async () => student });
  return of.judge({ code: "…" }, context).finally(() => expect(close).toHaveBeenCalledOnce());
}

describe("codeExercise(definition).judge({ code })", () => {
  it("is content when all checks hold", async () => {
    expect(await judge((a, b) => (a ?? 0) + (b ?? 0))).toEqual({
      isCorrect: true,
      reply: "That is the sum.",
      parts: [
        { id: "fixed", isCorrect: true, says: "3 and 4 are 7." },
        { id: "drawn", isCorrect: true, says: "Any two numbers are added." },
      ],
    });
  });

  it("explains with the first check that does not hold", async () => {
    const verdict = await judge((a, b) => (a ?? 0) * (b ?? 0));
    expect(verdict).toMatchObject({ isCorrect: false, reply: "You multiplied." });
    expect(verdict.parts?.[0]).toMatchObject({ isCorrect: false, expected: "7", actual: "12" });
    expect((await judge(() => 7)).reply).toBe("Add what is handed over.");
    expect((await judge(() => 8)).reply).toBe(
      "This does not hold yet: 3 and 4 are 7. Expected 7, but got 8.",
    );
  });

  it("draws arguments for each reader, the same at each visit", async () => {
    const seen: number[][] = [];
    for (const seed of [1, 1, 2]) await judge((...args) => seen.push(args), { seed });
    expect(seen[1]).toEqual(seen[3]);
    expect(seen[1]).not.toEqual(seen[5]);
  });

  it("says that an empty or blank answer is none, and runs nothing", async () => {
    const openStudentRealm = vi.fn();
    const context = createNodeContext({ seed: 1, openStudentRealm });
    expect(await exercise.judge({ code: " \n" }, context)).toEqual({
      isCorrect: false,
      isBlank: true,
      reply: "You have not changed the code yet.",
    });
    expect(openStudentRealm).not.toHaveBeenCalled();
  });

  it("says why code does not run", async () => {
    const judgeWith = (error: Error) =>
      exercise.judge(
        { code: "…" },
        createNodeContext({ seed: 1, openStudentRealm: () => Promise.reject(error) }),
      );
    expect(await judgeWith(new StudentError("TypeError in line 4: no."))).toEqual({
      isCorrect: false,
      reply: "Your code does not run to its end. TypeError in line 4: no.",
    });
    await expect(judgeWith(new Error("The kernel did not start."))).rejects.toThrow("kernel");
  });

  it("tells of a call that failed, and goes on", async () => {
    const { parts, reply } = await judge((a) => {
      if (a === 3) throw new StudentError("“add” did not answer within 2 s.");
      return -1;
    });
    expect(reply).toBe("“add” did not answer within 2 s.");
    expect(parts?.map(({ actual }) => actual)).toEqual(["“add” did not answer within 2 s.", "−1"]);
  });

  it("does not hold a check that cannot deal with what came", async () => {
    const of = codeExercise({
      ...definition,
      checks: [
        {
          id: "deep",
          says: "Deep.",
          run: async (student) =>
            expectClose(((await student.call("f", [])) as number[][])[0]?.at(0), 1, 0),
        },
      ],
    });
    expect(await judge(() => null, { of })).toEqual({
      isCorrect: false,
      reply: "What your code gave back has not the shape that is asked for.",
      parts: [{ id: "deep", isCorrect: false, says: "Deep." }],
    });
  });
});

describe("codeExercise(definition).judge({ code }), over starts", () => {
  const trains = codeExercise({
    ...definition,
    checks: [
      {
        id: "trains",
        says: "It learns from most starts.",
        of: 5,
        atLeast: 4,
        quantity: "loss",
        below: 0.1,
        epochs: 20,
        call: async (student, seed) => (await student.call("train", [seed])) as number,
      },
    ],
  });

  it("counts the starts that come below", async () => {
    const losses = [0.01, 0.02, Number.NaN, 0.09, 0.05];
    const verdict = await judge(() => losses.pop(), { of: trains });
    expect(verdict).toMatchObject({
      isCorrect: true,
      starts: { passed: 4, statement: { of: 5, atLeast: 4, below: 0.1 } },
    });
    expect(verdict.starts?.runs.map(({ loss }) => loss)).toEqual([
      0.05,
      0.09,
      Number.NaN,
      0.02,
      0.01,
    ]);
    expect(new Set(verdict.starts?.runs.map(({ seed }) => seed)).size).toBe(5);
  });

  it("says how many did not", async () => {
    const { isCorrect, reply, parts } = await judge(() => 0.5, { of: trains });
    expect(isCorrect).toBe(false);
    expect(reply).toContain("None of 5 starts came below 0.1");
    expect(parts?.[0]?.expected).toContain("in at least 4 of 5 starts");
  });

  it("takes no text for a number", async () => {
    expect((await judge(() => "-1", { of: trains })).isCorrect).toBe(false);
    expect((await judge(() => [-1], { of: trains })).isCorrect).toBe(false);
    expect((await judge(() => null, { of: trains })).isCorrect).toBe(false);
  });
});

describe("codeExercise(definition)", () => {
  it("proves itself by the files of its folder", () => {
    const files = { "starter.ts": "a", "solution.ts": "b", "wrong/times.ts": "c" };
    expect(exercise.prove(1, files)).toEqual({
      starter: { code: "a" },
      solutions: [{ code: "b" }],
      wrong: [{ answer: { code: "c" }, says: "multiplied" }],
    });
    expect(() => exercise.prove(1, { "starter.ts": "a" })).toThrow(RangeError);
  });

  it("refuses a check's id used twice", () => {
    const [check] = definition.checks;
    expect(() => codeExercise({ ...definition, checks: [check, check] })).toThrow(RangeError);
  });
});
