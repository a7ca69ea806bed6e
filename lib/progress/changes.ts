import * as z from "zod/mini";
import { exerciseRecordSchema } from "../exercises/record";
import { type Progress, withExercise, withReading } from "./progress";
import { readingSchema } from "./reading";

/** Where a page says what it keeps of the reader's progress, to other tabs and to itself. */
const progressChannel = "descent:progress";

const changeSchema = z.union([
  z.object({
    exercise: z.object({ chapter: z.string(), id: z.string(), record: exerciseRecordSchema }),
  }),
  z.object({ reading: z.object({ chapter: z.string(), reading: readingSchema }) }),
  /** Much has changed, as after a file was taken in. */
  z.object({ all: z.literal(true) }),
]);

export type ProgressChange = z.output<typeof changeSchema>;

export function announceChange(change: ProgressChange): void {
  if (!("BroadcastChannel" in globalThis)) return;
  const channel = new BroadcastChannel(progressChannel);
  channel.postMessage(change);
  channel.close();
}

/** Calls back with each change that is announced, here or in another tab; returns what ends that. */
export function subscribeToChanges(listener: (change: ProgressChange) => void): () => void {
  if (!("BroadcastChannel" in globalThis)) return () => {};
  const channel = new BroadcastChannel(progressChannel);
  channel.addEventListener("message", ({ data }) => {
    const change = z.safeParse(changeSchema, data);
    if (change.success) listener(change.data);
  });
  return () => channel.close();
}

/** The progress after a change; undefined where it must be read anew. */
export function applyChange(progress: Progress, change: ProgressChange): Progress | undefined {
  if ("exercise" in change) return withExercise(progress, change.exercise);
  if ("reading" in change) return withReading(progress, change.reading);
  return undefined;
}
