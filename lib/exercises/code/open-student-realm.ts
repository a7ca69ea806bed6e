import type { CellError } from "../../notebook/output";
import { SandboxClient, type SandboxOptions, type SandboxOutput } from "../../sandbox/client";
import type { NamedCall, RunSettings } from "../../sandbox/protocol";
import {
  phraseError,
  studentCell,
  takeValue,
  callLimitMs as usualCallLimitMs,
} from "./answer-call";
import { type PlainValue, StudentError, type StudentRealm } from "./student-realm";

export interface StudentRealmOptions extends SandboxOptions {
  settings?: RunSettings;
  /** Code that has not run to its end within it is ended. */
  runLimitMs?: number;
  /** So long a call may take, unless a check knows better. */
  callLimitMs?: number;
}

/** Code that was ended in a call runs again, so often, for the checks that are left. */
const mostRestarts = 2;
const longestPrint = 1_000_000;

/**
 * Runs a reader's code alone, in a kernel of its own in a sandboxed frame of this page, and keeps that for
 * calls. Rejects with a StudentError where the code fails or does not end, else with a sentence on why
 * there is no kernel. Works without Next and React: the grader's page uses it as it is.
 */
export async function openStudentRealm(
  code: string,
  {
    settings = {},
    runLimitMs = 10_000,
    callLimitMs = usualCallLimitMs,
    ...sandbox
  }: StudentRealmOptions,
): Promise<StudentRealm> {
  const client = new SandboxClient(sandbox);
  let restarts = 0;
  let turn: Promise<unknown> = Promise.resolve();

  /** Gives what it printed. */
  async function run(): Promise<string> {
    let printed = "";
    let error: CellError | undefined;
    let timer: ReturnType<typeof setTimeout> | undefined;
    let isTooSlow = false;
    const onMessage = (message: SandboxOutput) => {
      if (message.type === "error") error = message;
      if (message.type === "stream") printed = (printed + message.text).slice(0, longestPrint);
    };
    const onBusy = () => {
      timer ??= setTimeout(() => {
        isTooSlow = true;
        client.dispose();
      }, runLimitMs);
    };
    const outcome = await client.execute(
      { cellId: studentCell, code, executionCount: 1, settings },
      { onMessage, onBusy },
    );
    clearTimeout(timer);
    if (outcome.status === "ok") return printed;
    client.dispose();
    if (isTooSlow) {
      const limit = `${runLimitMs / 1000} s`;
      throw new StudentError(`It has not ended within ${limit}. Look for a loop that never ends.`);
    }
    if (outcome.status === "lost") {
      const hasBegun = timer !== undefined;
      throw hasBegun ? new StudentError(outcome.reason) : new Error(outcome.reason);
    }
    throw new StudentError(error ? phraseError(error) : "It stopped before its end.");
  }

  async function ask(call: NamedCall, limitMs: number): Promise<PlainValue> {
    if (client.state === "absent") {
      if (restarts === mostRestarts) {
        throw new StudentError("Not checked, since your code had to be ended three times before.");
      }
      restarts += 1;
      await run();
    }
    const outcome = await client.call(call, { limitMs });
    if (outcome.status === "lost") throw new StudentError(outcome.reason);
    return takeValue(outcome);
  }

  /** One after the other, also where a check does not wait. */
  function askInTurn(call: NamedCall, limitMs: number): Promise<PlainValue> {
    const answer = turn.then(() => ask(call, limitMs));
    turn = answer.catch(() => {});
    return answer;
  }

  const printed = await run();
  return {
    printed,
    call: (name, args, { limitMs = callLimitMs } = {}) => askInTurn({ name, args }, limitMs),
    read: (name) => askInTurn({ name, args: null }, callLimitMs),
    close: () => client.dispose(),
  };
}
