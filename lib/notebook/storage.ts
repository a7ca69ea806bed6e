/** Whether the browser may clear away what the book keeps, when space is short or after some weeks. */
export type Persistence = "persistent" | "may be evicted" | "unknown";

/**
 * Asks the browser to keep the book's storage for good. To be called at the reader's first edit: the browser may ask
 * the reader, and the answer then takes as long as theirs. Never rejects.
 */
export async function askForPersistence(
  storage: Pick<StorageManager, "persisted" | "persist"> | undefined = globalThis.navigator
    ?.storage,
): Promise<Persistence> {
  // Not there on pages without https.
  if (!storage?.persist) return "unknown";
  try {
    const isPersistent = (await storage.persisted()) || (await storage.persist());
    return isPersistent ? "persistent" : "may be evicted";
  } catch {
    return "unknown";
  }
}
