import type { CellError } from "../../notebook/output";
import { phraseTooSlow } from "../../sandbox/client";
import { parseMessage } from "../../sandbox/parse-message";
import type { CallReply, ExecuteReply, NamedCall, RequestId } from "../../sandbox/protocol";
import { createNodeRuntime } from "../../sandbox/runtime/node-runtime";
import { callLimitMs, phraseError, studentCell, takeValue } from "./answer-call";
import { type PlainValue, StudentError, type StudentRealm } from "./student-realm";

/**
 * As `openStudentRealm`, in this process of Node and with nothing around it: for the author's own code only, by
 * which a book is proven. It answers as the page's does, but what never ends cannot be ended here.
 */
export async function openNodeRealm(code: string): Promise<StudentRealm> {
  let printed = "";
  let error: CellError | undefined;
  let executeReply: ExecuteReply | undefined;
  const replies = new Map<RequestId, CallReply>();
  let id = 1;
  const runtime = createNodeRuntime((posted) => {
    // As it would travel, so that no object is shared.
    const message = parseMessage(structuredClone(posted));
    if (message?.type === "error") error = message;
    if (message?.type === "stream") printed += message.text;
    if (message?.type === "execute_reply") executeReply = message;
    if (message?.type === "call_reply") replies.set(message.parentId, message);
  });

  async function ask(call: NamedCall, limitMs: number): Promise<PlainValue> {
    id += 1;
    const present = id;
    const { args, name } = structuredClone(call);
    let isTooSlow = false;
    const timer = setTimeout(() => {
      isTooSlow = true;
      runtime.interrupt(present);
    }, limitMs);
    await runtime.call({ type: "call_request", id: present, name, args });
    clearTimeout(timer);
    const reply = replies.get(present);
    replies.delete(present);
    if (isTooSlow || !reply) throw new StudentError(phraseTooSlow(`“${name}”`, limitMs));
    return takeValue(reply);
  }

  const settings = { backend: "cpu" } as const;
  const cell = { cellId: studentCell, code, executionCount: 1, settings };
  await runtime.execute({ type: "execute_request", id, ...cell });
  if (executeReply?.status !== "ok") {
    throw new StudentError(error ? phraseError(error) : "It stopped before its end.");
  }
  return {
    printed,
    call: (name, args, { limitMs = callLimitMs } = {}) => ask({ name, args }, limitMs),
    read: (name) => ask({ name, args: null }, callLimitMs),
    close: () => runtime.interrupt(),
  };
}
