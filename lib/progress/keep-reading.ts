import { inTurn } from "../reader/in-turn";
import { type ReaderStore, readerStore } from "../reader/store";
import { announceChange } from "./changes";
import { addSection, getReadingKey, type Reading, readingSchema } from "./reading";

type Store = Pick<ReaderStore, "readKept" | "keep" | "release">;

/** Notes that a section of a chapter was read. Never rejects. */
export function keepRead(
  chapter: string,
  section: string,
  { store = readerStore as Store, now = Date.now } = {},
): Promise<void> {
  const key = getReadingKey(chapter);
  // Two sections may end in the same view.
  return inTurn(key, () => keep(store, key, { chapter, section, now: now() }));
}

async function keep(
  store: Store,
  key: string,
  { chapter, section, now }: { chapter: string; section: string; now: number },
) {
  // Another tab may have noted more.
  store.release(key);
  const before: Reading | undefined = await store.readKept(key, readingSchema);
  const reading = addSection(before, section, now);
  if (reading === before) return;
  await store.keep(key, reading);
  announceChange({ reading: { chapter, reading } });
}
