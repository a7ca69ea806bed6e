import { exercises } from "descent:exercises";
import * as z from "zod/mini";
import type { Exercise, JudgeContext } from "../exercises/exercise";
import { trainStartsInNode } from "../exercises/node/train-starts";
import { describeAnswer } from "./answer-text";
import { drawStartSeeds } from "./draw-start-seeds";
import type { Outcome } from "./outcome";
import type { JudgeMessage, JudgeRequest, JudgeSetup } from "./protocol";
import { openStudentBrowser, type StudentBrowser } from "./student-browser";
import { keptVerdictSchema } from "./verdict-schema";

// A process that judges answers, one after the other; the grader ends it where it takes too much. What is data is
// judged here, code in a browser that belongs to one submission.

const setup = JSON.parse(process.argv[2] ?? "") as JudgeSetup;
/** More than any check asks for. */
const startSeedCount = 64;

let browser: { submissionHash: string; page: StudentBrowser } | undefined;

process.on("message", async (request: JudgeRequest) => {
  send({ type: "judge_reply", id: request.id, outcome: await judge(request) });
});
process.on("disconnect", async () => {
  await closeBrowser();
  process.exit();
});
send({
  type: "ready",
  exercises: Object.entries(exercises).map(([key, { title, kind }]) => ({ key, title, kind })),
});

async function judge({ key, ...request }: JudgeRequest): Promise<Outcome> {
  try {
    const exercise = exercises[key] as Exercise;
    const parsed = z.safeParse(exercise.answerSchema, request.answer);
    if (!parsed.success) {
      throw new Error("The answer in the file is not of the form that this exercise takes.");
    }
    const page = exercise.kind === "code" ? await openBrowser(request.submissionHash) : undefined;
    send({ type: "begun", id: request.id });
    const given = page
      ? await judgeCode(page, key, parsed.data, request)
      : await (exercise.judge as Judge)(parsed.data, createContext(key, request));
    const verdict = z.safeParse(keptVerdictSchema, given);
    if (!verdict.success) throw new Error("What came back is no verdict.");
    const answer = describeAnswer(parsed.data, { exercise, seed: request.seed });
    return { state: "judged", answer, verdict: verdict.data };
  } catch (error) {
    await closeBrowser();
    const reason = error instanceof Error ? error.message : String(error);
    return { state: "failed", answer: describeAnswer(request.answer), reason: firstLine(reason) };
  }
}

type Judge = (answer: unknown, context: JudgeContext) => Promise<unknown>;
type Request = Omit<JudgeRequest, "key">;

async function openBrowser(submissionHash: string): Promise<StudentBrowser> {
  if (browser?.submissionHash === submissionHash) return browser.page;
  await closeBrowser();
  const page = await openStudentBrowser(setup);
  browser = { submissionHash, page };
  return page;
}

async function judgeCode(
  page: StudentBrowser,
  key: string,
  answer: unknown,
  { submissionHash, graderSeed, seed }: Request,
): Promise<unknown> {
  const startSeeds = drawStartSeeds(graderSeed, submissionHash, key, startSeedCount);
  return await page.judge({ key, answer, seed, startSeeds });
}

async function closeBrowser() {
  const present = browser;
  browser = undefined;
  await present?.page.close().catch(() => {});
}

function createContext(key: string, { submissionHash, graderSeed, seed }: Request): JudgeContext {
  return {
    seed,
    drawStartSeeds: (id, count) =>
      drawStartSeeds(graderSeed, submissionHash, `${key} ${id}`, count),
    trainStarts: trainStartsInNode,
    openStudentRealm: () => Promise.reject(new Error("internal: only code runs in the sandbox.")),
  };
}

/** Of Playwright's messages, the rest is for who wrote the call. */
function firstLine(message: string): string {
  return (message.split("\n")[0] ?? "").replace(/^page\.evaluate: (Error: )?/, "").slice(0, 500);
}

function send(message: JudgeMessage) {
  process.send?.(message);
}
