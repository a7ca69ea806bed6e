import { useState } from "react";
import { Button, Segmented } from "@/components/controls";
import type { Run, StepUnit } from "@/lib/kernel/run";
import type { RunState } from "@/lib/kernel/run-state";

const units: { value: StepUnit; label: string }[] = [
  { value: "batch", label: "one batch" },
  { value: "epoch", label: "one epoch" },
];

/** Train, pause, step and reset. */
export function Transport({ run, state }: { run: Run; state: RunState }) {
  const [unit, setUnit] = useState<StepUnit>("epoch");
  const isActive = state.status === "training" || state.status === "starting";
  const hasDiverged = state.status === "diverged";
  return (
    <>
      {isActive ? (
        <Button variant="primary" onClick={run.pause}>
          Pause
        </Button>
      ) : (
        <Button variant="primary" isUnavailable={hasDiverged} onClick={run.train}>
          Train
        </Button>
      )}
      <Button isUnavailable={isActive || hasDiverged} onClick={() => run.step(unit)}>
        Step
      </Button>
      <Segmented label="Step by" shownLabel="by" value={unit} options={units} onChange={setUnit} />
      <Button onClick={run.reset}>Reset</Button>
    </>
  );
}
