import * as z from "zod/mini";
import { folderName } from "../exercises/folder-name";
import { exerciseRecordSchema } from "../exercises/record";

const name = (length: number) => z.string().check(z.maxLength(length));

/** Of a cell, in characters. */
export const maxSource = 1_000_000;

/** `submission.json` in what a student hands in. Nothing in it is believed but the answers themselves. */
export const submissionSchema = z.object({
  format: z.literal("descent-submission/1"),
  /** Of the book that it was made with. */
  edition: name(64),
  /** ISO 8601. */
  createdAt: name(40),
  /** As the student typed them. */
  student: z.object({ name: name(200), number: name(100) }),
  /** The reader's own number, from which their questions were drawn. */
  seed: z.int().check(z.gte(0), z.lt(2 ** 32)),
  exercises: z
    .array(z.object({ chapter: folderName, id: folderName, record: exerciseRecordSchema }))
    .check(z.maxLength(2000)),
  /** The cells that the student has changed or added. */
  cells: z
    .array(
      z.object({
        chapter: folderName,
        id: name(200),
        kind: z.enum(["code", "markdown"]),
        source: name(maxSource),
      }),
    )
    .check(z.maxLength(5000)),
});

export type Submission = z.output<typeof submissionSchema>;
