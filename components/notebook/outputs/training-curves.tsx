import { nice } from "d3-array";
import { CurveChart, type Series } from "@/components/charts/curve-chart";
import { formatNumber } from "@/lib/format";
import { fromNumeric, type TrainingView } from "@/lib/notebook/output";
import { findExtent, isDrawable, widen } from "./domain";
import styles from "./training.module.css";

interface TrainingCurvesProps {
  measures: readonly Measure[];
  epochs: number;
  epochsPerValue?: number;
}

/** A chart for the loss and for each metric, with the validation's twin in it. */
export function TrainingCurves({ measures, epochs, epochsPerValue = 1 }: TrainingCurvesProps) {
  return (
    <div className={styles.curves}>
      {measures.map(({ name, values, twin }) => {
        const all = [...values, ...(twin ?? [])];
        const { domain, isLog } = findDomain(name, all);
        const curves: Series[] = [];
        if (twin)
          curves.push({ label: "validation", kind: "test", points: byEpoch(twin, epochsPerValue) });
        const label = twin ? "training" : "";
        curves.push({ label, kind: "training", points: byEpoch(values, epochsPerValue) });
        return (
          <CurveChart
            key={name}
            description={describe(name, values, twin)}
            xLabel="epoch"
            yLabel={name}
            xDomain={[0, epochs]}
            yDomain={domain}
            isLog={isLog}
            series={curves}
            width={measures.length === 1 ? 380 : 280}
            height={measures.length === 1 ? 200 : 175}
          />
        );
      })}
    </div>
  );
}

export interface Measure {
  name: string;
  /** By epoch. */
  values: number[];
  /** The same over validation data. */
  twin?: number[];
}

/** The loss and the metrics, each with its twin called `val_…`. */
export function pairTwins(series: TrainingView["series"]): Measure[] {
  const numbers = new Map(series.map(({ name, values }) => [name, values.map(fromNumeric)]));
  return [...numbers].flatMap(([name, values]) => {
    const isTwin = name.startsWith("val_") && numbers.has(name.slice(4));
    return isTwin ? [] : [{ name, values, twin: numbers.get(`val_${name}`) }];
  });
}

/** The reading after the first epoch stands at 1; of a long run not every epoch has one. */
function byEpoch(values: readonly number[], epochsPerValue: number): Series["points"] {
  return values.map(
    (value, index) => [1 + index * epochsPerValue, isDrawable(value) ? value : NaN] as const,
  );
}

/** Shares have an axis from 0 to 1; a loss that has run far away is seen by its powers of ten. */
function findDomain(name: string, values: readonly number[]) {
  const [low, high] = findExtent(values) ?? [0, 1];
  if (low > 0 && high > 100 && high / low > 100) {
    const domain = [10 ** Math.floor(Math.log10(low)), 10 ** Math.ceil(Math.log10(high))] as const;
    return { domain, isLog: true };
  }
  const isShare = !/loss/i.test(name) && low >= 0 && high <= 1;
  if (isShare) return { domain: [0, 1] as const, isLog: false };
  return { domain: nice(...widen([Math.min(low, 0), Math.max(high, 0)]), 3), isLog: false };
}

function describe(name: string, values: readonly number[], twin?: readonly number[]): string {
  const end = values.at(-1);
  if (end === undefined) return `${name} by epoch: nothing yet.`;
  const twinEnd = twin?.at(-1);
  const validation = twinEnd === undefined ? "" : `, validation ${formatNumber(twinEnd)}`;
  return `${name} by epoch, at last ${formatNumber(end)}${validation}.`;
}
