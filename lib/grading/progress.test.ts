import { describe, expect, it } from "vitest";
import { formatDuration, Progress } from "./progress";

function watch(total: number, isTTY: boolean) {
  const texts: string[] = [];
  let nowMs = 0;
  const output = { isTTY, columns: 60, write: (text: string) => texts.push(text) };
  const progress = new Progress(total, output, () => nowMs);
  const advance = (elapsedMs: number, isKept = false) => {
    nowMs += elapsedMs;
    progress.advance(isKept);
  };
  return { texts, advance };
}

describe("new Progress(total, output)", () => {
  it("counts only what it has graded itself for the time that is left", () => {
    const { texts, advance } = watch(4, false);
    advance(0, true);
    advance(10_000);
    advance(20_000);
    advance(1);
    expect(texts).toEqual([
      "1 of 4 files.\n",
      "2 of 4 files, about 20 s left.\n",
      "3 of 4 files, about 15 s left.\n",
      "4 of 4 files, done.\n",
    ]);
  });

  it("draws a bar on a terminal, no wider than that, and at most 20 lines elsewhere", () => {
    const terminal = watch(2, true);
    terminal.advance(1000);
    expect(terminal.texts[0]).toBe(
      `\r${"█".repeat(12)}${"░".repeat(12)} 1 of 2 files, about 1 s left.\u001b[K`,
    );
    const file = watch(1000, false);
    for (let index = 0; index < 1000; index += 1) file.advance(1);
    expect(file.texts).toHaveLength(20);
  });
});

describe("formatDuration(durationMs)", () => {
  it.each([
    [0, "0 s"],
    [1, "1 s"],
    [90_000, "90 s"],
    [91_000, "2 min"],
    [90 * 60_000 + 1, "2 h"],
  ])("writes %i ms as %s", (durationMs, text) => {
    expect(formatDuration(durationMs)).toBe(text);
  });
});
