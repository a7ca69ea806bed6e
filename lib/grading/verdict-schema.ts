import * as z from "zod/mini";

const maxTextLength = 4000;

const text = z.pipe(
  z.string(),
  z.transform((value: string) =>
    value.length > maxTextLength ? `${value.slice(0, maxTextLength)} …` : value,
  ),
);
/** JSON has no word for the numbers that are none. */
const reading = z.pipe(
  z.nullable(z.union([z.number(), z.nan(), z.literal([Infinity, -Infinity])])),
  z.transform((value: number | null) => (Number.isFinite(value) ? value : null)),
);

/** What of a verdict is kept and shown: bounded, whatever the page that gave it has become. */
export const keptVerdictSchema = z.object({
  isCorrect: z.boolean(),
  reply: text,
  parts: z.optional(
    z
      .array(
        z.object({
          id: text,
          isCorrect: z.boolean(),
          says: text,
          expected: z.optional(text),
          actual: z.optional(text),
        }),
      )
      .check(z.maxLength(200)),
  ),
  starts: z.optional(
    z.object({
      statement: z.object({
        of: z.int(),
        atLeast: z.int(),
        quantity: z.enum(["loss", "testLoss"]),
        below: z.number(),
        epochs: z.int(),
      }),
      passed: z.int(),
      runs: z
        .array(z.object({ seed: z.int(), loss: reading, testLoss: reading }))
        .check(z.maxLength(1000)),
    }),
  ),
  score: z.optional(reading),
});

export type KeptVerdict = z.output<typeof keptVerdictSchema>;
