import fc from "fast-check";
import { createRecord, type ExerciseRecord } from "../exercises/record";
import type { ReaderStore } from "../reader/store";
import { createReaderStore, type Database } from "../reader/store";
import type { ChapterOutline } from "./outline";
import type { Progress } from "./progress";

/** For tests: a chapter of three sections and three exercises, and readers of it. */

export const outline: ChapterOutline = {
  slug: "descent",
  number: 6,
  title: "Descent",
  sections: [
    { id: "up", title: "Up" },
    { id: "down", title: "Down" },
    { id: "rest", title: "Rest" },
  ],
  exercises: [
    { id: "step", title: "A step", kind: "number", edition: "e1", section: "up" },
    { id: "rise", title: "A rise", kind: "choice", edition: "e2", section: "down" },
    { id: "loop", title: "A loop", kind: "code", edition: "e3", section: "down" },
  ],
};

export function record(edition: string, change: Partial<ExerciseRecord> = {}): ExerciseRecord {
  return { ...createRecord(edition), answer: ["a"], attempts: 1, changedAt: 1000, ...change };
}

export function createFakeStore(content: Record<string, unknown> = {}): {
  store: ReaderStore;
  content: Map<string, unknown>;
} {
  const kept = new Map(Object.entries(content));
  const database: Database = {
    get: async (key) => kept.get(key),
    put: async (key, value) => kept.set(key, structuredClone(value)),
    delete: async (key) => kept.delete(key),
    getAllKeys: async () => [...kept.keys()],
    clear: async () => kept.clear(),
  };
  return { store: createReaderStore(async () => database), content: kept };
}

const folder = fc.stringMatching(/^[a-z0-9][a-z0-9-]{0,11}$/);

export const anyRecord: fc.Arbitrary<ExerciseRecord> = fc.record({
  // The book writes no property of this name, and refuses a file that has it.
  answer: fc
    .jsonValue({ maxDepth: 2 })
    .map((value) => JSON.stringify(value))
    .filter((text) => !text.includes('"__proto__"'))
    .map((text) => JSON.parse(text)),
  edition: fc.constantFrom("e1", "e2", ""),
  attempts: fc.nat(20),
  hintsShown: fc.nat(3),
  solutionShown: fc.boolean(),
  isSolved: fc.boolean(),
  changedAt: fc.nat(2000),
});

export const anyProgress: fc.Arbitrary<Progress> = fc.record({
  exercises: fc.uniqueArray(fc.record({ chapter: folder, id: folder, record: anyRecord }), {
    selector: ({ chapter, id }) => `${chapter}/${id}`,
    maxLength: 6,
  }),
  readings: fc.uniqueArray(
    fc.record({
      chapter: folder,
      reading: fc.record({
        sections: fc.uniqueArray(folder, { maxLength: 4 }),
        changedAt: fc.nat(2000),
      }),
    }),
    { selector: ({ chapter }) => chapter, maxLength: 3 },
  ),
});
