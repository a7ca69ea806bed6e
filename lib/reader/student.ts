import * as z from "zod/mini";

/** Under what the reader's own words about themselves are kept, for handing in. */
export const studentKey = "reader/student";

export const studentSchema = z.object({
  name: z.string().check(z.maxLength(200)),
  number: z.string().check(z.maxLength(100)),
});

/** Who hands in, as they typed it. */
export type Student = z.output<typeof studentSchema>;
