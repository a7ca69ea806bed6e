import { useEffect, useRef, useState } from "react";
import { listSeeds } from "@/lib/engine/population/members";
import type { LogEntry } from "@/lib/engine/trainer";
import type { Experiment } from "@/lib/experiment/experiment";
import { createPopulationClient, type PopulationClient } from "@/lib/kernel/population";

export const startCount = 1000;
/** Of so many the whole curve is drawn. */
export const curveCount = 40;

type Curve = readonly (readonly [epoch: number, testLoss: number])[];

/** What many starts of one Experiment came to. */
export interface Starts {
  /** The test loss at the end by seed; undefined where it is not known yet. */
  testLosses: readonly (number | undefined)[];
  isTraining: boolean;
  /** The test loss by epoch of the first of them, once all ends are known. */
  curves: readonly Curve[];
  /** What trains them and why; or what went wrong. */
  reason: string;
  /** False while they are those of the Experiment before, since this one has only just been set. */
  isCurrent: boolean;
}

const nothing = { testLosses: [], curves: [], isTraining: false, reason: "", key: "" };
/** A drag is over when nothing has changed for so long. */
const settleMs = 300;

/** Trains the Experiment from the seeds 0 to 999 once `isOpen`, and again whenever it changes. */
export function useStarts(experiment: Experiment, isOpen: boolean): Starts {
  const [{ key: startsKey, ...starts }, setStarts] = useState<
    Omit<Starts, "isCurrent"> & { key: string }
  >(nothing);
  const client = useRef<PopulationClient>(undefined);
  // The seed is what varies.
  const key = JSON.stringify({ ...experiment, seed: 0 });

  useEffect(() => () => client.current?.dispose(), []);

  useEffect(() => {
    if (!isOpen) return;
    const base: Experiment = JSON.parse(key);
    const testLosses = new Array<number | undefined>(startCount).fill(undefined);
    let isCurrent = true;
    let frame = 0;
    const show = (change: Partial<Starts> = {}) => {
      if (!isCurrent) return;
      setStarts((before) => ({
        ...before,
        ...(before.key !== key && { curves: [] }),
        testLosses: testLosses.slice(),
        key,
        ...change,
      }));
    };
    const timer = setTimeout(
      async () => {
        client.current ??= createPopulationClient();
        // The starts before stay until the first of the new ones are there.
        setStarts((before) => ({ ...before, isTraining: true, reason: "" }));
        const outcome = await client.current.train(base, listSeeds(startCount), {
          onResults(from, results) {
            for (const [index, { testLoss }] of results.entries()) {
              testLosses[from + index] = testLoss;
            }
            // Parts come faster than frames.
            cancelAnimationFrame(frame);
            frame = requestAnimationFrame(() => show());
          },
          onPlan: ({ reason }) => show({ reason }),
        });
        cancelAnimationFrame(frame);
        if (outcome.status === "error") show({ isTraining: false, reason: outcome.evalue });
        if (outcome.status !== "ok" || !isCurrent) return;
        show({ isTraining: false });
        const curves: Curve[] = [];
        await client.current.train(
          base,
          listSeeds(curveCount),
          {
            onResults(_, results) {
              curves.push(...results.map(({ history = [] }) => history.map(readPoint)));
            },
            onPlan() {},
          },
          { needsHistories: true },
        );
        show({ curves });
      },
      client.current ? settleMs : 0,
    );
    return () => {
      isCurrent = false;
      clearTimeout(timer);
      client.current?.interrupt();
    };
  }, [key, isOpen]);

  return { ...(isOpen ? starts : nothing), isCurrent: isOpen && startsKey === key };
}

function readPoint({ epoch, testLoss }: LogEntry): Curve[number] {
  return [epoch, testLoss];
}
