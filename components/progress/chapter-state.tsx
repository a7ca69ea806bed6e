"use client";

import { describeChapter } from "@/lib/progress/describe";
import type { ChapterOutline } from "@/lib/progress/outline";
import { summariseChapter } from "@/lib/progress/summarise";
import { useProgress } from "./use-progress";

interface Props {
  outline: ChapterOutline;
  className?: string;
}

/** A chapter's progress in a few words; nothing for a reader who has not begun it. */
export function ChapterState({ outline, className }: Props) {
  const progress = useProgress();
  const words = progress ? describeChapter(summariseChapter(outline, progress)) : "";
  return words === "" ? null : <span className={className}>{words}</span>;
}
