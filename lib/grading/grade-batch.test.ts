import { mkdtempSync, readdirSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { type BatchOptions, gradeBatch } from "./grade-batch";
import type { JudgeClient } from "./judge-client";
import type { Outcome } from "./outcome";
import { makeSubmission, zipSubmission } from "./testing/make-submission";
import { judged, twoExercises } from "./testing/results";
import { WorkFolder } from "./work-folder";

let folder: string;
let options: BatchOptions;

beforeEach(() => {
  folder = mkdtempSync(path.join(tmpdir(), "descent-batch-"));
  const files = ["a.zip", "b.zip", "c.zip"].map((name) => ({ path: name }));
  for (const file of files) writeFileSync(path.join(folder, file.path), zip());
  options = {
    folder,
    files,
    work: new WorkFolder(path.join(folder, "work")),
    settings: {
      seed: "s",
      edition: "e",
      grader: "g",
      exercises: twoExercises,
      known: [],
      privateChecks: "",
      limits: { timeMs: 1, memoryBytes: 1 },
    },
    clients: [client(async () => judged(true))],
    signal: new AbortController().signal,
    onResult: () => {},
  };
});
afterEach(() => rmSync(folder, { recursive: true }));

function zip(): Uint8Array {
  const submission = makeSubmission({ answers: { ten: "10" } });
  return zipSubmission({
    ...submission,
    exercises: submission.exercises.map((exercise) => ({ ...exercise, id: "one" })),
  });
}

function client(judge: () => Promise<Outcome>): JudgeClient {
  return { judge, stop: async () => {}, close: async () => {} } as unknown as JudgeClient;
}

const countKept = () =>
  readdirSync(path.join(folder, "work", "results")).filter((name) => name.endsWith(".json")).length;

describe("gradeBatch(options)", () => {
  it("gives results in the order of the files, whoever is faster", async () => {
    let isFirst = true;
    const slow = client(async () => {
      if (isFirst) await new Promise((resolve) => setImmediate(resolve));
      isFirst = false;
      return judged(true);
    });
    const graded = await gradeBatch({ ...options, clients: [slow, ...options.clients] });
    expect(graded.map(({ result }) => result.path)).toEqual(["a.zip", "b.zip", "c.zip"]);
  });

  it("goes on from what an earlier run has left, and grades a file anew that has changed", async () => {
    const first = await gradeBatch(options);
    writeFileSync(path.join(folder, "b.zip"), "no archive");
    const kept: boolean[] = [];
    const again = await gradeBatch({ ...options, onResult: (_, isKept) => kept.push(isKept) });
    expect(kept).toEqual([true, false, true]);
    expect(again[0]).toEqual(first[0]);
    expect(again[1]?.result.problem).toBe("It is no zip archive, or not all of one.");
  });

  it("keeps nothing of what was under way when it was ended", async () => {
    const controller = new AbortController();
    let judgedCount = 0;
    const interrupted = client(async () => {
      judgedCount += 1;
      if (judgedCount === 2) controller.abort();
      return judged(judgedCount < 2);
    });
    const graded = await gradeBatch({
      ...options,
      clients: [interrupted],
      signal: controller.signal,
    });
    expect(graded).toHaveLength(1);
    expect(countKept()).toBe(1);
  });

  it("ends where no process can be started, and keeps nothing of that", async () => {
    const broken = client(() => Promise.reject(new Error("There is no Node.")));
    await expect(gradeBatch({ ...options, clients: [broken] })).rejects.toThrow(
      "There is no Node.",
    );
    await expect(async () => countKept()).rejects.toThrow("ENOENT");
  });
});
