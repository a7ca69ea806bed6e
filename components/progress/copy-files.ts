import { announceChange } from "@/lib/progress/changes";
import { describeImport } from "@/lib/progress/describe-import";
import { keepProgress, readProgress } from "@/lib/progress/keep-progress";
import { isEmptyPlan, planImport } from "@/lib/progress/merge-progress";
import {
  printProgressFile,
  progressFileName,
  readProgressFile,
} from "@/lib/progress/progress-file";
import { getReaderSeed, keepReaderSeed } from "@/lib/reader/seed";
import { readerStore } from "@/lib/reader/store";

export interface ImportOffer {
  /** What the file holds, and what would become of it. */
  sentences: string[];
  /** There is nothing to be written. */
  isEmpty: boolean;
  accept(): Promise<void>;
}

/** The reader's progress as a file. */
export async function printCopy(edition: string): Promise<{ fileName: string; text: string }> {
  const [progress, seed] = await Promise.all([readProgress(readerStore), getReaderSeed()]);
  const text = printProgressFile(progress, { edition, seed, createdAt: Date.now() });
  return { fileName: progressFileName, text };
}

/** What taking in a file would do. Rejects with a sentence where the file cannot be read. */
export async function offerImport(file: File, edition: string): Promise<ImportOffer> {
  const read = await readProgressFile(file);
  const plan = () => planNow(read);
  const shown = await plan();
  return {
    sentences: describeImport(read, shown, edition),
    isEmpty: isEmptyPlan(shown),
    async accept() {
      // Meanwhile the reader may have gone on in another tab.
      const present = await plan();
      await keepProgress(readerStore, present);
      if (present.seed !== undefined) await keepReaderSeed(present.seed);
      announceChange({ all: true });
    },
  };
}

async function planNow(file: Awaited<ReturnType<typeof readProgressFile>>) {
  const [mine, seed] = await Promise.all([readProgress(readerStore), getReaderSeed()]);
  return planImport(mine, seed, file, Date.now());
}
