import { describe, expect, it } from "vitest";
import { printAnswer } from "@/lib/submission/print-answer";
import { chapters } from "./book";
import { findExercises, readExerciseSources } from "./exercises";
import { loadExercise } from "./load-exercise";

/** What is handed in of each exercise must be readable by people. */
const seed = 5;

for (const { slug } of chapters.filter(({ isWritten }) => isWritten)) {
  describe(`the answers of ${slug}, printed`, async () => {
    for (const { id } of await findExercises(slug)) {
      it(`${id} is in words, not in JSON`, async () => {
        const [exercise, sources] = await Promise.all([
          loadExercise(slug, id),
          readExerciseSources(slug, id),
        ]);
        const { solutions, starter, wrong } = exercise.prove(seed, sources);
        for (const answer of [...solutions, starter, ...wrong.map((each) => each.answer)]) {
          const { source } = printAnswer(answer, exercise, seed);
          expect(source).not.toMatch(/^`+json/);
          if (answer !== starter) expect(source.trim()).not.toBe("");
        }
      });
    }
  });
}
