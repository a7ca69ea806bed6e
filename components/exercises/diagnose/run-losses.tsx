import { CurveChart, type Series } from "@/components/charts/curve-chart";
import { describeLosses } from "@/components/widgets/probes/describe";
import type { ExaminedRun } from "./examine-run";

interface Props {
  run?: ExaminedRun;
  /** A run to compare with, in grey. */
  other?: ExaminedRun;
  height?: number;
}

/** Beyond this, losses can only be drawn by their powers of ten. */
const largestLinearLoss = 20;

/** The losses of a whole run; empty axes of the same size before there is one. */
export function RunLosses({ run, other, height = 250 }: Props) {
  const logs = run?.logs ?? [];
  const ghost = other?.logs ?? [];
  const all = [...logs, ...ghost].flatMap(({ loss, testLoss }) => [loss, testLoss]);
  const top = Math.max(...all.filter(Number.isFinite), 0.5);
  const isLog = top > largestLinearLoss;
  const end = Math.max(logs.at(-1)?.epoch ?? 1, ghost.at(-1)?.epoch ?? 1);
  const series: Series[] = [
    { label: "before", kind: "ghost", points: ghost.map(({ epoch, loss }) => [epoch, loss]) },
    { label: "test", kind: "test", points: logs.map(({ epoch, testLoss }) => [epoch, testLoss]) },
    { label: "training", kind: "training", points: logs.map(({ epoch, loss }) => [epoch, loss]) },
  ];
  return (
    <CurveChart
      description={
        run ? `Loss by epoch. ${describeLosses(run.logs, run.stoppedAtStep)}` : "Loss by epoch."
      }
      xLabel="epoch"
      yLabel="loss"
      xDomain={[0, end]}
      yDomain={isLog ? [1e-3, top] : [0, Math.ceil(top * 10) / 10]}
      isLog={isLog}
      series={series.filter(({ points }) => points.length > 0)}
      height={height}
    />
  );
}
