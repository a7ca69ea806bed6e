import { CurveChart, type CurveChartProps, type Series } from "@/components/charts/curve-chart";
import { formatNumber, formatSigned } from "@/lib/format";
import type { RunState } from "@/lib/kernel/run-state";
import { useResting } from "../use-resting";
import styles from "./train.module.css";

interface LossCurvesProps {
  state: RunState;
  isLog: boolean;
  /** Test losses of other starts. */
  others?: CurveChartProps["fan"];
}

/** A loss that has run so far away can only be drawn by its powers of ten. */
const largestLinearLoss = 100;

export function LossCurves({ state, isLog: wantsLog, others }: LossCurvesProps) {
  const { logs, previous, experiment, status, shown } = state;
  // While a curve follows the finger it is one path; to be read off, it must stand still.
  const isResting = useResting(logs);
  const reached = logs.at(-1)?.epoch ?? 0;
  // A run that broke off is shown as far as it came: its end may lie within the first epoch.
  const lastEpoch =
    status === "diverged" && reached > 0 ? reached : Math.max(experiment.fit.epochs, reached);
  const all = [...logs, ...previous].flatMap(({ loss, testLoss }) => [loss, testLoss]);
  const top = Math.max(...all.filter(Number.isFinite), 1e-3);
  const bottom = Math.min(...all.filter((loss) => loss > 0), 0.1);
  const isLog = wantsLog || top > largestLinearLoss;
  const series: Series[] = [
    {
      label: "before",
      kind: "ghost",
      // Among other starts an earlier curve could not be told.
      points: (others?.length ? [] : previous)
        .filter(({ epoch }) => epoch <= lastEpoch)
        .map(({ epoch, testLoss }) => [epoch, testLoss] as const),
    },
    { label: "test", kind: "test", points: logs.map(({ epoch, testLoss }) => [epoch, testLoss]) },
    { label: "training", kind: "training", points: logs.map(({ epoch, loss }) => [epoch, loss]) },
  ];
  const end = logs.at(-1);
  return (
    <CurveChart
      description={
        end
          ? `Loss by epoch, up to epoch ${Math.floor(end.epoch)}: training loss ${formatNumber(end.loss)}, test loss ${formatNumber(end.testLoss)}.`
          : "Loss by epoch: nothing yet."
      }
      xLabel="epoch"
      yLabel="loss"
      xDomain={[0, lastEpoch]}
      yDomain={isLog ? [10 ** Math.floor(Math.log10(bottom)), tidyTop(top)] : [0, tidyTop(top)]}
      isLog={isLog}
      series={series.filter(({ points }) => points.length > 0)}
      fan={others}
      height={250}
      isInspectable={isResting && (status === "paused" || status === "finished")}
    >
      {(place) =>
        shown && (
          <line
            className={styles.moment}
            x1={place.x(shown.epoch)}
            x2={place.x(shown.epoch)}
            y1={22}
            y2={216}
          />
        )
      }
    </CurveChart>
  );
}

/** The next tidy number above, so that the axis does not move with every epoch. */
function tidyTop(value: number): number {
  const power = 10 ** Math.floor(Math.log10(value));
  const steps = [1, 1.5, 2, 3, 4, 5, 6, 8, 10];
  return power * (steps.find((step) => step * power >= value * 1.02) ?? 10);
}

/** The real loss along the coming step, beside what its slope promises. */
export function LossSliceChart({ state }: { state: RunState }) {
  const { multiples, losses, slope } = state.slice;
  const start = losses[0] ?? 0;
  const landing = losses[multiples.indexOf(1)] ?? start;
  const end = multiples.at(-1) ?? 1;
  const finite = losses.filter(Number.isFinite);
  const low = Math.min(...finite);
  const high = Math.max(...finite);
  // Never finer than 1 % of the loss: below that a curve is flat, and should look so.
  const margin = Math.max((high - low) * 0.15, 0.005 * Math.abs(high), 1e-9);
  const domain = [low - margin, high + margin] as const;
  const tangent = multiples
    .map((t) => [t, start + slope * t] as const)
    .filter(([, loss]) => loss >= domain[0] && loss <= domain[1]);
  return (
    <CurveChart
      description={`The training loss along the coming step: now ${formatNumber(start)}; the slope promises a change of ${formatSigned(slope)}, and the step brings ${formatSigned(landing - start)}.`}
      xLabel="steps along the way"
      yLabel="loss along the next step"
      xDomain={[0, end]}
      yDomain={domain}
      series={[
        { label: "slope", kind: "test", points: tangent },
        { label: "loss", kind: "training", points: multiples.map((t, i) => [t, losses[i] ?? NaN]) },
      ]}
      width={225}
      height={165}
    >
      {(place) => (
        <g className={styles.mark}>
          <circle cx={place.x(0)} cy={place.y(start)} r={4} />
          {/* Before a divergence the step lands where the loss is no number that could be drawn. */}
          {Number.isFinite(landing) && (
            <circle className={styles.landing} cx={place.x(1)} cy={place.y(landing)} r={5} />
          )}
          <line
            x1={place.x(1)}
            x2={place.x(1)}
            y1={26}
            y2={Number.isFinite(landing) ? place.y(landing) - 6 : 131}
          />
          <text x={place.x(1) + 5} y={35}>
            lands here
          </text>
        </g>
      )}
    </CurveChart>
  );
}

/** How long each step is beside the weights that it moves. */
export function StepSizes({ state }: { state: RunState }) {
  const { logs, experiment } = state;
  const points = logs
    // At the same place of each epoch, since every batch asks for a step of its own length.
    .filter(
      ({ epoch, relativeStep }) =>
        Number.isInteger(epoch) && relativeStep > 0 && Number.isFinite(relativeStep),
    )
    .map(({ epoch, relativeStep }) => [epoch, 100 * relativeStep] as const);
  const sizes = points.map(([, size]) => size);
  const last = sizes.at(-1);
  // In float32 a step that is too small to be told from none.
  const isLost = logs.at(-1)?.relativeStep === 0 && experiment.compile.optimizer.learningRate > 0;
  const label = isLost ? "below 1e-38" : formatNumber(last ?? 0);
  const from = sizes.length > 0 ? Math.floor(Math.log10(Math.min(...sizes))) : -2;
  const to = sizes.length > 0 ? Math.ceil(Math.log10(Math.max(...sizes))) : 1;
  return (
    <CurveChart
      description={
        last === undefined
          ? "Step size beside the weights: nothing yet."
          : `Step size beside the weights by epoch, now ${label} per cent.`
      }
      xLabel="epoch"
      yLabel="step, % of weights"
      xDomain={[0, Math.max(experiment.fit.epochs, logs.at(-1)?.epoch ?? 0)]}
      yDomain={[10 ** from, 10 ** Math.max(to, from + 1)]}
      isLog
      series={last === undefined ? [] : [{ label, kind: "training", points }]}
      width={225}
      height={165}
    />
  );
}
