/** What the kernel needs of the worker, fetched before code of the reader can change it. */
const { setTimeout, clearTimeout, performance, MessageChannel, setImmediate } =
  globalThis as typeof globalThis & { setImmediate?: (callback: () => void) => void };

export const callLater = setTimeout.bind(globalThis);
export const cancelCall = clearTimeout.bind(globalThis);
export const readClock: () => number = performance.now.bind(performance);

const { then } = Promise.prototype;
const { apply } = Reflect;

/** `promise.then`, whatever code of the reader puts in its place. */
export function whenSettled<T>(
  promise: Promise<T>,
  onValue: (value: T) => void,
  onError: (error: unknown) => void,
): void {
  apply(then, promise, [onValue, onError]);
}

/**
 * Lets whatever waits in the event loop run first. Timers would do, but browsers make those of a chain wait
 * for 4 ms each.
 */
export const yieldToEventLoop: () => Promise<void> = createYield();

function createYield(): () => Promise<void> {
  // Node's own, since an open channel would keep a process alive.
  if (setImmediate) return () => new Promise((resolve) => setImmediate(() => resolve()));
  const { port1, port2 } = new MessageChannel();
  const waiting: (() => void)[] = [];
  port1.onmessage = () => waiting.shift()?.();
  const post = port2.postMessage.bind(port2);
  return () =>
    new Promise((resolve) => {
      waiting[waiting.length] = resolve;
      post(null);
    });
}
