import { sitePath } from "@/components/layout/site-path";
import type { ExerciseTexts } from "@/content/exercise-texts";
import { loadExercise } from "@/content/load-exercise";
import { readProgress } from "@/lib/progress/keep-progress";
import type { ChapterOutline } from "@/lib/progress/outline";
import { getReaderSeed } from "@/lib/reader/seed";
import { readerStore } from "@/lib/reader/store";
import type { Student } from "@/lib/reader/student";
import { nameSubmission } from "@/lib/submission/file-name";
import type { ChapterWork } from "@/lib/submission/submission-draft";
import { writeSubmission } from "@/lib/submission/write-submission";
import { readOwnCells } from "./own-work";

/** The zip with all of the student's work, and its name. Rejects with a sentence where something of it cannot be had. */
export async function exportSubmission({
  outline,
  edition,
  student,
}: {
  outline: readonly ChapterOutline[];
  edition: string;
  student: Student;
}): Promise<{ fileName: string; zip: Uint8Array<ArrayBuffer> }> {
  const [{ exercises }, seed] = await Promise.all([readProgress(readerStore), getReaderSeed()]);
  const answered = new Set(exercises.map(({ chapter }) => chapter));
  const works = await Promise.all(
    outline.map(async (chapter) => {
      const cells = await readOwnCells(chapter.slug);
      if (cells.length === 0 && !answered.has(chapter.slug)) return [];
      return [await collectChapter(chapter, cells)];
    }),
  );
  const zip = writeSubmission({
    student,
    edition,
    createdAt: Date.now(),
    seed,
    exercises,
    chapters: works.flat(),
  });
  return { fileName: nameSubmission(student), zip };
}

async function collectChapter(
  { slug, number, title }: ChapterOutline,
  cells: ChapterWork["cells"],
): Promise<ChapterWork> {
  const texts = await fetchTexts(slug);
  const exercises = Object.entries(texts).map(
    async ([id, { title, edition, prompt, starter }]) => ({
      id,
      title,
      edition,
      prompt,
      starter,
      definition: await loadExercise(slug, id),
    }),
  );
  return { slug, number, title, cells, exercises: await Promise.all(exercises) };
}

async function fetchTexts(slug: string): Promise<Record<string, ExerciseTexts>> {
  try {
    const response = await fetch(sitePath(`/chapters/${slug}/exercises.json`));
    if (response.ok) return await response.json();
  } catch {
    // As below.
  }
  throw new Error(
    "The texts of the exercises could not be loaded. Are you online? Then try again.",
  );
}
