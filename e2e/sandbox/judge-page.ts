/** A page of `build-page.ts` on which code is judged as on those of the book. */
import { expectClose, expectEqual, expectThat } from "@/lib/exercises/code/expect";
import { openStudentRealm } from "@/lib/exercises/code/open-student-realm";
import type { Verdict } from "@/lib/exercises/exercise";
import { codeExercise } from "@/lib/exercises/kinds/code";

const exercise = codeExercise({
  id: "path",
  title: "A path",
  objective: "Be attacked.",
  hints: ["None.", "None."],
  solution: "None.",
  explanation: "All checks hold.",
  checks: [
    {
      id: "sum",
      says: "add gives the sum.",
      async run(student, _source, draw) {
        const [a, b] = [draw.number(1, 100), draw.number(1, 100)];
        return expectClose(await student.call("add", [a, b]), a + b, 1e-9);
      },
    },
    {
      id: "path",
      says: "walk gives the path.",
      async run(student, _source, draw) {
        const start = draw.number(4, 12);
        const path = await student.call("walk", [{ expression: "(w) => 2 * w" }, start]);
        return expectClose(path, [start, start * 0.6, start * 0.36], 1e-9);
      },
    },
    {
      id: "object",
      says: "describe gives an object.",
      async run(student, _source, draw) {
        const units = draw.integer(1, 1000);
        const layer = await student.call("describe", [units]);
        return expectEqual(layer, { units, activation: "tanh" });
      },
    },
    {
      id: "length",
      says: "list gives as many as are asked for.",
      async run(student, _source, draw) {
        const count = draw.integer(3, 9);
        const list = await student.call("list", [count]);
        return expectThat(Array.isArray(list) && list.length === count, list, "a list");
      },
    },
    {
      id: "random",
      says: "noise is below 1.",
      async run(student) {
        const value = await student.call("noise", []);
        return expectThat(typeof value === "number" && value < 1, value, "a number below 1");
      },
    },
  ],
  wrong: [],
});

interface Judged {
  verdict: Verdict;
  elapsedMs: number;
  /** The longest time for which the page did nothing else. */
  longestFrameMs: number;
  /** What stands in the page that was not there before. */
  intrusions: string[];
}

const messages: unknown[] = [];
addEventListener("message", (event) => messages.push(event.data));
const namesBefore = new Set(Object.getOwnPropertyNames(window));

async function judge(code: string): Promise<Judged> {
  const startMs = performance.now();
  const frames = watchFrames();
  const verdict = await exercise.judge(
    { code },
    {
      seed: 1,
      drawStartSeeds: (_, count) =>
        Array.from({ length: count }, () => Math.floor(Math.random() * 2 ** 32)),
      trainStarts: () => Promise.reject(new Error("Nothing is trained here.")),
      openStudentRealm: (text) =>
        openStudentRealm(text, {
          filesUrl: "/sandbox/",
          version: document.documentElement.dataset.version ?? "",
          // Shorter than in the book: what is judged here and ends at all, ends at once.
          runLimitMs: 1500,
          callLimitMs: 400,
        }),
    },
  );
  return {
    verdict,
    elapsedMs: performance.now() - startMs,
    longestFrameMs: frames.stop(),
    intrusions: findIntrusions(),
  };
}

function watchFrames() {
  let [last, longest] = [performance.now(), 0];
  const timer = setInterval(() => {
    const now = performance.now();
    longest = Math.max(longest, now - last);
    last = now;
  }, 10);
  return {
    stop() {
      clearInterval(timer);
      return longest;
    },
  };
}

function findIntrusions(): string[] {
  const names = Object.getOwnPropertyNames(window).filter((name) => !namesBefore.has(name));
  const polluted: string[] = [];
  for (const key in {}) polluted.push(key);
  const frames = [...document.querySelectorAll("iframe")].map(() => "a frame is left");
  return [
    ...names.filter((name) => name !== "judge"),
    ...polluted,
    ...messages.map(String),
    ...frames,
  ];
}

Object.assign(window, { judge });
export type Judge = typeof judge;
