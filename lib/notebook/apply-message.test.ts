import { describe, expect, it } from "vitest";
import { applyMessage, endTrainings, type OutputMessage } from "./apply-message";
import type { Cell } from "./cell";

const empty: Cell = { id: "a", kind: "code", source: "1", outputs: [], executionCount: null };

function applyAll(messages: OutputMessage[]) {
  return messages.reduce(applyMessage, empty).outputs;
}

const stream = (text: string, name: "stdout" | "stderr" = "stdout"): OutputMessage => ({
  type: "stream",
  parentId: 1,
  name,
  text,
});
const text = (value: string) => ({ "text/plain": value });

describe("applyMessage(cell, message)", () => {
  it("joins what is printed to one stream, and keeps streams apart", () => {
    expect(applyAll([stream("a"), stream("b\n"), stream("c", "stderr"), stream("d")])).toEqual([
      { type: "stream", name: "stdout", text: "ab\n" },
      { type: "stream", name: "stderr", text: "c" },
      { type: "stream", name: "stdout", text: "d" },
    ]);
  });

  it("puts an update in the place of the display that it names, and ignores one that is not there", () => {
    const display = (value: string, displayId: string): OutputMessage => ({
      type: "display_data",
      parentId: 1,
      data: text(value),
      displayId,
    });
    const update = (value: string, displayId: string): OutputMessage => ({
      type: "update_display_data",
      parentId: 1,
      data: text(value),
      displayId,
    });
    const outputs = applyAll([display("1", "x"), stream("s"), update("2", "x"), update("3", "y")]);
    expect(outputs).toEqual([
      { type: "display_data", data: text("2"), displayId: "x" },
      { type: "stream", name: "stdout", text: "s" },
    ]);
  });

  it("clears", () => {
    expect(applyAll([stream("a"), { type: "clear_output", parentId: 1 }, stream("b")])).toEqual([
      { type: "stream", name: "stdout", text: "b" },
    ]);
  });

  it("keeps two million characters of what is printed, and says once that there was more", () => {
    const outputs = applyAll(Array.from({ length: 25 }, () => stream("x".repeat(100_000))));
    expect(outputs).toHaveLength(1);
    const [printed] = outputs;
    if (printed?.type !== "stream") throw new Error("expected a stream");
    expect(printed.text.length).toBeLessThan(2_000_100);
    expect(printed.text.match(/left out/g)).toHaveLength(1);
  });

  it("keeps a thousand outputs, and says that there were more", () => {
    const result: OutputMessage = {
      type: "execute_result",
      parentId: 1,
      data: text("1"),
      executionCount: 1,
    };
    const outputs = applyAll(Array.from({ length: 3000 }, () => result));
    expect(outputs).toHaveLength(1001);
    expect(outputs.at(-1)).toMatchObject({ type: "stream", name: "stderr" });
  });
});

describe("endTrainings(cell)", () => {
  it("shows as stopped what was shown as running, and leaves everything else as it is", () => {
    const training = (status: "running" | "done"): OutputMessage => ({
      type: "display_data",
      parentId: 1,
      data: {
        "text/plain": status,
        "application/vnd.descent.training+json": {
          status,
          epoch: 3,
          epochs: 10,
          epochShare: 0.5,
          elapsedMs: 10,
          remainingMs: 20,
          engine: "",
          series: [],
        },
      },
    });
    const cell = [training("running"), training("done"), stream("a")].reduce(applyMessage, empty);
    const ended = endTrainings(cell).outputs;
    expect(ended[0]).toMatchObject({
      data: { "application/vnd.descent.training+json": { status: "stopped", remainingMs: null } },
    });
    expect(ended.slice(1)).toEqual(cell.outputs.slice(1));
    const done = [training("done"), stream("a")].reduce(applyMessage, empty);
    expect(endTrainings(done)).toBe(done);
  });
});
