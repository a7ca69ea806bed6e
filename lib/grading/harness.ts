import { exercises, privateChecks } from "descent:exercises";
import { openStudentRealm } from "../exercises/code/open-student-realm";
import type { JudgeContext, Verdict } from "../exercises/exercise";
import { type CodeAnswer, type CodeCheck, codeExercise } from "../exercises/kinds/code";
import type { HarnessRequest } from "./student-browser";

// The page of the grader that judges code: the student's runs in a sandboxed frame, as on the site, and the checks
// run here.

const version = document.documentElement.dataset.version ?? "";

async function judgeAnswer({ key, answer, ...request }: HarnessRequest): Promise<Verdict> {
  const exercise = exercises[key];
  if (exercise?.kind !== "code") throw new Error(`internal: ${key} is no code exercise.`);
  const context = createContext(request);
  const own = await exercise.judge(answer as CodeAnswer, context);
  const [first, ...rest] = (privateChecks[key] ?? []) as CodeCheck[];
  if (!first) return own;
  const more = codeExercise({ ...exercise, checks: [first, ...rest], explanation: "", wrong: [] });
  return join(own, await more.judge(answer as CodeAnswer, context));
}

function createContext({ seed, startSeeds }: Omit<HarnessRequest, "key" | "answer">): JudgeContext {
  return {
    seed,
    // Each check has its own place in the list to begin from.
    drawStartSeeds(id, count) {
      const first = [...id].reduce((sum, sign) => sum + (sign.codePointAt(0) ?? 0), 0);
      return Array.from({ length: count }, (_, index) => getAt(startSeeds, first + index));
    },
    trainStarts: () => Promise.reject(new Error("internal: code trains in its own realm.")),
    openStudentRealm: (code) => openStudentRealm(code, { filesUrl: "/sandbox/", version }),
  };
}

function getAt(seeds: readonly number[], place: number): number {
  return seeds[place % seeds.length] as number;
}

/** What the exercise's own checks say, and what those say that the site never shipped. */
function join(own: Verdict, more: Verdict): Verdict {
  return {
    isCorrect: own.isCorrect && more.isCorrect,
    reply: own.isCorrect && !more.isCorrect ? more.reply : own.reply,
    parts: [...(own.parts ?? []), ...(more.parts ?? [])],
    starts: own.starts ?? more.starts,
  };
}

Object.assign(globalThis, { judgeAnswer });
