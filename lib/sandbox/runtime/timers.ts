import type { Run } from "./run";

type Callback = (...values: unknown[]) => void;
type Handle = ReturnType<typeof setTimeout>;

/** The timers of cells, which end when the run that set them is stopped. */
export function createTimers(getRun: () => Run) {
  const { setTimeout, clearTimeout, setInterval, clearInterval } = globalThis;
  const handles = new Map<Handle, Run>();
  const clear = (handle: Handle) => {
    handles.delete(handle);
    clearTimeout(handle);
    clearInterval(handle);
  };
  const functions = {
    setTimeout(callback: Callback, delayMs?: number, ...values: unknown[]): Handle {
      const handle: Handle = setTimeout(() => {
        handles.delete(handle);
        callback(...values);
      }, delayMs);
      handles.set(handle, getRun());
      return handle;
    },
    setInterval(callback: Callback, delayMs?: number, ...values: unknown[]): Handle {
      const handle: Handle = setInterval(() => callback(...values), delayMs);
      handles.set(handle, getRun());
      return handle;
    },
    clearTimeout: clear,
    clearInterval: clear,
  };
  return {
    functions,
    /** Of one run, or of all. */
    clear(run?: Run): void {
      for (const [handle, owner] of handles) {
        if (run === undefined || owner === run) clear(handle);
      }
    },
  };
}
