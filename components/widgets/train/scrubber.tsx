import { useId, useState } from "react";
import { Button } from "@/components/controls";
import controls from "@/components/controls/controls.module.css";
import type { Experiment } from "@/lib/experiment/experiment";
import type { Run } from "@/lib/kernel/run";
import type { RunState } from "@/lib/kernel/run-state";
import styles from "./train.module.css";

/** A slider under the curve: the pictures show any epoch of the run, and a new branch can begin there. */
export function Scrubber({ run, state }: { run: Run; state: RunState }) {
  const id = useId();
  const end = state.logs.at(-1)?.epoch ?? 0;
  const reached = Math.floor(end);
  const shown = state.shown?.epoch ?? reached;
  const isActive = state.status === "training" || state.status === "starting";
  const isEmpty = reached === 0;

  // The thumb stays under the finger until the pictures have come after it.
  const [wanted, setWanted] = useState<{ epoch: number; end: number; of: Experiment }>();
  if (wanted?.epoch === shown) setWanted(undefined);
  const isWanted = wanted?.of === state.experiment && wanted.end === end && !isActive;
  const place = isWanted ? wanted.epoch : shown;
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
        value={isActive ? reached : place}
        aria-valuetext={`epoch ${isActive ? reached : place} of ${reached}`}
        disabled={isActive || isEmpty}
        onChange={(event) => {
          const epoch = Number(event.target.value);
          setWanted({ epoch, end, of: state.experiment });
          run.scrub(epoch);
        }}
        onBlur={() => setWanted(undefined)}
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
