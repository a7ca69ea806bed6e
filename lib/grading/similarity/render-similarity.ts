import { formatCsv } from "../csv";
import { escapeHtml, formatPage } from "../html";
import { meaningfulScore, type Pair } from "./find-similar";

/** The others are in the table only. */
const mostShown = 100;
const longestShown = 20_000;

/** The pairs as one page, most alike first, with their code side by side and what they share marked. */
export function renderSimilarity(pairs: readonly Pair[]): string {
  const shown = pairs.slice(0, mostShown);
  const body = [
    "<h1>Similar answers</h1>",
    `<p>The score is the share of what two answers have in common: names, layout, comments, types and the order of functions do not count, nor does the starter. Answers that do not know of each other rarely come to ${meaningfulScore}. Short ones do, since there are few ways to write them; they are marked. A score is a reason to look, and proves nothing.</p>`,
    pairs.length === 0 ? "<p>No two answers are alike.</p>" : formatList(pairs),
    ...shown.map(formatPair),
    pairs.length > mostShown
      ? `<p>The ${mostShown} pairs most alike are shown side by side; the others are in the list.</p>`
      : "",
  ];
  return formatPage("Similar answers", style, body.join("\n"));
}

/** A row for each pair, most alike first, for a spreadsheet. */
export function toCsv(pairs: readonly Pair[]): string {
  const rows = pairs.map(({ exercise, students, score, shared, isShort }) => [
    exercise,
    ...students,
    score.toFixed(3),
    shared,
    isShort ? "short" : "",
  ]);
  return formatCsv([["Exercise", "Student", "Student", "Score", "Shared", "Remark"], ...rows]);
}

function formatList(pairs: readonly Pair[]): string {
  const rows = pairs.map(({ exercise, students: [a, b], score, isShort }, index) => {
    const names = `${escapeHtml(a)} and ${escapeHtml(b)}`;
    const link = index < mostShown ? `<a href="#pair-${index + 1}">${names}</a>` : names;
    const remark = isShort ? "short" : "";
    return `<tr><td>${score.toFixed(2)}</td><td>${link}</td><td>${escapeHtml(exercise)}</td><td>${remark}</td></tr>`;
  });
  const head =
    '<tr><th scope="col">Score</th><th scope="col">Students</th><th scope="col">Exercise</th><th scope="col">Remark</th></tr>';
  return `<table><thead>${head}</thead><tbody>${rows.join("\n")}</tbody></table>`;
}

function formatPair({ exercise, students, codes, score, passages }: Pair, index: number): string {
  const [a, b] = students.map(escapeHtml);
  const columns = (["a", "b"] as const).map((side, column) => {
    const ranges = passages.map((passage) => passage[side]);
    return `<div><h3>${[a, b][column]}</h3><pre>${markPassages(codes[column] ?? "", ranges)}</pre></div>`;
  });
  return [
    `<section id="pair-${index + 1}"><h2>${a} and ${b}</h2>`,
    `<p>${escapeHtml(exercise)}, score ${score.toFixed(2)}</p>`,
    `<div class="columns">${columns.join("")}</div></section>`,
  ].join("\n");
}

/** The code as text with its passages marked, each with its number; they do not overlap. */
function markPassages(code: string, ranges: readonly (readonly [number, number])[]): string {
  const ordered = ranges
    .map(([start, end], index) => ({ start, end, number: index + 1 }))
    .filter(({ end }) => end <= longestShown)
    .sort((a, b) => a.start - b.start);
  let html = "";
  let at = 0;
  for (const { start, end, number } of ordered) {
    html += escapeHtml(code.slice(at, start));
    html += `<mark class="m${number % 4}"><sup>${number}</sup>${escapeHtml(code.slice(start, end))}</mark>`;
    at = end;
  }
  const rest = escapeHtml(code.slice(at, Math.max(at, longestShown)));
  return code.length > longestShown ? `${html}${rest}\n…` : html + rest;
}

const style = `
:root { color-scheme: light dark; }
body { margin: 2rem auto; padding: 0 1.5rem; max-width: 100rem; font: 1rem/1.5 Charter, Georgia, serif; }
h1, h2, h3 { font-weight: 400; line-height: 1.2; }
section { margin-top: 3rem; border-top: 1px solid; padding-top: 1rem; }
table { border-collapse: collapse; font-variant-numeric: tabular-nums; }
th, td { padding: 0.2rem 1.5rem 0.2rem 0; text-align: left; vertical-align: top; }
.columns { display: grid; grid-template-columns: repeat(auto-fit, minmax(min(30rem, 100%), 1fr)); gap: 2rem; }
.columns > div { min-width: 0; }
pre { font: 0.85rem/1.5 "Source Code Pro", ui-monospace, Menlo, Consolas, monospace; white-space: pre-wrap; overflow-wrap: anywhere; tab-size: 2; }
mark { color: inherit; }
.m0 { background: light-dark(#cfe5f5, #143a52); }
.m1 { background: light-dark(#fbe3c2, #52370e); }
.m2 { background: light-dark(#dcead0, #2b4218); }
.m3 { background: light-dark(#ead9ee, #432a49); }
sup { font-size: 0.7em; padding: 0 0.2em; user-select: none; }
@media print { section { break-inside: avoid-page; } }
`;
