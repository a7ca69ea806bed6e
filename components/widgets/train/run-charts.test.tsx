import { renderToString } from "react-dom/server";
import { describe, expect, it } from "vitest";
import { parseExperiment } from "@/lib/experiment/experiment";
import type { RunState } from "@/lib/kernel/run-state";
import { StepSizes } from "./run-charts";

function draw(relativeSteps: number[], learningRate = 0.03) {
  const logs = relativeSteps.map((relativeStep, epoch) => ({
    step: 25 * epoch,
    epoch,
    loss: 0.5,
    testLoss: 0.5,
    relativeStep,
  }));
  const experiment = parseExperiment({ compile: { optimizer: { learningRate } } });
  return renderToString(<StepSizes state={{ logs, experiment } as unknown as RunState} />);
}

describe("<StepSizes>", () => {
  it("names the last step in per cent", () => {
    expect(draw([0.1, 0.05])).toContain("now 5.00 per cent");
  });

  it("says that a step has underflowed, where the rate asks for one", () => {
    expect(draw([0.1, 0])).toContain("now below 1e-38 per cent");
    expect(draw([0.1, 0], 0)).toContain("now 10.0 per cent");
  });
});
