import type { CellError, MimeBundle } from "../../notebook/output";
import type { PlainValue } from "../plain-value";
import type {
  CallReply,
  ExecuteReply,
  RequestId,
  SandboxFile,
  SandboxMessage,
  SandboxRequest,
} from "../protocol";
import { CallRefused, callDeclared, prepareArguments, readDeclared } from "./call-declared";
import { type CellText, CellTexts } from "./cell-texts";
import { createCodeApi } from "./code-api";
import { createConsole } from "./console";
import { type DescribeOptions, describeError, describeSyntaxError } from "./errors/describe-error";
import { readClock, yieldToEventLoop } from "./event-loop";
import { Files } from "./files";
import type { Host, OfferedModule } from "./host";
import { inspectValue } from "./inspect/inspect-value";
import { printInspection, toValueNode } from "./inspect/print-inspection";
import { Modules } from "./load-modules";
import { NotebookNames } from "./notebook-names";
import { Output } from "./output";
import { Interrupted, Run, type Site } from "./run";
import { createTimers } from "./timers";
import { NotPlain, toPlainValue } from "./to-plain-value";
import { CellSyntaxError } from "./transform/parse-cell";

export type ExecuteRequest = Extract<SandboxRequest, { type: "execute_request" }>;
export type CallRequest = Extract<SandboxRequest, { type: "call_request" }>;

export interface RuntimeOptions {
  post: (message: SandboxMessage) => void;
  offeredModules: readonly OfferedModule[];
  /** Milliseconds from any point in time. */
  now?: () => number;
}

export interface Runtime {
  /** Runs a cell and replies exactly once. One at a time: another waits for the one before. Never rejects. */
  execute(request: ExecuteRequest): Promise<void>;
  /** Calls what a cell has declared, or reads it, and replies exactly once; in turn with the runs. Never rejects. */
  call(request: CallRequest): Promise<void>;
  /** Stops the run, or what is left of the last one: timers, and code that nobody waits for. */
  interrupt(executeId?: RequestId): void;
  /** Answers a `file_request`; null where the file cannot be had. */
  receiveFile(name: SandboxFile, bytes: ArrayBuffer | null): void;
  /** Shows an error that no code waits for, such as one in a timer. */
  reportError(error: unknown): void;
  /** The `console` of cells, for libraries that print. */
  console: Record<string, (...values: unknown[]) => void>;
}

/** The kernel: keeps the notebook's names, runs cells, and posts what they show. */
export function createRuntime(options: RuntimeOptions): Runtime {
  return new CellRuntime(options);
}

class CellRuntime implements Runtime {
  readonly console: Runtime["console"];
  readonly #now: () => number;
  readonly #post: (message: SandboxMessage) => void;
  readonly #output: Output;
  readonly #names = new NotebookNames();
  readonly #texts = new CellTexts();
  readonly #modules: Modules;
  readonly #files: Files;
  readonly #timers = createTimers(() => this.#run);
  /** By display: the run that showed it. */
  readonly #displays = new Map<string, Run>();
  /** The run under way, or the last one. */
  #run: Run;
  #settings: ExecuteRequest["settings"] = {};
  #isBusy = false;
  #queue: Promise<void> = Promise.resolve();
  #thrown: { value: unknown; site: Site } | undefined;

  constructor({ post, offeredModules, now = readClock }: RuntimeOptions) {
    this.#post = post;
    this.#now = now;
    this.#output = new Output(post, now);
    this.#files = new Files(post);
    this.#run = this.#createRun(0, "");
    this.#modules = new Modules(offeredModules, this.#createHost(), this.#names.globals);
    this.console = createConsole({
      isFull: () => this.#output.isFull(this.#run),
      write: (name, text) => this.#output.write(this.#run, name, text),
      display: (data) => this.#display(data),
      clear: () => this.#output.send({ type: "clear_output", parentId: this.#run.id }),
      now,
    });
    Object.assign(this.#names.globals, this.#timers.functions, { console: this.console });
  }

  execute(request: ExecuteRequest): Promise<void> {
    return this.#enqueue(() => this.#execute(request));
  }

  call(request: CallRequest): Promise<void> {
    return this.#enqueue(() => this.#call(request));
  }

  interrupt(executeId = this.#run.id): void {
    if (executeId !== this.#run.id) return;
    this.#run.interrupt();
    // While nothing runs, Stop is meant for what earlier runs have left behind.
    this.#timers.clear(this.#isBusy ? this.#run : undefined);
  }

  receiveFile(name: SandboxFile, bytes: ArrayBuffer | null): void {
    this.#files.receive(name, bytes);
  }

  reportError(error: unknown): void {
    if (isInstance(error, Interrupted)) return;
    this.#sendError(describeError(error, this.#getDescribeOptions(error)));
  }

  #enqueue(work: () => Promise<void>): Promise<void> {
    this.#queue = runAfter(this.#queue, work);
    return this.#queue;
  }

  async #execute(request: ExecuteRequest): Promise<void> {
    const { id, cellId, executionCount } = request;
    const run = this.#createRun(id, cellId);
    this.#run = run;
    this.#settings = request.settings;
    this.#thrown = undefined;
    const before = this.#names.takeSnapshot();
    const reply = createReply(executionCount);
    this.#isBusy = true;
    this.#post({ type: "status", parentId: id, executionState: "busy" });
    try {
      await this.#runCell(request, run, reply);
      const { result } = run;
      if (result !== undefined) {
        const data = (await run.wait(this.#bundle(run, result))) as MimeBundle;
        this.#output.send({ type: "execute_result", parentId: id, data, executionCount });
      }
    } catch (error) {
      reply.status = "error";
      if (!run.isInterrupted) this.#sendError(this.#describe(error, request));
      // What code still does when it is stopped, it does before the run ends.
      else await yieldToEventLoop();
    } finally {
      if (run.isInterrupted) reply.status = "aborted";
      run.result = undefined;
      this.#isBusy = false;
      this.#tidyUp(before, reply);
      this.#output.send({ type: "execute_reply", parentId: id, ...reply });
      this.#post({ type: "status", parentId: id, executionState: "idle" });
    }
  }

  /** Prepares what the cell refers to, runs its code, and fills in the reply on the way. */
  async #runCell({ cellId, code }: ExecuteRequest, run: Run, reply: ExecuteReply): Promise<void> {
    const text = this.#texts.compile(cellId, code, this.#names);
    const { declared, free, assigned, imports, usedImports } = text.transformed;
    reply.defines = [...new Set([...declared.keys(), ...assigned])];
    await run.wait(this.#modules.loadForNames([...free].filter((name) => !this.#names.has(name))));
    for (const wanted of imports) {
      const value = await run.wait(this.#modules.import(wanted, usedImports.has(wanted.local)));
      if (wanted.local) this.#names.declareConst[wanted.local] = value;
    }
    reply.reads = [...free].filter((name) => this.#isFromNotebook(name));
    for (const { beginRun } of this.#modules.extensions) beginRun?.();
    run.text = text.number;
    const startedAt = this.#now();
    try {
      await run.wait(this.#start(text, run));
      await run.finish();
    } finally {
      reply.elapsedMs = this.#now() - startedAt;
    }
  }

  async #call({ id, name, args }: CallRequest): Promise<void> {
    const run = this.#createRun(id, "");
    this.#run = run;
    this.#thrown = undefined;
    this.#isBusy = true;
    let reply: CallReply;
    try {
      reply = { status: "ok", value: await this.#callForValue(run, name, args) };
    } catch (error) {
      reply = this.#refuse(name, error);
    } finally {
      this.#isBusy = false;
    }
    this.#output.send({ type: "call_reply", parentId: id, ...reply });
  }

  async #callForValue(run: Run, name: string, args: CallRequest["args"]): Promise<PlainValue> {
    for (const { beginRun } of this.#modules.extensions) beginRun?.();
    const { names } = this.#names;
    const values = args && (await prepareArguments(args, (text) => this.#evaluate(run, text)));
    const result = values ? callDeclared(names, name, values) : readDeclared(names, name);
    const value = await run.wait(result);
    await run.finish();
    const { extensions } = this.#modules;
    return toPlainValue(value, (object) => {
      for (const { findTensor } of extensions) {
        const tensor = findTensor?.(object);
        if (tensor) return tensor;
      }
      return undefined;
    });
  }

  /** As the last expression of a cell, in a run that goes on with other code. */
  async #evaluate(run: Run, expression: string): Promise<unknown> {
    const code = `(${expression})`;
    const request: ExecuteRequest = {
      type: "execute_request",
      id: run.id,
      cellId: "",
      code,
      executionCount: 0,
      settings: this.#settings,
    };
    await this.#runCell(request, run, createReply(0));
    const { result } = run;
    run.result = undefined;
    run.text = 0;
    return result;
  }

  #refuse(name: string, error: unknown): CallReply {
    if (isInstance(error, CallRefused)) return { status: "refused", reason: error.message };
    if (isInstance(error, NotPlain)) {
      return { status: "refused", reason: `“${name}” gave back ${error.message}` };
    }
    return { status: "error", error: describeError(error, this.#getDescribeOptions(error)) };
  }

  #start({ start }: CellText, run: Run): Promise<void> {
    const { names, declareLet, declareConst, constants, maybe } = this.#names;
    return start(names, declareLet, declareConst, constants, maybe, this.#codeApi, run);
  }

  readonly #codeApi = createCodeApi({
    getRun: () => this.#run,
    now: () => this.#now(),
    flush: () => this.#output.flush(),
    hoist: (name) => this.#names.hoist(name),
    loadModule: (specifier) => this.#modules.load(specifier),
    noteThrown: (value, site) => {
      this.#thrown = { value, site };
    },
  });

  #createRun(id: RequestId, cellId: string): Run {
    return new Run({ id, cellId, now: this.#now, flush: this.#output.flush });
  }

  #createHost(): Host {
    return {
      display: (data, displayId) => this.#display(data, displayId),
      show: async (value) => {
        const run = this.#run;
        const data = await this.#bundle(run, value);
        run.check();
        this.#output.display(run.id, data);
      },
      follow: (work) => this.#run.follow(work),
      checkInterrupt: () => this.#run.check(),
      breathe: async () => {
        await this.#run.pause();
      },
      loadFile: (name) => this.#files.load(name),
      settings: () => this.#settings,
    };
  }

  /** What goes on in the background of a stopped run is ended when it comes to show something. */
  #display(data: MimeBundle, displayId?: string): void {
    const shownBy = displayId === undefined ? undefined : this.#displays.get(displayId);
    const run = shownBy ?? this.#run;
    run.check();
    if (displayId !== undefined) this.#displays.set(displayId, run);
    this.#output.display(run.id, data, displayId, Boolean(shownBy));
  }

  /** The value in the forms that an extension knows, or as the inspector sees it. */
  async #bundle(run: Run, value: unknown): Promise<MimeBundle> {
    for (const displayer of this.#modules.extensions.flatMap(({ displayers }) => displayers)) {
      const data = (await run.wait(displayer(value))) as MimeBundle | undefined;
      if (data) return data;
    }
    const inspection = inspectValue(value);
    return {
      "text/plain": printInspection(inspection),
      "application/vnd.descent.value+json": toValueNode(inspection),
    };
  }

  #describe(error: unknown, { cellId, code }: ExecuteRequest): CellError {
    const isInText = isInstance(error, CellSyntaxError) || this.#run.text === 0;
    if (isInText && isInstance(error, SyntaxError)) return describeSyntaxError(error, cellId, code);
    return describeError(error, this.#getDescribeOptions(error));
  }

  #getDescribeOptions(error: unknown): DescribeOptions {
    const run = this.#run;
    const awaited = typeof error === "object" && error ? run.awaited.get(error) : undefined;
    const thrown = this.#thrown && this.#thrown.value === error ? [this.#thrown.site] : [];
    return {
      texts: this.#texts,
      sites: awaited ?? thrown,
      statement: run.text > 0 ? { cell: run.text, offset: run.at } : undefined,
      explain: (known) => {
        for (const { explain } of this.#modules.extensions) {
          const sentence = explain?.(known);
          if (sentence) return sentence;
        }
        return undefined;
      },
      listNames: () => this.#names.list(),
      readName: (name) => this.#names.maybe[name],
    };
  }

  #sendError(error: CellError): void {
    this.#output.send({ type: "error", parentId: this.#run.id, ...error });
  }

  #isFromNotebook(name: string): boolean {
    return this.#names.has(name) || !(name in this.#names.globals || name in globalThis);
  }

  /** Frees what names hold no more, and counts what is left. */
  #tidyUp(before: Record<string, unknown>, reply: ExecuteReply): void {
    const names = this.#names.takeSnapshot();
    const dropped = Object.keys(before)
      .filter((name) => before[name] !== names[name])
      .map((name) => before[name]);
    for (const { release, countTensors } of this.#modules.extensions) {
      try {
        release?.(dropped, names);
        const count = countTensors?.(names);
        if (!count) continue;
        reply.tensorCount = (reply.tensorCount ?? 0) + count.total;
        reply.leftTensors += count.left;
      } catch (error) {
        // Whatever happens here, the run gets its reply.
        this.reportError(error);
      }
    }
  }
}

async function runAfter(before: Promise<void>, work: () => Promise<void>): Promise<void> {
  await before;
  await work();
}

/** `instanceof` for thrown values, which may be proxies that throw themselves. */
function isInstance<T>(value: unknown, type: new (...values: never[]) => T): value is T {
  try {
    return value instanceof type;
  } catch {
    return false;
  }
}

function createReply(executionCount: number): ExecuteReply {
  return {
    status: "ok",
    executionCount,
    elapsedMs: 0,
    defines: [],
    reads: [],
    tensorCount: null,
    leftTensors: 0,
  };
}
