import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import type { SandboxRequest } from "../../sandbox/protocol";
import { openStudentRealm } from "./open-student-realm";
import { StudentError } from "./student-realm";

type Execute = Extract<SandboxRequest, { type: "execute_request" }>;
type Call = Extract<SandboxRequest, { type: "call_request" }>;
type Say = (message: object) => void;

interface Behaviour {
  /** Left out, the code prints "a" and ends. */
  execute?: (request: Execute, say: Say, start: number) => void;
  call?: (request: Call, say: Say) => void;
}

let removed = 0;

/** Opens a realm on kernels that do what a test wants; `start` counts them from 1. */
function open({ execute = end, call = () => {} }: Behaviour, runLimitMs?: number) {
  let starts = 0;
  const createFrame = () => {
    starts += 1;
    const start = starts;
    let port: MessagePort | undefined;
    let reports: MessagePort | undefined;
    const say: Say = (message) => port?.postMessage({ 0: message });
    return {
      loaded: Promise.resolve(),
      send([kernel, frame]: [MessagePort, MessagePort]) {
        [port, reports] = [kernel, frame];
        kernel.onmessage = ({ data }: MessageEvent<SandboxRequest | string>) => {
          if (typeof data === "string") {
            say({ type: "status", parentId: null, executionState: "idle" });
          } else if (data.type === "execute_request") {
            say({ type: "status", parentId: data.id, executionState: "busy" });
            execute(data, say, start);
          } else if (data.type === "call_request") {
            call(data, say);
          }
        };
      },
      remove() {
        removed += 1;
        port?.close();
        reports?.close();
      },
    };
  };
  const options = { filesUrl: "/sandbox/", version: "a", createFrame, runLimitMs };
  return openStudentRealm("code", options).then((student) => ({
    student,
    countStarts: () => starts,
  }));
}

function reply({ id }: Execute, status = "ok") {
  const counts = { executionCount: 1, elapsedMs: 1, tensorCount: null, leftTensors: 0 };
  return { type: "execute_reply", parentId: id, status, defines: [], reads: [], ...counts };
}

function end(request: Execute, say: Say) {
  say({ type: "stream", parentId: request.id, name: "stdout", text: "a" });
  say(reply(request));
}

const giveBack = (value: unknown) => (request: Call, say: Say) =>
  say({ type: "call_reply", parentId: request.id, status: "ok", value });

beforeEach(() => {
  removed = 0;
  vi.stubGlobal("fetch", async () => new Response("runtime"));
});
afterEach(() => {
  vi.unstubAllGlobals();
});

describe("openStudentRealm(code, options)", () => {
  it("runs the code, and calls and reads what it declares", async () => {
    const requests: object[] = [];
    const { student } = await open({
      execute: (request, say) => {
        requests.push(request);
        end(request, say);
      },
      call: (request, say) => {
        requests.push(request);
        giveBack([1])(request, say);
      },
    });
    expect(student.printed).toBe("a");
    expect(await student.call("f", [2, { expression: "Math.sin" }])).toEqual([1]);
    expect(await student.read("x")).toEqual([1]);
    student.close();
    expect(removed).toBe(1);
    expect(requests).toMatchObject([
      { code: "code" },
      { name: "f", args: [2, { expression: "Math.sin" }] },
      { name: "x", args: null },
    ]);
  });

  it("says in words what failed in the run", async () => {
    const place = { cellId: "exercise", line: 4, column: 0, endColumn: 1, text: "" };
    const opening = open({
      execute(request, say) {
        const error = { ename: "TypeError", evalue: "f is no function", places: [place] };
        say({ type: "error", parentId: request.id, ...error, advice: "Is `f` there?" });
        say(reply(request, "error"));
      },
    });
    await expect(opening).rejects.toThrow("TypeError in line 4: f is no function. Is “f” there?");
    await expect(opening).rejects.toBeInstanceOf(StudentError);
    expect(removed).toBe(1);
  });

  it("ends a run that takes too long", async () => {
    const opening = open({ execute: () => {} }, 20);
    await expect(opening).rejects.toThrow(
      "It has not ended within 0.02 s. Look for a loop that never ends.",
    );
    await expect(opening).rejects.toBeInstanceOf(StudentError);
    expect(removed).toBe(1);
  });

  it("blames nobody where there is no kernel", async () => {
    vi.stubGlobal("fetch", async () => Promise.reject(new Error("offline")));
    const opening = open({});
    await expect(opening).rejects.toThrow("The kernel could not be loaded (offline).");
    await expect(opening).rejects.not.toBeInstanceOf(StudentError);
  });

  it("keeps no more of what is printed than a run may print", async () => {
    const { student } = await open({
      execute(request, say) {
        const text = "a".repeat(400_000);
        for (let at = 0; at < 5; at += 1) {
          say({ type: "stream", parentId: request.id, name: "stdout", text });
        }
        say(reply(request));
      },
    });
    expect(student.printed).toHaveLength(1_000_000);
    student.close();
  });
});

describe("student.call(name, args, options)", () => {
  it("says in words what failed", async () => {
    const { student } = await open({
      call: ({ id, name }, say) =>
        say(
          name === "f"
            ? { type: "call_reply", parentId: id, status: "refused", reason: "There is no “f”." }
            : {
                type: "call_reply",
                parentId: id,
                status: "error",
                error: { ename: "Error", evalue: "own", places: [] },
              },
        ),
    });
    await expect(student.call("f", [])).rejects.toThrow(new StudentError("There is no “f”."));
    await expect(student.call("g", [])).rejects.toThrow(new StudentError("Error: own."));
    student.close();
  });

  it("starts a fresh realm after one that was ended, twice, and then no more", async () => {
    let calls = 0;
    const { student, countStarts } = await open({
      call: (request, say) => {
        calls += 1;
        if (request.name === "fine") giveBack(calls)(request, say);
      },
    });
    const endless = () => student.call("endless", [], { limitMs: 20 });
    await expect(endless()).rejects.toThrow("“endless” did not answer within 0.02 s");
    expect(await student.call("fine", [])).toBe(2);
    await expect(endless()).rejects.toThrow("did not answer");
    await expect(endless()).rejects.toThrow("did not answer");
    expect([countStarts(), removed]).toEqual([3, 3]);
    await expect(student.call("fine", [])).rejects.toThrow(
      "Not checked, since your code had to be ended three times before.",
    );
    expect(countStarts()).toBe(3);
    student.close();
  });

  it("tells of code that does not run a second time", async () => {
    const { student } = await open({
      execute: (request, say, start) =>
        start === 1 ? end(request, say) : say(reply(request, "error")),
    });
    await expect(student.call("f", [], { limitMs: 20 })).rejects.toThrow("did not answer");
    await expect(student.call("f", [])).rejects.toThrow("It stopped before its end.");
    await expect(student.call("f", [])).rejects.toThrow("It stopped before its end.");
    await expect(student.call("f", [])).rejects.toThrow("Not checked");
    student.close();
  });

  it("makes calls one after the other, also where nobody waits", async () => {
    let present = 0;
    const { student } = await open({
      call(request, say) {
        present += 1;
        const together = present;
        setTimeout(() => {
          present -= 1;
          giveBack(together)(request, say);
        }, 1);
      },
    });
    const values = await Promise.all([1, 2, 3].map(() => student.call("f", [])));
    expect(values).toEqual([1, 1, 1]);
    student.close();
  });
});
