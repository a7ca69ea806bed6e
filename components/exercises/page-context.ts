import { sitePath } from "@/components/layout/site-path";
import { drawSeedsFor } from "@/lib/exercises/draw";
import type { JudgeContext } from "@/lib/exercises/exercise";
import { getReaderSeed } from "@/lib/reader/seed";

/** What verdicts on the page need. What trains, and what runs the reader's code, is loaded by its first use. */
export async function openPageContext(): Promise<JudgeContext> {
  const seed = await getReaderSeed();
  return {
    seed,
    drawStartSeeds: (exerciseId, count) => drawSeedsFor(seed, exerciseId, count),
    async trainStarts(experiment, seeds) {
      const { trainStarts } = await import("@/lib/kernel/train-starts");
      return trainStarts(experiment, seeds);
    },
    async openStudentRealm(code) {
      const { openStudentRealm } = await import("@/lib/exercises/code/open-student-realm");
      return openStudentRealm(code, {
        filesUrl: sitePath("/sandbox/"),
        version: process.env.SANDBOX_VERSION ?? "",
        settings: window.descentSettings ?? {},
      });
    },
  };
}

/** A verdict would train networks or run the reader's code, for which nobody has asked yet. */
export class TooMuchUnasked extends Error {
  override name = "TooMuchUnasked";
}

/** For an answer of an earlier visit: what would keep the computer busy rejects with `TooMuchUnasked`. */
export async function openRestoringContext(): Promise<JudgeContext> {
  const refuse = () => Promise.reject(new TooMuchUnasked("Nobody has asked for this verdict."));
  return { ...(await openPageContext()), trainStarts: refuse, openStudentRealm: refuse };
}
