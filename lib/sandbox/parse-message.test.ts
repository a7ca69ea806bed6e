import fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { ValueNode } from "../notebook/output";
import { parseMessage } from "./parse-message";
import type { SandboxMessage } from "./protocol";

const bundle = { "text/plain": "2" };
const messages: SandboxMessage[] = [
  { type: "status", parentId: null, executionState: "idle" },
  { type: "status", parentId: 1, executionState: "busy" },
  { type: "stream", parentId: 1, name: "stdout", text: "a" },
  { type: "display_data", parentId: 1, data: bundle, displayId: "a" },
  { type: "update_display_data", parentId: 1, data: bundle, displayId: "a" },
  { type: "execute_result", parentId: 1, data: bundle, executionCount: 1 },
  { type: "clear_output", parentId: 1 },
  {
    type: "error",
    parentId: 1,
    ename: "TypeError",
    evalue: "x is not a function",
    places: [{ cellId: "a", line: 1, column: 0, endColumn: 1, text: "x()" }],
    advice: "Check the spelling.",
  },
  {
    type: "execute_reply",
    parentId: 1,
    status: "ok",
    executionCount: 1,
    elapsedMs: 0.5,
    defines: ["a"],
    reads: [],
    tensorCount: null,
    leftTensors: 0,
  },
  { type: "call_reply", parentId: 1, status: "ok", value: { path: [1, Number.NaN, undefined] } },
  { type: "call_reply", parentId: 1, status: "refused", reason: "There is no such function." },
  {
    type: "call_reply",
    parentId: 1,
    status: "error",
    error: { ename: "TypeError", evalue: "x is not a function", places: [] },
  },
  { type: "interrupt_reply", parentId: 2 },
  { type: "file_request", name: "tfjs.js" },
];
const types = new Set(messages.map(({ type }) => type));

function createNested(depth: number): ValueNode {
  let value: ValueNode = { kind: "text", type: "number", text: "1" };
  for (let level = 0; level < depth; level += 1) {
    value = { kind: "object", name: "", preview: "", entries: [{ key: "a", value }], more: 0 };
  }
  return value;
}

function showValue(value: ValueNode): SandboxMessage {
  const data = { ...bundle, "application/vnd.descent.value+json": value };
  return { type: "display_data", parentId: 1, data };
}

describe("parseMessage(value)", () => {
  it.each(messages)("takes $type", (message) => {
    expect(parseMessage(message)).toEqual(message);
  });

  it("leaves out what does not belong to a message", () => {
    const message = { type: "clear_output", parentId: 1, html: "<script>" };
    expect(parseMessage(message)).toEqual({ type: "clear_output", parentId: 1 });
  });

  it.each([
    ["no object", "stream"],
    ["another type", { type: "eval", parentId: 1, code: "1" }],
    ["no request", { type: "stream", name: "stdout", text: "a" }],
    ["a request that is no number", { type: "clear_output", parentId: "1" }],
    ["another stream", { type: "stream", parentId: 1, name: "stdlog", text: "a" }],
    ["a text that is none", { type: "stream", parentId: 1, name: "stdout", text: { length: 1 } }],
    ["a display without text", { type: "display_data", parentId: 1, data: {} }],
    ["an update without name", { type: "update_display_data", parentId: 1, data: bundle }],
    ["a file of another place", { type: "file_request", name: "../index.html" }],
    [
      "a picture that is no base64",
      {
        type: "display_data",
        parentId: 1,
        data: { ...bundle, "image/png": "javascript:alert(1)" },
      },
    ],
  ])("refuses %s", (_, value) => {
    expect(parseMessage(value)).toBeUndefined();
  });

  it("takes values of 32 objects in one another, and none that are deeper", () => {
    expect(parseMessage(showValue(createNested(32)))).toEqual(showValue(createNested(32)));
    expect(parseMessage(showValue(createNested(33)))).toBeUndefined();
    // Deeper than the stack is high.
    expect(parseMessage(showValue(createNested(100_000)))).toBeUndefined();
  });

  it("takes anything without throwing, and lets through only what it knows", () => {
    const near = fc.tuple(fc.constantFrom(...messages), fc.string(), fc.anything());
    fc.assert(
      fc.property(
        fc.oneof(
          fc.anything(),
          near.map(([message, key, value]) => ({ ...message, [key]: value })),
          near.map(([message, , value]) => {
            const keys = Object.keys(message);
            return { ...message, [keys[keys.length - 1] as string]: value };
          }),
        ),
        (value) => {
          const message = parseMessage(value);
          if (message) expect(types).toContain(message.type);
        },
      ),
      { numRuns: 3000, seed: 1 },
    );
  });
});
