import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { buildJudgeProcess } from "./build-judges";
import { listExercises } from "./exercise-list";
import { JudgeClient } from "./judge-client";
import type { Outcome } from "./outcome";
import { makeGoalAnswer, sampleChapters } from "./testing/make-submission";

// What is data is judged in the process itself; a browser is started by e2e/grade-submissions.spec.ts.

const temporaryFolder = mkdtempSync(path.join(tmpdir(), "descent-judge-"));
const setup = { harnessFile: null, sandboxFolder: "", chromiumPath: null, isSandboxed: true };
const limits = { timeMs: 60_000, memoryBytes: 2 ** 40 };
const request = { submissionHash: "h", key: "sample/ten", seed: 1, graderSeed: "s" };

let processFile: string;
let client: JudgeClient;

beforeAll(async () => {
  const { chosen } = await listExercises({ chaptersFolder: sampleChapters });
  processFile = await buildJudgeProcess(chosen);
  client = new JudgeClient({ processFile, setup, limits, temporaryFolder });
});
afterAll(async () => {
  await client.close();
  rmSync(temporaryFolder, { recursive: true });
});

describe("new JudgeClient(options)", () => {
  it("says what it judges, and judges it", async () => {
    expect(await client.start()).toContainEqual({
      key: "sample/ten",
      title: "Ten",
      kind: "number",
    });
    const judge = async (text: string) => client.judge({ ...request, answer: { texts: [text] } });
    expect(await judge("10")).toMatchObject({
      state: "judged",
      answer: { source: "Ten: **10**" },
      verdict: { isCorrect: true },
    });
    expect(await judge("9")).toMatchObject({ verdict: { isCorrect: false } });
  });

  it.each([null, 10, [], {}, { texts: "10" }, { texts: [] }, { __proto__: null, isCorrect: true }])(
    "gives no point for %j, which is no answer",
    async (answer) => {
      expect(await client.judge({ ...request, answer })).toMatchObject({
        state: "failed",
        reason: "The answer in the file is not of the form that this exercise takes.",
      });
    },
  );

  it("gives no point for an answer that is larger than any text, and goes on", async () => {
    let answer: unknown = new Array(3_000_000).fill(0);
    for (let level = 0; level < 190; level += 1) answer = [answer];
    expect(await client.judge({ ...request, answer })).toMatchObject({ state: "failed" });
    expect(await client.judge({ ...request, answer: { texts: ["10"] } })).toMatchObject({
      state: "judged",
    });
  });

  it("trains networks anew from fresh starts, whatever a file claims to have measured", async () => {
    const goal = { ...request, key: "sample/soon" };
    const forged = await client.judge({ ...goal, answer: makeGoalAnswer(0.001) });
    expect(forged).toMatchObject({ verdict: { isCorrect: false, starts: { passed: 0 } } });

    const answer = makeGoalAnswer(0.1);
    const first = await client.judge({ ...goal, answer });
    expect(first).toMatchObject({ verdict: { isCorrect: true, starts: { passed: 3 } } });
    expect(await client.judge({ ...goal, answer })).toEqual(first);
    const other = await client.judge({ ...goal, answer, graderSeed: "t" });
    expect(getSeeds(other)).not.toEqual(getSeeds(first));
  });

  it("ends a process that takes too much", async () => {
    const small = { ...limits, memoryBytes: 1 };
    const greedy = new JudgeClient({ processFile, setup, limits: small, temporaryFolder });
    await expect(greedy.start()).rejects.toThrow("It took more than 0 MB of memory.");
  });

  it("gives no further outcome once it was stopped", async () => {
    const own = new JudgeClient({ processFile, setup, limits, temporaryFolder });
    await own.start();
    const running = own.judge({ ...request, answer: { texts: ["10"] } });
    await own.stop("The grading was stopped.");
    const stopped = { state: "failed", reason: "The grading was stopped." };
    expect(await running).toMatchObject(stopped);
    expect(await own.judge({ ...request, answer: { texts: ["10"] } })).toMatchObject(stopped);
    await own.close();
  });

  it("says why a process did not start", async () => {
    const broken = new JudgeClient({ processFile: "none.mjs", setup, limits, temporaryFolder });
    await expect(broken.start()).rejects.toThrow(/did not start: .*none\.mjs/s);
  });
});

function getSeeds(outcome: Outcome): number[] | undefined {
  return outcome.state === "judged"
    ? outcome.verdict.starts?.runs.map(({ seed }) => seed)
    : undefined;
}
