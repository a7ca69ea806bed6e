/**
 * What the page and the kernel that runs the reader's code say to each other. Types only. Every request
 * gets exactly one reply; every other message names the request that it belongs to.
 *
 * Code that nobody waits for, such as a timer, speaks for the request that runs then or ran last, whichever
 * cell it is from. The kernel runs strangers' code: the page takes messages only for the request that it is
 * running, or ran last, and checks their contents (`parseOutput`).
 */
import type { CellId } from "../notebook/cell";
import type { CellError, MimeBundle } from "../notebook/output";
import type { Expression, PlainValue } from "./plain-value";

export type RequestId = number;

/** What a page or a test sets for all runs. */
export interface RunSettings {
  /** `model.fit` trains at most so many epochs. For tests on slow software adapters. */
  maxEpochs?: number;
  /** The backend of TensorFlow.js; without it WebGPU where there is an adapter, else the CPU. */
  backend?: "webgpu" | "wasm" | "cpu";
}

/** Page to kernel. */
export type SandboxRequest =
  | {
      type: "execute_request";
      id: RequestId;
      cellId: CellId;
      code: string;
      executionCount: number;
      settings: RunSettings;
    }
  | ({ type: "call_request"; id: RequestId } & NamedCall)
  /** Stops a run or a call. */
  | { type: "interrupt_request"; id: RequestId; executeId: RequestId }
  | { type: "file_reply"; name: SandboxFile; bytes: ArrayBuffer | null };

/** A function that the code has declared at the top level, to be called, or its value to be read. */
export interface NamedCall {
  name: string;
  /** Null reads the value. */
  args: readonly (PlainValue | Expression)[] | null;
}

/** What the page hands to a kernel that asks for it, and nothing else: the kernel has no network. */
export type SandboxFile =
  | "tfjs.js"
  | "tfjs-wasm"
  | "dense.wasm"
  | "multiply.wasm"
  | "multiply-relaxed.wasm";

/** Kernel to page. `parentId` is the request it belongs to. */
export type SandboxMessage =
  | { type: "status"; parentId: RequestId | null; executionState: "starting" | "busy" | "idle" }
  | { type: "stream"; parentId: RequestId; name: "stdout" | "stderr"; text: string }
  | { type: "display_data"; parentId: RequestId; data: MimeBundle; displayId?: string }
  | { type: "update_display_data"; parentId: RequestId; data: MimeBundle; displayId: string }
  | { type: "execute_result"; parentId: RequestId; data: MimeBundle; executionCount: number }
  | { type: "clear_output"; parentId: RequestId }
  | ({ type: "error"; parentId: RequestId } & CellError)
  | ({ type: "execute_reply"; parentId: RequestId } & ExecuteReply)
  | ({ type: "call_reply"; parentId: RequestId } & CallReply)
  | { type: "interrupt_reply"; parentId: RequestId }
  | { type: "file_request"; name: SandboxFile };

export interface ExecuteReply {
  status: "ok" | "error" | "aborted";
  executionCount: number;
  /** The code's own time. */
  elapsedMs: number;
  /** Names that this run declared at the top level, or assigned to. */
  defines: string[];
  /** Names of other cells that its code refers to. */
  reads: string[];
  /** Tensors in memory after the run; null while TensorFlow.js is not loaded. */
  tensorCount: number | null;
  /** How many of them this run left behind, beyond those held by variables of the notebook and models. */
  leftTensors: number;
}

export type CallReply =
  | { status: "ok"; value: PlainValue }
  /** The code failed. */
  | { status: "error"; error: CellError }
  /** There was nothing to call, or nothing that could be sent: a sentence for who wrote the code. */
  | { status: "refused"; reason: string };
