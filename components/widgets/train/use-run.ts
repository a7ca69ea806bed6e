"use client";

import { useEffect, useState } from "react";
import { useStore } from "zustand";
import { publishRun } from "@/lib/exercises/live-runs";
import { ExperimentError } from "@/lib/experiment/errors";
import type { Experiment } from "@/lib/experiment/experiment";
import { decodeExperiment, encodeExperiment } from "@/lib/experiment/link";
import { changeSettings, type Settings } from "@/lib/experiment/settings";
import { createKernelClient } from "@/lib/kernel/client";
import { createRun, type Run } from "@/lib/kernel/run";
import type { Picture, RunState } from "@/lib/kernel/run-state";
import { reloadWhenOutdated } from "../../layout/reload-when-outdated";
import { useDescentSet } from "../use-descent-set";
import { useReloadState } from "../use-reload-state";
import { packRun, unpackRun } from "./saved-run";

const linkDelayMs = 400;

/**
 * The run of a figure, with all that may set it from outside: a link in the address bar, a link in
 * the prose, and the state that an earlier load of this page left behind.
 */
export function useRun(id: string, experiment: Experiment, recorded: Picture): [Run, RunState] {
  const [run] = useState(() => createRun(experiment, recorded, createKernelClient));
  const state = useStore(run.store);

  useReloadState(
    id,
    () => packRun(run.store.getState()),
    (packed) => {
      const saved = unpackRun(packed);
      if (saved) run.resume(saved);
    },
  );

  // After a reload the link is that of the run which has just come back, and changes nothing.
  useEffect(() => {
    openLink(run, id);
    const onHashChange = () => openLink(run, id);
    window.addEventListener("hashchange", onHashChange);
    return () => {
      window.removeEventListener("hashchange", onHashChange);
      run.dispose();
    };
  }, [run, id]);

  // Words in the prose speak of a run from its start, with all else as the author set it.
  useDescentSet(id, (change) =>
    explainErrors(run, () => run.retrain(changeSettings(run.store.getState().base, change))),
  );

  useEffect(() => publishRun(id, state), [id, state]);

  useEffect(() => {
    const timer = setTimeout(() => showLink(id, state.experiment, state.base), linkDelayMs);
    return () => clearTimeout(timer);
  }, [id, state.experiment, state.base]);

  useEffect(() => {
    if (!state.failure) return;
    const error = new Error(state.failure.message);
    error.name = state.failure.name;
    void reloadWhenOutdated(error);
  }, [state.failure]);

  return [run, state];
}

/** Settings that come from a control; one that is out of range changes nothing. */
export function changeOrExplain(run: Run, change: Partial<Settings>) {
  explainErrors(run, () => run.change(change));
}

function explainErrors(run: Run, act: () => void) {
  try {
    act();
  } catch (error) {
    if (!(error instanceof ExperimentError)) throw error;
    run.notify(error.message);
  }
}

/** A figure's Experiment in an address: `#descends:fit.batchSize=2`. */
export function createLink(id: string, experiment: Experiment, base: Experiment): string {
  const changes = encodeExperiment(experiment, base);
  return changes === "" ? `#${id}` : `#${id}:${changes}`;
}

function openLink(run: Run, id: string) {
  const prefix = `#${id}:`;
  const { hash } = window.location;
  if (!hash.startsWith(prefix)) return;
  const { base, experiment } = run.store.getState();
  if (hash === createLink(id, experiment, base)) return;
  try {
    run.replace(decodeExperiment(hash.slice(prefix.length), base));
  } catch (error) {
    if (!(error instanceof ExperimentError)) throw error;
    run.notify(
      `The link to this figure could not be used, so it shows its own settings. ${error.message}`,
    );
  }
}

/** The address follows the settings, without an entry in the history for each. */
function showLink(id: string, experiment: Experiment, base: Experiment) {
  const link = createLink(id, experiment, base);
  const { hash } = window.location;
  const isOurs = hash.startsWith(`#${id}:`);
  if (hash === link || (link === `#${id}` && !isOurs)) return;
  // With Next's own state, so that its router does not take this for a navigation.
  window.history.replaceState(window.history.state, "", link);
}
