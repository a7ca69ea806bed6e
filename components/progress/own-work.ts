import { findNotebookKey, type KeptCell, keptNotebookSchema } from "@/lib/notebook/keep";
import { keep, readerStore, readKept } from "@/lib/reader/store";
import { type Student, studentKey, studentSchema } from "@/lib/reader/student";
import { findOwnCells } from "@/lib/submission/submission-draft";

/** Who hands in, as they typed it before on this computer. */
export function readStudent(): Promise<Student | undefined> {
  return readKept(studentKey, studentSchema);
}

export function keepStudent(student: Student): Promise<void> {
  return keep(studentKey, student);
}

/** The cells of a chapter that the reader has changed or added, as they are kept now. */
export async function readOwnCells(chapter: string): Promise<KeptCell[]> {
  const key = findNotebookKey(chapter);
  // It is written where the chapter is open, in another tab.
  readerStore.release(key);
  return findOwnCells(await readKept(key, keptNotebookSchema));
}
