import { createChannelLocks } from "./channel-locks";

/** What a page holds, or waits for, so that one tab alone writes a notebook. */
export interface Claim {
  /** Whether this tab may write. It changes: see `onFree` and `onLost`. */
  readonly isOwner: boolean;
  /** Calls back when the other tab has gone, and this one has become the owner. Read what is kept first. */
  onFree(callback: () => void): void;
  /** Calls back when another tab has taken the notebook over. This one waits again from then on. */
  onLost(callback: () => void): void;
  /** Gives the notebook back, or waits for it no longer. */
  release(): void;
}

/** The part of Web Locks that is used here. */
export interface NotebookLocks {
  request(
    name: string,
    options: LockOptions,
    /** The lock is held until this is done; null if it is not available. */
    callback: (lock: unknown) => Promise<void>,
  ): Promise<unknown>;
}

/**
 * Claims a notebook for this tab. If another tab has it, the claim waits for its end; with `steal`, it is
 * taken away from there ("Edit here instead"). Without Web Locks, as on pages without https, the tabs
 * agree over a BroadcastChannel.
 */
export async function claimNotebook(
  key: string,
  {
    steal = false,
    locks = globalThis.navigator?.locks ?? createChannelLocks(),
  }: { steal?: boolean; locks?: NotebookLocks } = {},
): Promise<Claim> {
  const name = `descent:notebook/${key}`;
  const freeListeners = new Set<() => void>();
  const lostListeners = new Set<() => void>();
  const ending = new AbortController();
  const ended = new Promise<void>((resolve) => {
    ending.signal.addEventListener("abort", () => resolve());
  });
  let isOwner = false;

  /** Resolves with whether the lock was got, and holds it until the claim ends. */
  function request(options: LockOptions): Promise<boolean> {
    return new Promise((resolve) => {
      locks
        .request(name, options, async (lock) => {
          isOwner = lock !== null;
          resolve(isOwner);
          if (isOwner) await ended;
        })
        .catch((error: Error) => {
          // Where locks are denied, so is storage, and there is nothing to overwrite.
          if (error.name !== "AbortError") isOwner = true;
          // Otherwise the lock was stolen, or is no longer waited for.
          else if (isOwner) lose();
          resolve(isOwner);
        });
    });
  }

  function lose() {
    isOwner = false;
    for (const listener of lostListeners) listener();
    void wait();
  }

  async function wait() {
    const isFree = await request({ signal: ending.signal });
    if (isFree) for (const listener of freeListeners) listener();
  }

  const isGot = await request(steal ? { steal: true } : { ifAvailable: true });
  if (!isGot) void wait();
  return {
    get isOwner() {
      return isOwner;
    },
    onFree: (callback) => void freeListeners.add(callback),
    onLost: (callback) => void lostListeners.add(callback),
    release() {
      isOwner = false;
      ending.abort();
    },
  };
}
