import type { ObservedRun } from "./page";

/** What the body of an async function returns in the page of `build-page.ts`, whatever drives the browser. */
export type Evaluate = (body: string) => Promise<unknown>;

/** Runs a cell to its end. */
export async function runCell(evaluate: Evaluate, code: string): Promise<ObservedRun> {
  return (await evaluate(`return kernel.run(${JSON.stringify(code)})`)) as ObservedRun;
}

/** Lets a cell run for a while, and stops it. */
export async function stopCell(evaluate: Evaluate, code: string, afterMs: number) {
  const body = `kernel.begin(${JSON.stringify(code)}); return kernel.stop(${afterMs})`;
  return (await evaluate(body)) as { elapsedMs: number; namesKept: boolean; run: ObservedRun };
}

/** What has reached the page past the client: window messages and broadcasts. */
export async function findIntrusions(evaluate: Evaluate): Promise<unknown> {
  return await evaluate("return kernel.intrusions");
}

/**
 * Puts a frame with the kernel's page into this one, hands it two ports as the client does, and returns
 * whether a worker with that code has answered within a second.
 */
export async function tryFrame(evaluate: Evaluate, { isSandboxed }: { isSandboxed: boolean }) {
  return await evaluate(`
    const frame = document.createElement("iframe");
    if (${isSandboxed}) frame.sandbox.add("allow-scripts");
    frame.src = "/sandbox/kernel.html";
    document.body.append(frame);
    await new Promise((resolve) => { frame.onload = resolve; });
    const kernel = new MessageChannel();
    const reports = new MessageChannel();
    frame.contentWindow.postMessage(null, "*", [kernel.port2, reports.port2]);
    kernel.port1.postMessage("({ post }) => post({ type: 'clear_output', parentId: 1 })");
    const isAnswered = await new Promise((resolve) => {
      kernel.port1.onmessage = () => resolve(true);
      setTimeout(resolve, 1000, false);
    });
    frame.remove();
    return isAnswered;
  `);
}
