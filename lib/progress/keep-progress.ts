import { exerciseRecordSchema, getExerciseKey } from "../exercises/record";
import type { ReaderStore } from "../reader/store";
import type { KeptExercise, KeptReading, Progress } from "./progress";
import { getReadingKey, readingSchema } from "./reading";

const exercisePattern = /^exercise\/([a-z0-9][a-z0-9-]*)\/([a-z0-9][a-z0-9-]*)$/;
const readingPattern = /^reading\/([a-z0-9][a-z0-9-]*)$/;

/** What the store holds now, sorted by keys; what has another shape is left out. Never rejects. */
export async function readProgress(
  store: Pick<ReaderStore, "findKeys" | "readKept" | "release">,
): Promise<Progress> {
  const keys = await store.findKeys("");
  const exercises = keys.map(async (key): Promise<KeptExercise[]> => {
    const [, chapter, id] = exercisePattern.exec(key) ?? [];
    if (chapter === undefined || id === undefined) return [];
    // Another tab may have written since it was read here.
    store.release(key);
    const record = await store.readKept(key, exerciseRecordSchema);
    return record ? [{ chapter, id, record }] : [];
  });
  const readings = keys.map(async (key): Promise<KeptReading[]> => {
    const [, chapter] = readingPattern.exec(key) ?? [];
    if (chapter === undefined) return [];
    store.release(key);
    const reading = await store.readKept(key, readingSchema);
    return reading ? [{ chapter, reading }] : [];
  });
  return {
    exercises: (await Promise.all(exercises)).flat(),
    readings: (await Promise.all(readings)).flat(),
  };
}

/** Keeps all of this in the place of what is there under the same keys. Never rejects. */
export async function keepProgress(
  store: Pick<ReaderStore, "keep">,
  { exercises, readings }: Progress,
): Promise<void> {
  await Promise.all([
    ...exercises.map(({ chapter, id, record }) => store.keep(getExerciseKey(chapter, id), record)),
    ...readings.map(({ chapter, reading }) => store.keep(getReadingKey(chapter), reading)),
  ]);
}
