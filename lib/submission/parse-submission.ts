import * as z from "zod/mini";
import { parseJson } from "../notebook/parse-json";
import { type Submission, submissionSchema } from "./submission";

/** The name of the file in the zip that is judged. */
export const submissionFileName = "submission.json";

/** More than a whole book of answers takes. Whoever reads a zip stops inflating here. */
export const maxSubmissionBytes = 20 * 1024 * 1024;

/**
 * What `submission.json` says, from a text that may be anything.
 *
 * Throws a RangeError with a sentence if it is no submission, or one that the book has never written.
 */
export function parseSubmission(text: string): Submission {
  if (text.length > maxSubmissionBytes) {
    throw new RangeError(
      `${submissionFileName} is longer than 20 MB, which no answers in the book are.`,
    );
  }
  const value = parseJson(submissionFileName, text);
  if (hasPrototypeKey(value)) {
    throw new RangeError(
      `${submissionFileName} has a property “__proto__”, which the book never writes.`,
    );
  }
  const parsed = z.safeParse(submissionSchema, value);
  if (!parsed.success) throw new RangeError(explain(value, parsed.error));
  const twice = findTwice(parsed.data.exercises.map(({ chapter, id }) => `${chapter}/${id}`));
  if (twice !== undefined) {
    throw new RangeError(
      `${submissionFileName} answers ${twice} twice, which the book never does.`,
    );
  }
  return parsed.data;
}

function explain(value: unknown, error: z.core.$ZodError): string {
  const format = (value as { format?: unknown } | null)?.format;
  if (typeof format === "string" && /^descent-submission\/\d{1,9}$/.test(format)) {
    if (format !== "descent-submission/1") {
      return `${submissionFileName} was written by another edition of the book, in the form ${format}, which is not known here.`;
    }
    const place = error.issues[0]?.path.join(".").slice(0, 100);
    return `${submissionFileName} is not as the book writes it${place ? ` at ${place}` : ""}.`;
  }
  return `${submissionFileName} is no submission of this book.`;
}

/** `JSON.parse` makes it a property like any other; what copies it later may not. */
function hasPrototypeKey(value: unknown): boolean {
  if (typeof value !== "object" || value === null) return false;
  return Object.hasOwn(value, "__proto__") || Object.values(value).some(hasPrototypeKey);
}

function findTwice(keys: readonly string[]): string | undefined {
  const seen = new Set<string>();
  return keys.find((key) => seen.size === seen.add(key).size);
}
