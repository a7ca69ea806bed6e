"use client";

import { useEffect, useRef, useState } from "react";
import { reloadWhenOutdated } from "@/components/layout/reload-when-outdated";
import type { Experiment } from "@/lib/experiment/experiment";
import { createKernelClient, type KernelClient } from "@/lib/kernel/client";
import { type ExaminedRun, examineRun } from "./examine-run";

/** A network as it was handed over, and as the reader has mended it. */
export interface ExaminedRuns {
  broken?: ExaminedRun;
  /** Of the last settings for which there is one; absent while nothing is turned. */
  mended?: ExaminedRun;
  /** Why they cannot be shown. */
  problem?: string;
}

/**
 * Runs of both networks, trained in a worker whenever they change. Where changes come faster than runs, as in
 * a drag, those in between are left out.
 */
export function useExaminedRuns(broken?: Experiment, mended?: Experiment): ExaminedRuns {
  const [runs, setRuns] = useState<ExaminedRuns>({});
  const wanted = useRef<{ broken?: Experiment; mended?: Experiment }>({});
  const client = useRef<KernelClient>(undefined);
  const isWorking = useRef(false);

  useEffect(() => () => client.current?.dispose(), []);

  useEffect(() => {
    wanted.current = { broken, mended };
    if (!mended) setRuns((before) => ({ ...before, mended: undefined }));
    if (isWorking.current) return;
    isWorking.current = true;
    void (async () => {
      const shown: typeof wanted.current = {};
      try {
        for (;;) {
          const next = wanted.current;
          const key = next.broken !== shown.broken ? "broken" : "mended";
          const experiment = next[key];
          if (experiment === shown[key]) return;
          shown[key] = experiment;
          if (!experiment) continue;
          client.current ??= createKernelClient();
          const run = await examineRun(client.current, experiment);
          // What was put back meanwhile is not wanted any more.
          if (wanted.current[key])
            setRuns((before) => ({ ...before, [key]: run, problem: undefined }));
        }
      } catch (error) {
        if (await reloadWhenOutdated(error)) return;
        setRuns((before) => ({ ...before, problem: (error as Error).message }));
      } finally {
        isWorking.current = false;
      }
    })();
  }, [broken, mended]);

  return runs;
}
