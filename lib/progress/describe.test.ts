import { describe, expect, it } from "vitest";
import { describeBook, describeChapter, describeExercise } from "./describe";
import { summariseExercise, type Totals } from "./summarise";
import { outline, record } from "./testing";

const none: Totals = {
  sections: 6,
  read: 0,
  exercises: 7,
  tried: 0,
  solved: 0,
  withHints: 0,
  afterSolution: 0,
  changed: 0,
};

describe("describeExercise(exercise)", () => {
  const say = (...[edition, change]: Parameters<typeof record>) => {
    const [step] = outline.exercises;
    return step && describeExercise(summariseExercise(step, record(edition, change)));
  };

  it("says how it was solved", () => {
    expect(say("e1", { isSolved: true })).toBe("solved");
    expect(say("e1", { isSolved: true, hintsShown: 1 })).toBe("solved with a hint");
    expect(say("e1", { isSolved: true, hintsShown: 2 })).toBe("solved with 2 hints");
    expect(say("e1", { isSolved: true, solutionShown: true })).toBe(
      "solved after the solution was shown",
    );
    expect(say("e0", { isSolved: true })).toBe("solved, changed since you solved it");
  });

  it("says what was tried", () => {
    expect(say("e1", { attempts: 0, answer: undefined })).toBe("not tried yet");
    expect(say("e1", { attempts: 0 })).toBe("begun, not answered yet");
    expect(say("e1", { attempts: 0, hintsShown: 1 })).toBe("a hint taken, not answered yet");
    expect(say("e1")).toBe("tried once");
    expect(say("e1", { attempts: 2, hintsShown: 2 })).toBe("tried twice, with 2 hints");
    expect(say("e0", { attempts: 3 })).toBe("tried 3 times, changed since you tried it");
    expect(say("e1", { solutionShown: true })).toBe("solution shown");
  });
});

describe("describeChapter({ totals })", () => {
  it("is empty where nothing was done", () => {
    expect(describeChapter({ totals: none })).toBe("");
  });

  it("says in few words what was read and solved", () => {
    expect(describeChapter({ totals: { ...none, read: 2 } })).toBe("2 of 6 sections read");
    expect(describeChapter({ totals: { ...none, read: 6, tried: 3, solved: 2 } })).toBe(
      "read, 2 of 7 solved",
    );
    expect(describeChapter({ totals: { ...none, tried: 7, solved: 7 } })).toBe("all solved");
  });
});

describe("describeBook(totals)", () => {
  it("invites who has done nothing", () => {
    expect(describeBook(none)).toMatch(/^Nothing is noted here yet/);
  });

  it("says what was read, tried and solved, and how", () => {
    expect(describeBook({ ...none, read: 1 })).toBe("You have read 1 of 6 sections.");
    expect(describeBook({ ...none, tried: 2 })).toBe("You have tried 2 of 7 exercises.");
    expect(
      describeBook({ ...none, read: 6, tried: 5, solved: 4, withHints: 1, afterSolution: 1 }),
    ).toBe(
      "You have read all 6 sections and solved 4 of 7 exercises: 2 alone, 1 with hints, 1 after the solution was shown.",
    );
  });

  it("says what has changed", () => {
    expect(describeBook({ ...none, tried: 1, solved: 1, changed: 1 })).toBe(
      "You have solved 1 of 7 exercises. One of the exercises has changed since.",
    );
  });
});
