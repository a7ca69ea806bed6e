import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { createOutbox } from "./outbox";
import type { SandboxMessage } from "./protocol";
import type { Batch } from "./wire";

type Message = SandboxMessage & { parentId: number };

function print(text: string, parentId = 1): Message {
  return { type: "stream", parentId, name: "stdout", text };
}
function update(text: string, displayId = "a"): Message {
  return { type: "update_display_data", parentId: 1, displayId, data: { "text/plain": text } };
}
const clear: Message = { type: "clear_output", parentId: 1 };
const reply: Message = {
  type: "execute_reply",
  parentId: 1,
  status: "ok",
  executionCount: 1,
  elapsedMs: 0,
  defines: [],
  reads: [],
  tensorCount: null,
  leftTensors: 0,
};

/** Fills the way to the page, so that what follows has to wait. */
const long = print("x".repeat(1_500_000));

/** An outbox whose page takes nothing by itself, and whose clock stands still. */
function open() {
  const batches: SandboxMessage[][] = [];
  const clock = { ms: 0 };
  const outbox = createOutbox(
    (batch: Batch) => batches.push(Object.values(batch)),
    () => clock.ms,
  );
  return { ...outbox, batches, clock };
}

describe("createOutbox(send, now)", () => {
  it("sends at once while the page keeps up, and then gathers", () => {
    const { post, markTaken, batches } = open();
    for (const message of [print("a"), long, print("b"), print("c")]) post(message);
    expect(batches).toEqual([[print("a")], [long]]);
    markTaken();
    expect(batches).toHaveLength(2);
    markTaken();
    expect(batches.slice(2)).toEqual([[print("b"), print("c")]]);
  });

  it("lets pass at once all that a run may print, so that nothing waits for code that never does", () => {
    const { post, batches } = open();
    for (let count = 0; count < 16; count += 1) post(print("x".repeat(64_000)));
    post(print("… output cut after 1 MB\n"));
    expect(batches).toHaveLength(17);
  });

  it("sends a reply whatever the page has taken, and before it all that was said", () => {
    const { post, batches } = open();
    for (const message of [long, print("a"), reply]) post(message);
    expect(batches).toEqual([[long], [print("a"), reply]]);
  });

  it("lets code that floods and never waits be heard four times a second", () => {
    const { post, batches, clock } = open();
    post(long);
    for (clock.ms = 0; clock.ms < 2000; clock.ms += 1) post(print(String(clock.ms)));
    expect(batches).toHaveLength(1 + Math.floor(2000 / 251));
  });

  it("keeps of a display that is updated faster than it is shown the newest state", () => {
    const { post, markTaken, batches } = open();
    post(long);
    for (const text of ["1", "2", "3"]) post(update(text));
    post(update("4", "b"));
    post(update("5"));
    markTaken();
    expect(batches[1]).toEqual([update("5"), update("4", "b")]);
  });

  it("does not move an update before a display of the same name", () => {
    const { post, markTaken, batches } = open();
    const display = { ...update("new"), type: "display_data" } as Message;
    for (const message of [long, update("1"), display, update("2")]) post(message);
    markTaken();
    expect(batches[1]).toEqual([update("1"), display, update("2")]);
  });

  it("forgets what is cleared before it was seen", () => {
    const { post, markTaken, batches } = open();
    for (const message of [long, print("a"), clear, print("b")]) post(message);
    markTaken();
    expect(batches[1]).toEqual([clear, print("b")]);
  });

  it("leaves out what the page could not show, and says how much", () => {
    const { post, batches } = open();
    post(long);
    for (let count = 0; count < 10 + 5; count += 1) post(print("x".repeat(300_000)));
    post(reply);
    const last = batches.at(-1) as SandboxMessage[];
    expect(last).toHaveLength(10 + 2);
    expect(last[10]).toMatchObject({
      name: "stderr",
      text: expect.stringContaining(" 5 outputs "),
    });
    expect(last[11]).toEqual(reply);
  });

  it("leaves out none of the errors of an honest run, but most of a flood of them", () => {
    const { post, batches } = open();
    const error: Message = { type: "error", parentId: 1, ename: "Error", evalue: "", places: [] };
    post(long);
    for (let count = 0; count < 15; count += 1) post(print("x".repeat(600_000)));
    post(error);
    post(reply);
    expect(batches.flat()).toContainEqual(error);
    for (let count = 0; count < 100_000; count += 1) post(error);
    expect(batches.flat().length).toBeLessThan(5000);
  });

  it("refuses what is no plain data, where it is said", () => {
    const { post, batches } = open();
    const message = { ...update("1"), data: { "text/plain": (() => 1) as unknown as string } };
    expect(() => post(message)).toThrow("expected plain data, but it holds a function");
    expect(batches).toEqual([]);
  });

  it("sends everything once and in order, however the page keeps up", () => {
    const step = fc.oneof(
      { weight: 4, arbitrary: fc.constant("say" as const) },
      fc.constant("take" as const),
      fc.constant("wait" as const),
      fc.constant("reply" as const),
    );
    fc.assert(
      fc.property(fc.array(step, { maxLength: 200 }), (steps) => {
        const { post, markTaken, batches, clock } = open();
        const said: SandboxMessage[] = [];
        let taken = 0;
        for (const [index, kind] of [...steps, "reply" as const].entries()) {
          if (kind === "wait") clock.ms += 100;
          else if (kind === "take") {
            if (taken < batches.length) {
              taken += 1;
              markTaken();
            }
          } else {
            const message = kind === "reply" ? reply : print(String(index).repeat(50_000));
            said.push(message);
            post(message);
          }
        }
        expect(batches.flat()).toEqual(said);
      }),
    );
  });

  it("is not impressed by patched prototypes", () => {
    const batches = new Set<Batch>();
    const { post } = createOutbox(
      (batch) => batches.add(batch),
      () => 0,
    );
    const caught = new Set<unknown>();
    const names = ["0", "1", "2", "toJSON", "newest"];
    for (const name of names) {
      Object.defineProperty(Object.prototype, name, {
        configurable: true,
        get: () => undefined,
        set: (value) => caught.add(value),
      });
    }
    try {
      for (const message of [long, print("a"), print("b"), reply]) post(message);
    } finally {
      for (const name of names) delete (Object.prototype as Record<string, unknown>)[name];
    }
    expect([...batches]).toEqual([{ 0: long }, { 0: print("a"), 1: print("b"), 2: reply }]);
    expect([...caught]).toEqual([]);
  });

  it("sends on where every object has been given a function", () => {
    const batches = new Set<Batch>();
    const { post } = createOutbox(
      (batch) => batches.add(batch),
      () => 0,
    );
    const everyObject = Object.prototype as { double?: () => number };
    everyObject.double = () => 2;
    try {
      post(reply);
    } finally {
      delete everyObject.double;
    }
    expect([...batches]).toEqual([{ 0: reply }]);
  });
});
