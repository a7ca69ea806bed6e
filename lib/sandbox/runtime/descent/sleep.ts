import type { Host } from "../host";

/** Between two looks for a Stop. */
const lookMs = 50;

export function createSleep(host: Host): (milliseconds: number) => Promise<void> {
  return async (milliseconds) => {
    if (typeof milliseconds !== "number" || !(milliseconds >= 0)) {
      throw new RangeError(`sleep: expected milliseconds, but got ${String(milliseconds)}.`);
    }
    const end = performance.now() + milliseconds;
    for (let left = milliseconds; left > 0; left = end - performance.now()) {
      await new Promise((resolve) => setTimeout(resolve, Math.min(left, lookMs)));
      host.checkInterrupt();
    }
    await host.breathe();
  };
}
