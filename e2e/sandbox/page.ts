/** The page of `build-page.ts`: the kernel's client, within reach of a test. */
import { type ExecuteOutcome, SandboxClient, type SandboxOutput } from "@/lib/sandbox/client";

/** One run, as far as it has come. */
export interface ObservedRun {
  outputs: SandboxOutput[];
  /** All streams and errors, in one text. */
  text: string;
  outcome: ExecuteOutcome | null;
  isBusy: boolean;
}

const client = new SandboxClient({
  filesUrl: "/sandbox/",
  version: document.documentElement.dataset.version ?? "",
});
const runs: ObservedRun[] = [];
/** What has come past the client. */
const intrusions: unknown[] = [];
addEventListener("message", (event) => intrusions.push(event.data));
new BroadcastChannel("attack").onmessage = (event) => intrusions.push(event.data);

/** Begins to run a cell, and returns the number of the run. */
function begin(code: string): number {
  const run: ObservedRun = { outputs: [], text: "", outcome: null, isBusy: false };
  const number = runs.push(run) - 1;
  const cellId = `cell-${number}`;
  client
    .execute(
      { cellId, code, executionCount: number + 1, settings: {} },
      {
        onBusy: () => {
          run.isBusy = true;
        },
        onMessage: (message) => {
          run.outputs.push(message);
          if (message.type === "stream") run.text += message.text;
          if (message.type === "error") run.text += `${message.ename}: ${message.evalue}\n`;
          if (message.type === "execute_result") run.text += message.data["text/plain"];
        },
      },
    )
    .then((outcome) => {
      run.outcome = outcome;
    });
  return number;
}

async function wait(milliseconds: number) {
  await new Promise((resolve) => setTimeout(resolve, milliseconds));
}

/** Runs a cell to its end. */
async function run(code: string): Promise<ObservedRun> {
  const number = begin(code);
  while (!runs[number]?.outcome) await wait(1);
  return runs[number];
}

/** Stops the present run as soon as it has been busy for so long. */
async function stop(afterMs: number) {
  while (!runs.at(-1)?.isBusy) await wait(1);
  await wait(afterMs);
  const startMs = performance.now();
  const { namesKept } = await client.interrupt();
  return { elapsedMs: performance.now() - startMs, namesKept, run: runs.at(-1) };
}

export interface TestKernel {
  client: SandboxClient;
  runs: ObservedRun[];
  intrusions: unknown[];
  begin: typeof begin;
  run: typeof run;
  stop: typeof stop;
  wait: typeof wait;
}

Object.assign(window, {
  kernel: { client, runs, intrusions, begin, run, stop, wait } satisfies TestKernel,
});
