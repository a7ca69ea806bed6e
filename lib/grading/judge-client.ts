import { type ChildProcess, fork } from "node:child_process";
import { describeAnswer } from "./answer-text";
import type { Limits, Outcome } from "./outcome";
import { killProcessTree, readProcessTree } from "./process-tree";
import type { JudgeableExercise, JudgeMessage, JudgeRequest, JudgeSetup } from "./protocol";

export interface JudgeClientOptions {
  /** Of `buildJudgeProcess`. */
  processFile: string;
  setup: JudgeSetup;
  limits: Limits;
  /** For what the browser writes while it runs. */
  temporaryFolder: string;
}

/** Memory is looked at so often. A page fills about 250 MB in this time. */
const watchMs = 200;
/** For a process, and for a browser, to be there. */
const startLimitMs = 60_000;
const closeLimitMs = 5000;
/** Of what a process says where it does not start, in characters. */
const mostSaid = 2000;

/**
 * A process that judges, seen from the grader. Whatever it is given, `judge` gives an outcome within the limits: where
 * they are passed, the process is ended with all that it has started, and the next answer gets a fresh one.
 */
export class JudgeClient {
  readonly #options: JudgeClientOptions;
  #child: ChildProcess | undefined;
  #exercises: JudgeableExercise[] = [];
  #lastId = 0;
  #endPresent: ((reason: string) => void) | undefined;
  #stopped: string | undefined;

  constructor(options: JudgeClientOptions) {
    this.#options = options;
  }

  /** Starts the process, and says which exercises it judges. Rejects with a sentence. */
  async start(): Promise<readonly JudgeableExercise[]> {
    if (!this.#child) {
      const child = this.#spawn();
      this.#child = child;
      let said = "";
      child.stderr?.on("data", (part: Buffer) => {
        if (said.length < mostSaid) said += part;
      });
      const { message, reason } = await this.#exchange(child);
      if (message?.type !== "ready") {
        throw new Error(`The process that judges did not start: ${said.trim() || reason}`);
      }
      this.#exercises = message.exercises;
    }
    return this.#exercises;
  }

  /** Rejects only where no process can be started at all. */
  async judge(request: Omit<JudgeRequest, "id">): Promise<Outcome> {
    if (this.#stopped === undefined) await this.start();
    const child = this.#child;
    if (this.#stopped !== undefined || !child) return fail(request, this.#stopped);
    this.#lastId += 1;
    // Where it has ended meanwhile, the exchange tells.
    child.send({ ...request, id: this.#lastId } satisfies JudgeRequest, () => {});
    const { message, reason } = await this.#exchange(child);
    if (message?.type === "judge_reply" && message.id === this.#lastId) return message.outcome;
    return fail(request, reason);
  }

  /** Ends what runs now, and begins nothing more: every `judge` gives an outcome at once. */
  async stop(reason: string): Promise<void> {
    this.#stopped = reason;
    this.#endPresent?.(reason);
    await this.#end();
  }

  /** Lets the process end by itself. */
  async close(): Promise<void> {
    const child = this.#child;
    this.#child = undefined;
    if (!child || hasEnded(child)) return;
    const exit = new Promise<void>((resolve) => child.once("exit", () => resolve()));
    const timer = setTimeout(() => void killProcessTree(child.pid ?? 0), closeLimitMs);
    if (child.connected) child.disconnect();
    await exit;
    clearTimeout(timer);
  }

  #spawn(): ChildProcess {
    const { processFile, setup, temporaryFolder } = this.#options;
    const { NODE_ENV, PATH, HOME, LANG } = process.env;
    const child = fork(processFile, [JSON.stringify(setup)], {
      // A group of its own, so that Ctrl+C reaches the grader alone, which then ends in order.
      detached: true,
      execArgv: ["--max-old-space-size=1024"],
      env: { NODE_ENV, PATH, HOME, LANG, TMPDIR: temporaryFolder },
      stdio: ["ignore", "ignore", "pipe", "ipc"],
      serialization: "advanced",
    });
    // Without a listener, an error would end the grader.
    return child.on("error", () => {});
  }

  /** Waits for a reply, and ends the process where that takes too much. */
  async #exchange(child: ChildProcess): Promise<Exchange> {
    const { timeMs, memoryBytes } = this.#options.limits;
    const result = await new Promise<Exchange>((resolve) => {
      const end = (reason: string) => settle({ reason });
      const endAfter = (limitMs: number) =>
        setTimeout(() => end(`It took more than ${limitMs / 1000} s.`), limitMs);
      let timer = endAfter(startLimitMs);
      const watch = setInterval(async () => {
        const { memoryBytes: present } = await readProcessTree(child.pid ?? 0);
        if (present !== null && present > memoryBytes) {
          end(`It took more than ${Math.round(memoryBytes / 2 ** 20)} MB of memory.`);
        }
      }, watchMs);
      const onMessage = (message: JudgeMessage) => {
        if (message.type !== "begun") return settle({ message });
        clearTimeout(timer);
        timer = endAfter(timeMs);
      };
      const onEnd = () => end("The process that judges it ended, perhaps because memory ran out.");
      const settle = (result: Exchange) => {
        clearTimeout(timer);
        clearInterval(watch);
        child.off("message", onMessage).off("exit", onEnd).off("error", onEnd);
        this.#endPresent = undefined;
        resolve(result);
      };
      this.#endPresent = end;
      child.on("message", onMessage).on("exit", onEnd).on("error", onEnd);
      if (hasEnded(child)) onEnd();
    });
    if (!result.message) await this.#end();
    return result;
  }

  async #end() {
    const child = this.#child;
    this.#child = undefined;
    if (child?.pid) await killProcessTree(child.pid);
  }
}

interface Exchange {
  message?: JudgeMessage;
  /** Why there is none. */
  reason?: string;
}

function fail({ answer }: Pick<JudgeRequest, "answer">, reason = "It gave no answer."): Outcome {
  return { state: "failed", answer: describeAnswer(answer), reason };
}

function hasEnded({ exitCode, signalCode }: ChildProcess): boolean {
  return exitCode !== null || signalCode !== null;
}
