const last = new Map<string, Promise<unknown>>();

/**
 * Does what reads a key and then writes it, after all else that was asked for under the same name: in this tab,
 * and where the browser has Web Locks, in others too. Rejects as `action` does.
 */
export function inTurn<T>(name: string, action: () => Promise<T>): Promise<T> {
  const take = () => withLock(`descent:${name}`, action);
  const turn = (last.get(name) ?? Promise.resolve()).then(take, take);
  last.set(name, turn);
  return turn;
}

async function withLock<T>(name: string, action: () => Promise<T>): Promise<T> {
  let isBegun = false;
  try {
    return await globalThis.navigator.locks.request(name, () => {
      isBegun = true;
      return action();
    });
  } catch (error) {
    if (isBegun) throw error;
    // The browser has no locks, or denies them.
    return action();
  }
}
