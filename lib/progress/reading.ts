import * as z from "zod/mini";

/** What of a chapter has been read, kept on the reader's computer under `getReadingKey`. */
export const readingSchema = z.object({
  /** The ids of the sections whose end was in view for a while. */
  sections: z.array(z.string().check(z.maxLength(200))).check(z.maxLength(200)),
  /** When it last changed, in milliseconds since 1970. */
  changedAt: z._default(z.number(), 0),
});

export type Reading = z.output<typeof readingSchema>;

export function getReadingKey(chapter: string): string {
  return `reading/${chapter}`;
}

/** The reading with one more section; the same value if it was in it already. */
export function addSection(reading: Reading | undefined, id: string, now: number): Reading {
  if (reading?.sections.includes(id)) return reading;
  return { sections: [...(reading?.sections ?? []), id], changedAt: now };
}
