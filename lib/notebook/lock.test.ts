import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { createChannelLocks } from "./channel-locks";
import { claimNotebook, type NotebookLocks } from "./lock";

interface Waiting {
  grant(): void;
}

/** Web Locks, as far as the standard says how one exclusive lock is asked for, held and stolen. */
function createFakeLocks(): NotebookLocks {
  const holders = new Map<string, (reason: Error) => void>();
  const queues = new Map<string, Waiting[]>();
  return {
    request: (name, { steal, ifAvailable, signal }, callback) =>
      new Promise((resolve, reject) => {
        const queue = queues.get(name) ?? [];
        queues.set(name, queue);
        const aborted = () => new DOMException("", "AbortError");
        const grant = () => {
          holders.set(name, reject);
          void callback({ name }).then(() => {
            if (holders.get(name) !== reject) return;
            holders.delete(name);
            queue.shift()?.grant();
            resolve(undefined);
          });
        };
        if (steal) {
          holders.get(name)?.(aborted());
          grant();
        } else if (!holders.has(name)) grant();
        else if (ifAvailable) void callback(null).then(resolve);
        else {
          const waiting = { grant };
          queue.push(waiting);
          signal?.addEventListener("abort", () => {
            if (!queue.includes(waiting)) return;
            queue.splice(queue.indexOf(waiting), 1);
            reject(aborted());
          });
        }
      }),
  };
}

/** Channels between the tabs of one browser: what one posts the others hear, later. */
function createFakeChannels() {
  const open = new Map<string, Set<(event: MessageEvent) => void>>();
  return (name: string) => {
    const others = open.get(name) ?? new Set();
    open.set(name, others);
    let own: (event: MessageEvent) => void = () => {};
    return {
      postMessage(data: unknown) {
        for (const listener of others) {
          if (listener !== own)
            setTimeout(() => others.has(listener) && listener({ data } as MessageEvent));
        }
      },
      addEventListener(_: string, listener: unknown) {
        own = listener as typeof own;
        others.add(own);
      },
      close: () => others.delete(own),
    } as Pick<BroadcastChannel, "postMessage" | "addEventListener" | "close">;
  };
}

beforeEach(() => {
  vi.useFakeTimers();
});
afterEach(() => {
  vi.useRealTimers();
});

describe.each([
  ["Web Locks", createFakeLocks],
  ["a BroadcastChannel", () => createChannelLocks({ openChannel: createFakeChannels() })],
])("claimNotebook(key) over %s", (_, createLocks) => {
  const pass = () => vi.advanceTimersByTimeAsync(5000);

  /** A tab's claim, and what it was told. */
  async function claim(locks: NotebookLocks, { key = "a", steal = false } = {}) {
    const claiming = claimNotebook(key, { locks, steal });
    await pass();
    const claimed = await claiming;
    const told: string[] = [];
    claimed.onFree(() => told.push("free"));
    claimed.onLost(() => told.push("lost"));
    return { claimed, told };
  }

  it("makes the first tab the owner, and not the second", async () => {
    const locks = createLocks();
    const first = await claim(locks);
    const second = await claim(locks);
    expect([first.claimed.isOwner, second.claimed.isOwner]).toEqual([true, false]);
    await pass();
    expect([first.told, second.told]).toEqual([[], []]);
  });

  it("leaves other notebooks alone", async () => {
    const locks = createLocks();
    await claim(locks);
    expect((await claim(locks, { key: "b" })).claimed.isOwner).toBe(true);
  });

  it("makes the second the owner, and tells it, when the first is closed", async () => {
    const locks = createLocks();
    const first = await claim(locks);
    const second = await claim(locks);
    first.claimed.release();
    await pass();
    expect(first.claimed.isOwner).toBe(false);
    expect(second.claimed.isOwner).toBe(true);
    expect([first.told, second.told]).toEqual([[], ["free"]]);
  });

  it("makes only one of those that wait the owner", async () => {
    const locks = createLocks();
    const first = await claim(locks);
    const others = [await claim(locks), await claim(locks), await claim(locks)];
    first.claimed.release();
    await pass();
    expect(others.filter(({ claimed }) => claimed.isOwner)).toHaveLength(1);
    expect(others.flatMap(({ told }) => told)).toEqual(["free"]);
  });

  it("makes one of two that come at the same time the owner", async () => {
    const locks = createLocks();
    const both = await Promise.all([claim(locks), claim(locks)]);
    expect(both.filter(({ claimed }) => claimed.isOwner)).toHaveLength(1);
  });

  it("takes it away with steal, tells the first, and gives it back afterwards", async () => {
    const locks = createLocks();
    const first = await claim(locks);
    const second = await claim(locks, { steal: true });
    expect([first.claimed.isOwner, second.claimed.isOwner]).toEqual([false, true]);
    expect(first.told).toEqual(["lost"]);
    second.claimed.release();
    await pass();
    expect(first.claimed.isOwner).toBe(true);
    expect(first.told).toEqual(["lost", "free"]);
  });

  it("forgets a claim that is released while it waits", async () => {
    const locks = createLocks();
    const first = await claim(locks);
    const second = await claim(locks);
    second.claimed.release();
    first.claimed.release();
    await pass();
    expect(second.claimed.isOwner).toBe(false);
    expect(second.told).toEqual([]);
    expect((await claim(locks)).claimed.isOwner).toBe(true);
  });
});

describe("claimNotebook(key)", () => {
  it("is the owner where the browser denies locks", async () => {
    const locks = { request: () => Promise.reject(new DOMException("", "SecurityError")) };
    expect((await claimNotebook("a", { locks })).isOwner).toBe(true);
  });
});
