import { useId } from "react";
import { Button } from "@/components/controls";
import controls from "@/components/controls/controls.module.css";
import type { Run, RunState } from "@/lib/kernel/run";
import styles from "./train.module.css";

/** A slider under the curve: the pictures show any epoch of the run, and a new branch can begin there. */
export function Scrubber({ run, state }: { run: Run; state: RunState }) {
  const id = useId();
  const reached = Math.floor(state.logs.at(-1)?.epoch ?? 0);
  const shown = state.shown?.epoch ?? reached;
  const isActive = state.status === "training" || state.status === "starting";
  const isEmpty = reached === 0;
  return (
    <div className={styles.scrubber}>
      <label htmlFor={id}>Epoch shown</label>
      <input
        className={controls.range}
        id={id}
        type="range"
        min={0}
        max={Math.max(reached, 1)}
        step={1}
        value={isActive ? reached : shown}
        aria-valuetext={`epoch ${shown} of ${reached}`}
        disabled={isActive || isEmpty}
        onChange={(event) => run.scrub(Number(event.target.value))}
      />
      <Button
        isUnavailable={isActive || state.snapshot === null}
        onClick={run.fork}
        title="Go on from the epoch shown with other settings; the curve so far stays for comparison"
      >
        Fork here
      </Button>
    </div>
  );
}
