"use client";

import { useEffect, useMemo } from "react";
import { describeBook } from "@/lib/progress/describe";
import type { ChapterOutline } from "@/lib/progress/outline";
import { noProgress } from "@/lib/progress/progress";
import { summariseBook } from "@/lib/progress/summarise";
import { ChapterThread } from "./chapter-thread";
import { Gone } from "./gone";
import { HandIn } from "./hand-in";
import { KeepCopy } from "./keep-copy";
import styles from "./progress.module.css";
import { openProgress, useProgress } from "./use-progress";

interface Props {
  outline: readonly ChapterOutline[];
  /** Of the book. */
  edition: string;
}

/** How far the reader has come, what they can keep of it, and what they can hand in. */
export function ProgressPage({ outline, edition }: Props) {
  const progress = useProgress();
  useEffect(() => void openProgress(), []);
  const book = useMemo(() => summariseBook(outline, progress ?? noProgress), [outline, progress]);
  return (
    <>
      <p className={styles.whole} role="status">
        {progress ? describeBook(book.totals) : "\u00a0"}
      </p>
      <p className={styles.promise}>
        There is no account. What you do in this book is noted in this browser, on this computer,
        and nothing of it is sent anywhere.
      </p>
      {book.chapters.map((chapter) => (
        <ChapterThread key={chapter.slug} chapter={chapter} />
      ))}
      <p className={styles.note}>
        A section counts as read when its end was in view for a moment. An exercise leads to its
        place in the chapter.
      </p>
      <Gone exercises={book.gone} />
      <KeepCopy edition={edition} />
      <HandIn outline={outline} edition={edition} book={book} />
    </>
  );
}
