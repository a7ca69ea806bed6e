import { describe, expect, it } from "vitest";
import { createLine, createSpinLine, formatMs, formatTable, isBusy } from "./report.mjs";
import type { RowDescription } from "./row";

const row: RowDescription = {
  name: "epoch",
  work: "an epoch",
  peer: "tfjs",
  bar: 1000,
  stretch: 1500,
};
const finding = {
  kind: "comparison",
  oursMs: 0.01,
  peerMs: 12,
  oursBestMs: 0.008,
  peerBestMs: 10,
} as const;

describe("isBusy(spin)", () => {
  it("is so below 1.7", () => {
    expect(isBusy({ speedUp: 1.69 })).toBe(true);
    expect(isBusy({ speedUp: 1.7 })).toBe(false);
  });
});

describe("createSpinLine(spin)", () => {
  it("tells a busy machine", () => {
    const spin = { oneThreadMs: 50, twoThreadsMs: 80, speedUp: 1.25 };
    expect(createSpinLine(spin)).toMatchObject({ name: "spin", value: 1.25, busy: true });
    expect(createSpinLine({ ...spin, speedUp: 1.9 })).not.toHaveProperty("busy");
  });
});

describe("createLine(row, finding, busy)", () => {
  it("has the names that --json promises", () => {
    expect(createLine(row, finding, true)).toEqual({
      name: "epoch",
      work: "an epoch",
      ours_ms: 0.01,
      peer: "tfjs",
      peer_ms: 12,
      ratio: 1200,
      best_ratio: 1250,
      bar: 1000,
      stretch: 1500,
      reached: true,
      busy: true,
    });
  });

  it("says how many times as slow where less is better", () => {
    const slower: RowDescription = { name: "vanishing", work: "an epoch", atMost: 1.5 };
    const line = createLine(slower, { ...finding, oursMs: 32, peerMs: 16 }, false);
    expect(line).toMatchObject({ ratio: 2, at_most: 1.5, reached: false });
    expect(line).not.toHaveProperty("busy");
  });

  it("says why a row was skipped", () => {
    expect(createLine(row, { kind: "skipped", reason: "no adapter" }, false)).toEqual({
      name: "epoch",
      work: "an epoch",
      skipped: "no adapter",
    });
  });
});

describe("formatTable(lines)", () => {
  it("puts rows under each other", () => {
    const skipped = createLine({ ...row, name: "gpu" }, { kind: "skipped", reason: "none" }, false);
    expect(formatTable([createLine(row, finding, true), skipped])).toBe(
      [
        "          ours     peer  ratio  to reach",
        "epoch  10.0 µs  12.0 ms   1200  ≥ 1000 (1500)  reached  busy, best times 1250; against tfjs",
        "gpu                                                     skipped: none",
      ].join("\n"),
    );
  });
});

describe("formatMs(ms)", () => {
  it("chooses the unit", () => {
    expect([0.0084, 12.34, 2500].map(formatMs)).toEqual(["8.40 µs", "12.3 ms", "2.50 s"]);
  });
});
