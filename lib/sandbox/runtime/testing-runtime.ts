import type { SandboxMessage } from "../protocol";
import type { OfferedModule } from "./host";
import { createRuntime } from "./runtime";

type Of<T extends SandboxMessage["type"]> = Extract<SandboxMessage, { type: T }>;

/** A kernel for tests, with what each run posted. Cells are called `cell-1`, `cell-2`, … unless they have a name. */
export function startTestRuntime(offeredModules: readonly OfferedModule[] = []) {
  const messages: SandboxMessage[] = [];
  const runtime = createRuntime({ post: (message) => messages.push(message), offeredModules });
  let id = 0;

  async function run(code: string, cellId = `cell-${id + 1}`) {
    id += 1;
    const first = messages.length;
    const executionCount = id;
    await runtime.execute({
      type: "execute_request",
      id,
      cellId,
      code,
      executionCount,
      settings: {},
    });
    return summarise(messages.slice(first));
  }

  return { runtime, messages, run };
}

function summarise(messages: SandboxMessage[]) {
  const find = <T extends SandboxMessage["type"]>(type: T) =>
    messages.filter((message): message is Of<T> => message.type === type);
  const printed = (name: string) =>
    find("stream")
      .filter((message) => message.name === name)
      .map(({ text }) => text)
      .join("");
  const [reply] = find("execute_reply");
  if (!reply || find("execute_reply").length > 1) throw new Error("A run has to have one reply.");
  return {
    messages,
    reply,
    result: find("execute_result")[0]?.data["text/plain"],
    error: find("error")[0],
    stdout: printed("stdout"),
    stderr: printed("stderr"),
  };
}
