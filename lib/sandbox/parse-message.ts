import * as z from "zod/mini";
import { errorSchema, mimeBundleSchema, parseOutput } from "../notebook/output";
import { plainValueSchema } from "./plain-value";
import type { SandboxMessage } from "./protocol";

const parentId = z.int();
const callReply = { type: z.literal("call_reply"), parentId };

/** What is no output by itself; outputs are checked as those of a file are. */
const messageSchema = z.discriminatedUnion("type", [
  z.object({
    type: z.literal("status"),
    parentId: z.nullable(parentId),
    executionState: z.enum(["starting", "busy", "idle"]),
  }),
  z.object({
    type: z.literal("update_display_data"),
    parentId,
    data: mimeBundleSchema,
    displayId: z.string(),
  }),
  z.object({ type: z.literal("clear_output"), parentId }),
  z.object({
    type: z.literal("execute_reply"),
    parentId,
    status: z.enum(["ok", "error", "aborted"]),
    executionCount: z.int(),
    elapsedMs: z.number(),
    defines: z.array(z.string()),
    reads: z.array(z.string()),
    tensorCount: z.nullable(z.int()),
    leftTensors: z.int(),
  }),
  z.discriminatedUnion("status", [
    z.object({ ...callReply, status: z.literal("ok"), value: plainValueSchema }),
    z.object({ ...callReply, status: z.literal("error"), error: errorSchema }),
    z.object({ ...callReply, status: z.literal("refused"), reason: z.string() }),
  ]),
  z.object({ type: z.literal("interrupt_reply"), parentId }),
  z.object({
    type: z.literal("file_request"),
    name: z.enum(["tfjs.js", "tfjs-wasm", "dense.wasm", "multiply.wasm", "multiply-relaxed.wasm"]),
  }),
]);

const outputEnvelope = z.object({ parentId });

/** The message, or undefined where it has another shape: whoever sent it runs strangers' code. */
export function parseMessage(value: unknown): SandboxMessage | undefined {
  const message = z.safeParse(messageSchema, value);
  if (message.success) return message.data;
  const envelope = z.safeParse(outputEnvelope, value);
  const output = envelope.success ? parseOutput(value) : undefined;
  return output && ({ ...output, ...envelope.data } as SandboxMessage);
}
