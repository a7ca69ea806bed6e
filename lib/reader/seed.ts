import * as z from "zod/mini";
import { inTurn } from "./in-turn";
import { keep, type ReaderStore, readerStore, readKept } from "./store";

const key = "reader/seed";

const seedSchema = z.int().check(z.gte(0), z.lt(2 ** 32));

/**
 * This reader's own number, from 0 to 4,294,967,295: drawn once on this computer, then kept, so that
 * the exercises drawn from it stay the same. Where nothing can be kept it lasts as long as the page.
 */
export function getReaderSeed(): Promise<number> {
  // Two tabs that are opened at once must not draw two.
  seed ??= inTurn(key, () => findOrDrawSeed({ readKept, keep }));
  return seed;
}

let seed: Promise<number> | undefined;

readerStore.subscribeToErase(() => {
  seed = undefined;
});

/** Whether another tab has put another number in the place of the one that this page has drawn from. Never rejects. */
export async function isSeedReplaced(): Promise<boolean> {
  const known = await seed;
  if (known === undefined) return false;
  readerStore.release(key);
  const kept = await readKept(key, seedSchema);
  return kept !== undefined && kept !== known;
}

/** Takes another number for this reader: theirs from another computer. */
export async function keepReaderSeed(taken: number): Promise<void> {
  seed = Promise.resolve(taken);
  await keep(key, taken);
}

/** Behind `getReaderSeed`; `draw` gives a whole number below 2³². */
export async function findOrDrawSeed(
  store: Pick<ReaderStore, "readKept" | "keep">,
  draw: () => number = () => crypto.getRandomValues(new Uint32Array(1))[0] as number,
): Promise<number> {
  const kept = await store.readKept(key, seedSchema);
  if (kept !== undefined) return kept;
  const drawn = draw();
  await store.keep(key, drawn);
  return drawn;
}
