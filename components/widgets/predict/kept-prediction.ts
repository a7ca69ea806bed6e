"use client";

import { useEffect, useState } from "react";
import * as z from "zod/mini";
import { formatNumber } from "@/lib/format";
import { keep, readKept } from "@/lib/reader/store";

const keptSchema = z.object({
  /** What the reader committed to; null before. */
  value: z.nullable(z.number()),
  /** What came out, where that is only known later. */
  outcome: z.nullable(z.number()),
});

export type KeptPrediction = z.output<typeof keptSchema>;

/** The reader's prediction under an id, kept on this computer. */
export function useKeptPrediction(id: string): [KeptPrediction, (next: KeptPrediction) => void] {
  const [kept, setKept] = useState<KeptPrediction>({ value: null, outcome: null });
  const key = `prediction/${id}`;

  useEffect(() => {
    let isCurrent = true;
    void readKept(key, keptSchema).then((found) => {
      if (isCurrent && found) setKept(found);
    });
    return () => {
      isCurrent = false;
    };
  }, [key]);

  return [
    kept,
    (next) => {
      setKept(next);
      void keep(key, next);
    },
  ];
}

/** How far off a prediction was, by its ratio to the truth: "close", "3.1 times too low". */
export function describeMiss(value: number, truth: number, tolerance: number): string {
  if (Math.abs(value - truth) <= tolerance * truth) return "close";
  const ratio = formatNumber(Math.max(value / truth, truth / value), { digits: 2, trim: true });
  return `${ratio} times too ${value > truth ? "high" : "low"}`;
}
