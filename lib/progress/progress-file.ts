import * as z from "zod/mini";
import { folderName } from "../exercises/folder-name";
import { exerciseRecordSchema } from "../exercises/record";
import { formatBytes } from "../notebook/limits";
import { parseJson } from "../notebook/parse-json";
import type { Progress } from "./progress";
import { readingSchema } from "./reading";

export const progressFileName = "descent-progress.json";

export const maxProgressBytes = 20 * 1024 * 1024;

const fileSchema = z.object({
  format: z.literal("descent-progress/1"),
  /** Of the book that it was made with. */
  edition: z.string().check(z.maxLength(64)),
  /** ISO 8601. */
  createdAt: z.string().check(z.maxLength(40)),
  /** The reader's own number, from which their questions were drawn. */
  seed: z.int().check(z.gte(0), z.lt(2 ** 32)),
  exercises: z
    .array(z.object({ chapter: folderName, id: folderName, record: exerciseRecordSchema }))
    .check(z.maxLength(2000)),
  readings: z
    .array(z.object({ chapter: folderName, reading: readingSchema }))
    .check(z.maxLength(1000)),
});

/** A reader's progress as a file. */
export type ProgressFile = z.output<typeof fileSchema>;

/** The text of the file; `createdAt` in milliseconds since 1970. */
export function printProgressFile(
  progress: Progress,
  { edition, seed, createdAt }: { edition: string; seed: number; createdAt: number },
): string {
  const file = {
    format: "descent-progress/1",
    edition,
    createdAt: new Date(createdAt).toISOString(),
    seed,
    exercises: progress.exercises,
    readings: progress.readings,
  };
  return `${JSON.stringify(file, null, 1)}\n`;
}

/**
 * What `printProgressFile` has written, from a file that may be anything.
 *
 * Throws a RangeError, in a sentence for readers that begins with `name`.
 */
export function parseProgressFile(text: string, name = "The file"): ProgressFile {
  const value = parseJson(name, text);
  const result = z.safeParse(fileSchema, value);
  if (!result.success) throw new RangeError(`${name}${explain(value, result.error)}`);
  const { exercises, readings } = result.data;
  const keys = [
    ...exercises.map(({ chapter, id }) => `${chapter}/${id}`),
    ...readings.map(({ chapter }) => chapter),
  ];
  const twice = keys.find((key, index) => keys.indexOf(key) !== index);
  if (twice !== undefined) {
    throw new RangeError(`${name} holds ${twice} twice. It was changed after the book wrote it.`);
  }
  return result.data;
}

/** Rejects with a RangeError in a sentence, as `parseProgressFile`. */
export async function readProgressFile(
  file: Pick<File, "name" | "size" | "text">,
): Promise<ProgressFile> {
  const name = `“${file.name}”`;
  if (file.size > maxProgressBytes) {
    throw new RangeError(
      `${name}: expected at most ${formatBytes(maxProgressBytes)}, but got ${formatBytes(file.size)}.`,
    );
  }
  let text: string;
  try {
    text = await file.text();
  } catch {
    throw new RangeError(
      `${name} cannot be read. It may have been moved or changed; choose it again.`,
    );
  }
  return parseProgressFile(text, name);
}

function explain(value: unknown, error: z.core.$ZodError): string {
  const format = (value as { format?: unknown } | null)?.format;
  if (typeof format !== "string" || !format.startsWith("descent-progress/")) {
    return ": expected progress that the book has saved, but this is another kind of file.";
  }
  if (format !== "descent-progress/1") {
    return " was saved by a newer edition of the book, in a form that this one does not know.";
  }
  const place = error.issues[0]?.path.join(".");
  return ` is damaged${place ? ` at ${place}` : ""}. It was changed after the book wrote it, or is not complete.`;
}
