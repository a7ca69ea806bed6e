import { eraseChannel, readerStore } from "./store";

/** Where the theme is kept (`components/layout/theme.ts`). */
const localKeys = ["theme"];
/** Of the states that last over one reload (`components/widgets/use-reload-state.ts`, `reload-when-outdated.tsx`). */
const sessionPrefixes = ["descent:", "state:"];

/**
 * Erases everything that the book keeps in this browser: notebooks, answers, predictions, the theme. Other tabs
 * drop what they have not yet written, and get the event `descent:erased` on their window. This page
 * still shows what it has, and is best loaded anew when the promise resolves.
 *
 * Resolves with whether the database took it; false also where the browser denies one. Never rejects.
 */
export async function eraseReaderData({ store = readerStore } = {}): Promise<boolean> {
  tellOtherTabs();
  const isErased = await store.eraseAll();
  eraseKeys(
    () => localStorage,
    (key) => localKeys.includes(key),
  );
  eraseKeys(
    () => sessionStorage,
    (key) => sessionPrefixes.some((prefix) => key.startsWith(prefix)),
  );
  return isErased;
}

function tellOtherTabs() {
  if (!("BroadcastChannel" in globalThis)) return;
  const channel = new BroadcastChannel(eraseChannel);
  channel.postMessage("erase");
  channel.close();
}

function eraseKeys(getStorage: () => Storage, isOurs: (key: string) => boolean) {
  try {
    const storage = getStorage();
    for (const key of Object.keys(storage).filter(isOurs)) storage.removeItem(key);
  } catch {
    // Where storage is denied, nothing is in it.
  }
}
