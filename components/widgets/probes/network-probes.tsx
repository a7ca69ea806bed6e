import type { LayerStatistics, NetworkStatistics } from "@/lib/engine/probes/layer-statistics";
import type { Layer } from "@/lib/experiment/experiment";
import { formatNumber } from "@/lib/format";
import {
  computeGradientNorm,
  describeGradients,
  describeIdle,
  describeSteps,
  describeValues,
  findIdle,
} from "./describe";
import { LayerRows, rowHeight, rowLeft, rowsWidth } from "./layer-rows";
import { LayerScale } from "./layer-scale";
import { Probe } from "./probe";
import styles from "./probes.module.css";

interface Props {
  layers: readonly Layer[];
  statistics: NetworkStatistics;
  /** Of the network before it was mended, to be compared with. */
  others?: NetworkStatistics;
}

/** What goes on in the layers, at one moment. */
export function NetworkProbes({ layers, statistics, others }: Props) {
  // Networks of another depth have no layers to compare with.
  const compared = others?.layers.length === layers.length ? others : undefined;
  const norms = ({ layers: all }: NetworkStatistics) => all.map(computeGradientNorm);
  const steps = ({ layers: all }: NetworkStatistics) =>
    all.map(({ kernel }) => (kernel.relativeUpdate === null ? null : 100 * kernel.relativeUpdate));
  return (
    <>
      <Probe
        title="What each layer gives"
        sentence={`${describeValues(statistics)} ${describeIdle(statistics, layers)}`}
      >
        <ValueHistograms layers={layers} statistics={statistics} />
      </Probe>
      <Probe title="Length of the gradient" sentence={describeGradients(statistics)}>
        <LayerScale
          values={norms(statistics)}
          others={compared && norms(compared)}
          domain={[1e-9, 100]}
          ticks={[1e-6, 1e-3, 1]}
          format={formatValue}
        />
      </Probe>
      <Probe title="Coming step, % of the weights" sentence={describeSteps(statistics)}>
        <LayerScale
          values={steps(statistics)}
          others={compared && steps(compared)}
          domain={[1e-7, 10_000]}
          ticks={[1e-4, 0.1, 100]}
          format={formatValue}
        />
      </Probe>
    </>
  );
}

function formatValue(value: number): string {
  return formatNumber(value, { digits: 2, trim: true });
}

const histogramRight = rowsWidth - 102;

/** The values of each layer over all units and points, between the ends of its activation, and how many are idle. */
function ValueHistograms({ layers, statistics }: Props) {
  return (
    <LayerRows
      count={layers.length}
      renderRow={(index, middle) => {
        const layer = statistics.layers[index] as LayerStatistics;
        const settings = layers[index] as Layer;
        const { values } = layer;
        const [from, to] = findEnds(settings.activation, values);
        const { edges, counts } = values.histogram;
        const most = Math.max(...counts, 1);
        const left = rowLeft + 22;
        const label = findIdle(layer, settings);
        const x = (value: number) =>
          left + ((value - from) / (to - from)) * (histogramRight - left);
        const floor = middle + rowHeight / 2 - 4;
        const path = counts
          .map((count, bin) => {
            if (count === 0) return "";
            const start = x(edges[bin] as number);
            const width = Math.max(x(edges[bin + 1] as number) - start, 1.5);
            const height = 1.5 + (count / most) * (rowHeight - 8);
            return `M${start.toFixed(1)} ${floor}v${-height.toFixed(1)}h${width.toFixed(1)}v${height.toFixed(1)}z`;
          })
          .join("");
        return (
          <>
            <line className={styles.guide} x1={left} x2={histogramRight} y1={floor} y2={floor} />
            <path className={styles.bars} d={path} />
            <text className={styles.end} x={left - 4} y={middle + 4} textAnchor="end">
              {formatEnd(from)}
            </text>
            <text className={styles.end} x={histogramRight + 4} y={middle + 4}>
              {formatEnd(to)}
            </text>
            <text x={rowsWidth} y={middle + 4} textAnchor="end">
              {label}
            </text>
          </>
        );
      }}
    />
  );
}

function formatEnd(value: number): string {
  return formatNumber(value, { digits: 1, trim: true });
}

/** Of an activation without ends, the outermost values, with 0 among them. */
function findEnds(
  activation: Layer["activation"],
  { min, max }: LayerStatistics["values"],
): [number, number] {
  if (activation === "tanh" || activation === "softsign") return [-1, 1];
  if (activation === "sigmoid" || activation === "softmax") return [0, 1];
  const [from, to] = [Math.min(0, min || 0), Math.max(0, max || 0)];
  return from === to ? [0, 1] : [from, to];
}
