import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { keepProgress, readProgress } from "./keep-progress";
import { chooseRecord, isEmptyPlan, planImport } from "./merge-progress";
import { noProgress, type Progress } from "./progress";
import { type ProgressFile, parseProgressFile, printProgressFile } from "./progress-file";
import { anyProgress, createFakeStore, record } from "./testing";

const now = 5000;

function toFile(progress: Progress, seed = 1): ProgressFile {
  return parseProgressFile(printProgressFile(progress, { edition: "e", seed, createdAt: now }));
}

function withRecord(change: Parameters<typeof record>[1], edition = "e1"): Progress {
  return {
    ...noProgress,
    exercises: [{ chapter: "descent", id: "step", record: record(edition, change) }],
  };
}

describe("chooseRecord(mine, theirs)", () => {
  const early = record("e1", { changedAt: 1 });
  const late = record("e1", { changedAt: 2 });

  it("takes the later, and mine of two at once", () => {
    expect(chooseRecord(early, late)).toBe(late);
    expect(chooseRecord(late, early)).toBe(late);
    expect(chooseRecord(early, { ...early })).toBe(early);
  });

  it("takes the solved one of the same edition, however late the other is", () => {
    const solved = { ...early, isSolved: true };
    expect(chooseRecord(solved, late)).toBe(solved);
    expect(chooseRecord(late, solved)).toBe(solved);
    const other = { ...late, edition: "e2" };
    expect(chooseRecord(solved, other)).toBe(other);
  });
});

describe("planImport(mine, seed, file, now)", () => {
  it("counts what is new, what is replaced and what stays", () => {
    const mine = withRecord({ changedAt: 10 });
    const count = (file: Progress) => {
      const { added, replaced, kept } = planImport(mine, 1, toFile(file), now);
      return [added, replaced, kept];
    };
    expect(count(withRecord({ changedAt: 20 }))).toEqual([0, 1, 0]);
    expect(count(withRecord({ changedAt: 5 }))).toEqual([0, 0, 1]);
    expect(count(mine)).toEqual([0, 0, 0]);
    const [kept] = mine.exercises;
    if (kept) expect(count({ ...mine, exercises: [{ ...kept, id: "rise" }] })).toEqual([1, 0, 0]);
  });

  it("tells what was solved in another edition and does not count any more", () => {
    const mine = withRecord({ isSolved: true, changedAt: 1 }, "e1");
    const file = toFile(withRecord({ changedAt: 2 }, "e2"));
    expect(planImport(mine, 1, file, now).lostSolved).toEqual(mine.exercises);
  });

  it("does not let a clock that was ahead count for ever", () => {
    const plan = planImport(noProgress, 1, toFile(withRecord({ changedAt: 1e15 })), now);
    expect(plan.exercises[0]?.record.changedAt).toBe(now);
  });

  it("takes the file's seed only where nothing has been answered", () => {
    const file = toFile(withRecord({}), 2);
    expect(planImport(noProgress, 1, file, now)).toMatchObject({ seed: 2, isOtherSeed: false });
    const plan = planImport(withRecord({ changedAt: 3000 }), 1, file, now);
    expect([plan.seed, plan.isOtherSeed]).toEqual([undefined, true]);
  });

  it("loses nothing that was read or solved, and the second time there is nothing to do", async () => {
    await fc.assert(
      fc.asyncProperty(anyProgress, anyProgress, async (mine, theirs) => {
        const file = toFile(theirs);
        const { store } = createFakeStore();
        await keepProgress(store, mine);
        const plan = planImport(mine, 1, file, now);
        await keepProgress(store, plan);
        const after = await readProgress(store);
        for (const before of [mine, theirs]) {
          for (const { chapter, reading } of before.readings) {
            const found = after.readings.find((kept) => kept.chapter === chapter);
            expect(found?.reading.sections).toEqual(expect.arrayContaining(reading.sections));
          }
          for (const { chapter, id, record } of before.exercises) {
            const isThis = (kept: { chapter: string; id: string }) =>
              kept.chapter === chapter && kept.id === id;
            const found = after.exercises.find(isThis);
            expect(found).toBeDefined();
            const isTold = plan.lostSolved.some(isThis);
            if (record.isSolved && !isTold) expect(found?.record.isSolved).toBe(true);
          }
        }
        expect(isEmptyPlan(planImport(after, 1, file, now))).toBe(true);
      }),
      { numRuns: 60 },
    );
  });
});
