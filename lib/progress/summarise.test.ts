import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { noProgress } from "./progress";
import { summariseBook, summariseExercise } from "./summarise";
import { anyProgress, outline, record } from "./testing";

const [step] = outline.exercises;
if (!step) throw new Error("internal: the outline is empty.");

describe("summariseExercise(outline, record)", () => {
  it("is open before anything was done, and for an answer that was never judged", () => {
    expect(summariseExercise(step, undefined).state).toBe("open");
    const blank = summariseExercise(step, record("e1", { attempts: 0 }));
    expect([blank.state, blank.isAnswered]).toEqual(["open", false]);
  });

  it("is tried after an answer, a hint or a look at the solution", () => {
    const tried = [{}, { attempts: 0, hintsShown: 1 }, { attempts: 0, solutionShown: true }];
    for (const change of tried) {
      expect(summariseExercise(step, record("e1", change)).state).toBe("tried");
    }
  });

  it("tells solved alone, with hints, and after the solution apart", () => {
    const solve = (change = {}) =>
      summariseExercise(step, record("e1", { isSolved: true, ...change })).state;
    expect(solve()).toBe("solved");
    expect(solve({ hintsShown: 2 })).toBe("solved with hints");
    expect(solve({ hintsShown: 2, solutionShown: true })).toBe("solved after the solution");
  });

  it("says that the exercise has changed since, and that it was solved all the same", () => {
    const old = summariseExercise(step, record("e0", { isSolved: true }));
    expect([old.state, old.isChanged]).toEqual(["solved", true]);
    expect(summariseExercise(step, record("e1")).isChanged).toBe(false);
  });
});

describe("summariseBook(outline, progress)", () => {
  it("counts what was read and solved", () => {
    const book = summariseBook([outline], {
      exercises: [
        { chapter: "descent", id: "step", record: record("e1", { isSolved: true }) },
        {
          chapter: "descent",
          id: "rise",
          record: record("e2", { isSolved: true, hintsShown: 1 }),
        },
        { chapter: "descent", id: "loop", record: record("older") },
      ],
      readings: [
        { chapter: "descent", reading: { sections: ["down", "not there any more"], changedAt: 1 } },
      ],
    });
    expect(book.totals).toEqual({
      sections: 3,
      read: 1,
      exercises: 3,
      tried: 3,
      solved: 2,
      withHints: 1,
      afterSolution: 0,
      changed: 1,
    });
    expect(book.chapters[0]?.sections.map(({ isRead }) => isRead)).toEqual([false, true, false]);
  });

  it("names what is kept of exercises that are no longer there", () => {
    const gone = { chapter: "descent", id: "gone", record: record("e1") };
    expect(summariseBook([outline], { ...noProgress, exercises: [gone] }).gone).toEqual([gone]);
  });

  it("never counts more than there is, whatever is kept", () => {
    fc.assert(
      fc.property(anyProgress, (progress) => {
        const { totals } = summariseBook([outline], progress);
        expect(totals.read).toBeLessThanOrEqual(totals.sections);
        expect(totals.solved).toBeLessThanOrEqual(totals.tried);
        expect(totals.tried).toBeLessThanOrEqual(totals.exercises);
      }),
    );
  });
});
