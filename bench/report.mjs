// @ts-check

/**
 * @import { Finding, RowDescription } from "./row"
 *
 * @typedef {object} Line what `--json` prints of a row
 * @property {string} name
 * @property {string} work
 * @property {number} [ours_ms]
 * @property {string} [peer]
 * @property {number} [peer_ms]
 * @property {number} [ratio] how many times as fast as the peer; for a row with `at_most`, as slow
 * @property {number} [best_ratio] the same of the fastest samples, which a busy machine disturbs less
 * @property {number} [value]
 * @property {string} [unit]
 * @property {number} [bar] the ratio to reach
 * @property {number} [stretch]
 * @property {number} [at_most] the largest ratio or value
 * @property {boolean} [reached] whether it keeps to its bar
 * @property {true} [busy] the machine had no two idle cores
 * @property {string} [note]
 * @property {string} [skipped] why
 * @property {string} [error]
 */

/** Two threads on two idle cores do about twice as much as one. */
const idleSpeedUp = 1.7;

/** @param {{ speedUp: number }} spin */
export function isBusy({ speedUp }) {
  return speedUp < idleSpeedUp;
}

/**
 * What the machine has left for the benchmark.
 *
 * @param {import("./page/spin").Spin} spin
 * @returns {Line}
 */
export function createSpinLine(spin) {
  const times = `${formatMs(spin.oneThreadMs)} and ${formatMs(spin.twoThreadsMs)}`;
  return {
    name: "spin",
    work: "a loop on two threads at once, against one",
    value: spin.speedUp,
    unit: "×",
    ...(isBusy(spin) && { busy: true }),
    note: `two threads against one: ${times}`,
  };
}

/**
 * @param {RowDescription} row
 * @param {Finding} finding
 * @param {boolean} busy
 * @returns {Line}
 */
export function createLine({ name, work, peer, bar, stretch, atMost }, finding, busy) {
  if (finding.kind === "skipped") return { name, work, skipped: finding.reason };
  const limits = {
    ...(bar !== undefined && { bar }),
    ...(stretch !== undefined && { stretch }),
    ...(atMost !== undefined && { at_most: atMost }),
  };
  const rest = { ...(busy && { busy }), ...(finding.note && { note: finding.note }) };
  if (finding.kind === "reading") {
    const { value, unit } = finding;
    const verdict = atMost === undefined ? {} : { reached: value <= atMost };
    return { name, work, value, unit, ...limits, ...verdict, ...rest };
  }
  const { oursMs, peerMs, oursBestMs, peerBestMs } = finding;
  const isSlowness = atMost !== undefined;
  const ratio = isSlowness ? oursMs / peerMs : peerMs / oursMs;
  const bestRatio = isSlowness ? oursBestMs / peerBestMs : peerBestMs / oursBestMs;
  const verdict =
    atMost !== undefined
      ? { reached: ratio <= atMost }
      : bar !== undefined
        ? { reached: ratio >= bar }
        : {};
  return {
    name,
    work,
    ours_ms: oursMs,
    peer,
    peer_ms: peerMs,
    ratio,
    best_ratio: bestRatio,
    ...limits,
    ...verdict,
    ...rest,
  };
}

/**
 * @param {readonly Line[]} lines
 * @returns {string}
 */
export function formatTable(lines) {
  const header = ["", "ours", "peer", "ratio", "to reach", "", ""];
  const cells = [header, ...lines.map(toCells)];
  const widths = header.map((_, column) =>
    Math.max(...cells.map((row) => row[column]?.length ?? 0)),
  );
  return cells
    .map((row) =>
      row
        .map((cell, column) => {
          const width = widths[column] ?? 0;
          const isNumber = column > 0 && column < 4;
          return isNumber ? cell.padStart(width) : cell.padEnd(width);
        })
        .join("  ")
        .trimEnd(),
    )
    .join("\n");
}

/** @param {Line} line */
function toCells(line) {
  const ours =
    line.ours_ms !== undefined
      ? formatMs(line.ours_ms)
      : line.value !== undefined
        ? formatReading(line.value, line.unit ?? "")
        : "";
  const peer = line.peer_ms !== undefined ? formatMs(line.peer_ms) : "";
  const ratio = line.ratio !== undefined ? formatNumber(line.ratio) : "";
  const verdict = line.reached === undefined ? "" : line.reached ? "reached" : "MISSED";
  const remarks = [
    line.busy && describeBusy(line),
    line.peer && `against ${line.peer}`,
    line.note,
    line.skipped && `skipped: ${line.skipped}`,
    line.error && `FAILED: ${line.error}`,
  ];
  return [
    line.name,
    ours,
    peer,
    ratio,
    formatLimit(line),
    verdict,
    remarks.filter(Boolean).join("; "),
  ];
}

/** @param {Line} line */
function describeBusy({ best_ratio }) {
  return best_ratio === undefined ? "busy" : `busy, best times ${formatNumber(best_ratio)}`;
}

/** @param {Line} line */
function formatLimit({ bar, stretch, at_most, unit }) {
  if (at_most !== undefined) return `≤ ${at_most}${unit ? ` ${unit}` : ""}`;
  if (bar === undefined) return "";
  return `≥ ${bar}${stretch === undefined ? "" : ` (${stretch})`}`;
}

/** @param {number} value @param {string} unit */
function formatReading(value, unit) {
  return unit === "ms" ? formatMs(value) : `${formatNumber(value)} ${unit}`;
}

/**
 * Three digits, in the unit that suits.
 *
 * @param {number} ms
 */
export function formatMs(ms) {
  if (ms >= 1000) return `${formatNumber(ms / 1000)} s`;
  if (ms >= 1) return `${formatNumber(ms)} ms`;
  return `${formatNumber(ms * 1000)} µs`;
}

/** @param {number} value */
function formatNumber(value) {
  return value >= 100 ? value.toFixed(0) : value.toPrecision(3);
}
