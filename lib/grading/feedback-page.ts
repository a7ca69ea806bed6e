import { createHash } from "node:crypto";
import { drawDistribution } from "./distribution";
import { escapeHtml, formatPage, renderMarkdown } from "./html";
import {
  countPoints,
  type GradedExercise,
  isPassed,
  type Outcome,
  type SubmissionResult,
  sumPoints,
} from "./outcome";
import type { KeptVerdict } from "./verdict-schema";

/** A name that nothing in a path can turn into another place, and that no other path gets. */
export function nameFeedback(path: string): string {
  const words = path
    .replace(/\.zip$/i, "")
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, "-")
    .replace(/^-+|-+$/g, "")
    .slice(0, 60);
  const hash = createHash("sha256").update(path).digest("hex").slice(0, 8);
  return `${words || "submission"}-${hash}.html`;
}

/** Whether it is a name that `nameFeedback` gives. */
export function isFeedbackName(name: string): boolean {
  return /^[a-z0-9-]+-[0-9a-f]{8}\.html$/.test(name);
}

/** What was asked, what was answered and what came of it, for the student. */
export function formatFeedback(
  exercises: readonly GradedExercise[],
  result: SubmissionResult,
): string {
  const name = result.student?.name.trim() || result.path;
  const most = exercises.reduce((sum, { points }) => sum + points, 0);
  const sections = exercises.map((exercise) =>
    formatExercise(exercise, result.outcomes[exercise.key] ?? { state: "unanswered" }),
  );
  const body = [
    `<h1>${escapeHtml(name)}</h1>`,
    result.problem
      ? `<p>This could not be graded: ${escapeHtml(result.problem)}</p>`
      : `<p>${sumPoints(exercises, result)} of ${most} points.</p>`,
    ...result.remarks.map((remark) => `<p class="remark">${escapeHtml(remark)}</p>`),
    ...(result.problem ? [] : sections),
  ];
  return formatPage(`Feedback for ${name}`, style, body.join("\n"));
}

function formatExercise(exercise: GradedExercise, outcome: Outcome): string {
  const points = countPoints(exercise, outcome);
  return [
    `<section><h2>${escapeHtml(exercise.title)}</h2>`,
    `<p class="points">${points} of ${exercise.points}, ${escapeHtml(exercise.key)}</p>`,
    `<h3>Asked</h3>${renderMarkdown(exercise.prompt)}`,
    ...formatOutcome(outcome),
    "</section>",
  ].join("\n");
}

function formatOutcome(outcome: Outcome): string[] {
  if (outcome.state === "unanswered") return ["<p>No answer.</p>"];
  const { kind, source } = outcome.answer;
  const shown = kind === "code" ? `<pre>${escapeHtml(source)}</pre>` : renderMarkdown(source);
  const answered = `<h3>Answered</h3>${shown}`;
  if (outcome.state === "failed") {
    return [answered, `<h3>Not judged</h3><p>${escapeHtml(outcome.reason)}</p>`];
  }
  const { verdict } = outcome;
  const title = isPassed(outcome) ? "Correct" : "Not yet";
  return [
    answered,
    `<h3 class="${isPassed(outcome) ? "right" : "wrong"}">${title}</h3>`,
    `<p>${escapeHtml(verdict.reply)}</p>`,
    formatParts(verdict.parts ?? []),
    verdict.starts ? drawDistribution(verdict.starts) : "",
  ];
}

function formatParts(parts: NonNullable<KeptVerdict["parts"]>): string {
  if (parts.length === 0) return "";
  const items = parts.map(({ isCorrect, says, expected, actual }) => {
    const values = [
      expected === undefined ? "" : `<dt>Expected</dt><dd>${escapeHtml(expected)}</dd>`,
      actual === undefined ? "" : `<dt>Got</dt><dd>${escapeHtml(actual)}</dd>`,
    ].join("");
    const mark = isCorrect ? "Right" : "Wrong";
    return `<li>${mark}: ${escapeHtml(says)}${values && `<dl>${values}</dl>`}</li>`;
  });
  return `<ul>${items.join("")}</ul>`;
}

const style = `
:root { color-scheme: light dark; }
body { font: 1rem/1.5 system-ui, sans-serif; max-width: 45rem; margin: 2rem auto; padding: 0 1rem; }
section { border-top: 1px solid #8886; margin-top: 2rem; }
h3 { margin: 1rem 0 0.25rem; font-size: 1rem; }
pre { font-size: 0.875rem; overflow-x: auto; background: #8881; padding: 0.75rem; border-radius: 4px; }
table { border-collapse: collapse; display: block; overflow-x: auto; }
th, td { border: 1px solid #8886; padding: 0.25rem 0.5rem; text-align: left; }
.points { opacity: 0.75; margin-top: -0.5rem; }
.remark { border-left: 3px solid #8888; padding-left: 0.75rem; }
dl { display: grid; grid-template-columns: max-content 1fr; gap: 0 0.75rem; margin: 0.25rem 0; }
dd { margin: 0; font-family: ui-monospace, monospace; overflow-wrap: anywhere; white-space: pre-wrap; }
svg { width: 100%; max-width: 30rem; height: auto; }
@media print {
  body { max-width: none; margin: 0; padding: 0; font-size: 10pt; }
  pre { white-space: pre-wrap; overflow-wrap: anywhere; }
  table { display: table; }
  h2, h3 { break-after: avoid; }
  svg, li, tr { break-inside: avoid; }
}
`;
