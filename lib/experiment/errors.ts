import type * as z from "zod/mini";

/** What is wrong with an Experiment from outside, one sentence a fault. */
export class ExperimentError extends RangeError {
  readonly problems: readonly string[];

  constructor(problems: readonly string[]) {
    super(problems.join(" "));
    this.name = "ExperimentError";
    this.problems = problems;
  }
}

/** Says of each issue which field has it, what is allowed there, and what came. */
export function explainIssues(issues: readonly z.core.$ZodIssue[], input: unknown): string[] {
  return issues.map((issue) => {
    if (issue.code === "unrecognized_keys") {
      const place = issue.path.length > 0 ? issue.path.join(".") : "the experiment";
      return `${place}: unknown ${issue.keys.length > 1 ? "fields" : "field"} ${issue.keys.map(show).join(", ")}.`;
    }
    const value = issue.path.reduce<unknown>(
      (parent, key) => (parent as Record<PropertyKey, unknown> | undefined)?.[key],
      input,
    );
    const place = issue.path.length > 0 ? issue.path.join(".") : "the experiment";
    return `${place}: expected ${describeAllowed(issue)}, but got ${show(value)}.`;
  });
}

function describeAllowed(issue: z.core.$ZodIssue): string {
  switch (issue.code) {
    case "invalid_type":
      return issue.expected === "int" ? "a whole number" : `${article(issue.expected)}`;
    case "too_small":
      return issue.origin === "array"
        ? `at least ${issue.minimum} of them`
        : `a number not below ${issue.minimum}`;
    case "too_big":
      return issue.origin === "array"
        ? `at most ${issue.maximum} of them`
        : `a number not above ${issue.maximum}`;
    case "invalid_value":
      return `one of ${issue.values.map(show).join(", ")}`;
    case "invalid_union":
      return "options" in issue && Array.isArray(issue.options)
        ? `one of ${issue.options.map(show).join(", ")}`
        : "one of the known kinds";
    case "custom":
      return issue.message ?? "another value";
    default:
      return "another value";
  }
}

function article(type: string): string {
  if (type === "array") return "a list";
  return /^[aeiou]/.test(type) ? `an ${type}` : `a ${type}`;
}

const shownCharacters = 60;

function show(value: unknown): string {
  if (value === undefined) return "nothing";
  const text = typeof value === "number" ? String(value) : (JSON.stringify(value) ?? String(value));
  return text.length > shownCharacters ? `${text.slice(0, shownCharacters)}…` : text;
}
