import { formatNumber } from "../format";
import { escapeHtml } from "./html";
import type { KeptVerdict } from "./verdict-schema";

const width = 400;
const margin = 16;

/** Where the starts of a network have ended, as dots with the threshold between them, and in words. */
export function drawDistribution({
  statement,
  runs,
  passed,
}: NonNullable<KeptVerdict["starts"]>): string {
  const name = statement.quantity === "loss" ? "loss" : "test loss";
  const values = runs.map((run) => run[statement.quantity]);
  const finite = values.filter((value) => value !== null);
  const largest = Math.max(2 * statement.below, ...finite) || 1;
  const at = (value: number) => (margin + (value / largest) * (width - 2 * margin)).toFixed(1);
  const dots = finite.map((value) => {
    const color = value < statement.below ? "#3a9464" : "#cc5a40";
    return `<circle cx="${at(value)}" cy="28" r="5" fill="${color}" fill-opacity="0.85"/>`;
  });
  const broken = values.length - finite.length;
  const words = [
    `${passed} of ${runs.length} starts ended with a ${name} below ${formatNumber(statement.below)} after ${statement.epochs} epochs; ${statement.atLeast} of ${statement.of} are asked for.`,
    `Their ${name}: ${finite.map((value) => formatNumber(value)).join(", ") || "none"}.`,
    broken > 0 ? `${broken} broke off.` : "",
  ];
  return [
    `<svg viewBox="0 0 ${width} 64" role="img" aria-label="${escapeHtml(words[0] ?? "")}">`,
    `<line x1="${margin}" y1="28" x2="${width - margin}" y2="28" stroke="currentColor" stroke-opacity="0.4"/>`,
    `<line x1="${at(statement.below)}" y1="8" x2="${at(statement.below)}" y2="48" stroke="currentColor" stroke-dasharray="4 3"/>`,
    `<text x="${at(statement.below)}" y="60" text-anchor="middle" font-size="12" fill="currentColor">${formatNumber(statement.below)}</text>`,
    ...dots,
    `</svg><p>${escapeHtml(words.filter(Boolean).join(" "))}</p>`,
  ].join("");
}
