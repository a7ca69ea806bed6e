import type { DataStatistics } from "@/lib/engine/probes/data-statistics";
import { featureTitles } from "../feature-titles";
import { describeBatches, describeCopies, describeRanges } from "./describe";
import { rowLeft, rowsWidth } from "./layer-rows";
import { Probe } from "./probe";
import styles from "./probes.module.css";

interface Props {
  statistics: DataStatistics;
  epochs: number;
}

/** What the network is given. */
export function DataProbes({ statistics, epochs }: Props) {
  return (
    <>
      <Probe title="Range of the inputs" sentence={describeRanges(statistics)}>
        <Ranges {...statistics} />
      </Probe>
      <Probe title="First batches of an epoch" sentence={describeBatches(statistics, epochs)}>
        <BatchStrips {...statistics} />
      </Probe>
      <Probe title="Test points" sentence={describeCopies(statistics)}>
        <Copies {...statistics} />
      </Probe>
    </>
  );
}

const axisLeft = 22;
const rangeTicks = [-1000, -10, 0, 10, 1000];

/** Linear around 0 and logarithmic farther out, so that 5 and 500 both have a place. */
function placeOnRange(value: number): number {
  const most = Math.log10(1 + 2000);
  const share = Math.max(
    -1,
    Math.min(1, (Math.sign(value) * Math.log10(1 + Math.abs(value))) / most),
  );
  return axisLeft + ((share + 1) / 2) * (rowsWidth - axisLeft);
}

function Ranges({ ranges }: Pick<DataStatistics, "ranges">) {
  const floor = ranges.length * 22 + 4;
  return (
    <svg className={styles.rows} viewBox={`0 0 ${rowsWidth} ${floor + 18}`} aria-hidden="true">
      <g className={styles.axis}>
        {rangeTicks.map((tick) => (
          <g key={tick}>
            <line x1={placeOnRange(tick)} x2={placeOnRange(tick)} y1={0} y2={floor} />
            <text x={placeOnRange(tick)} y={floor + 14} textAnchor="middle">
              {String(tick).replace("-", "−")}
            </text>
          </g>
        ))}
      </g>
      {ranges.map(({ feature, min, max }, index) => (
        <g key={feature}>
          <text className={styles.layer} x={0} y={22 * index + 17}>
            {featureTitles[feature]}
          </text>
          <rect
            className={styles.bars}
            x={placeOnRange(min)}
            width={Math.max(placeOnRange(max) - placeOnRange(min), 2)}
            y={22 * index + 8}
            height={9}
            rx={2}
          />
        </g>
      ))}
    </svg>
  );
}

const stripHeight = 10;
/** Room for these, also where an epoch has fewer. */
const mostStrips = 8;
const mostCells = 120;

/** A strip for each batch with its points in their order: +1 blue and high, −1 orange and low. */
function BatchStrips({ batches }: Pick<DataStatistics, "batches">) {
  const { first } = batches;
  const longest = Math.min(mostCells, Math.max(...first.map((batch) => batch.length)));
  const cell = Math.min((rowsWidth - rowLeft) / longest, 14);
  const strips = first.map((batch, row) => drawStrip(batch, row, cell));
  return (
    <svg
      className={styles.rows}
      viewBox={`0 0 ${rowsWidth} ${mostStrips * (stripHeight + 4)}`}
      aria-hidden="true"
    >
      {first.map((batch, row) => (
        <text
          // biome-ignore lint/suspicious/noArrayIndexKey: a batch is its place
          key={row}
          className={styles.layer}
          x={0}
          y={row * (stripHeight + 4) + stripHeight}
        >
          {`batch ${row + 1}`}
          {batch.length > mostCells ? "…" : ""}
        </text>
      ))}
      <path className={styles.positive} d={strips.map(({ positive }) => positive).join("")} />
      <path className={styles.negative} d={strips.map(({ negative }) => negative).join("")} />
    </svg>
  );
}

function drawStrip(batch: readonly boolean[], row: number, cell: number) {
  const paths = { positive: "", negative: "" };
  const bottom = row * (stripHeight + 4) + stripHeight;
  for (const [place, isPositive] of batch.slice(0, mostCells).entries()) {
    const x = (rowLeft + place * cell).toFixed(1);
    const width = Math.max(cell - 0.8, 0.8).toFixed(1);
    if (isPositive) paths.positive += `M${x} ${bottom}v${-stripHeight}h${width}v${stripHeight}z`;
    else paths.negative += `M${x} ${bottom}v${-stripHeight / 2}h${width}v${stripHeight / 2}z`;
  }
  return paths;
}

function Copies({ copies, testPoints }: Pick<DataStatistics, "copies" | "testPoints">) {
  const width = rowsWidth * (copies / testPoints);
  return (
    <svg className={styles.rows} viewBox={`0 0 ${rowsWidth} 40`} aria-hidden="true">
      <rect className={styles.track} x={0} y={4} width={rowsWidth} height={12} />
      <rect className={styles.bars} x={0} y={4} width={width} height={12} />
      <text x={0} y={34}>
        also in training: {copies}
      </text>
      <text x={rowsWidth} y={34} textAnchor="end">
        new: {testPoints - copies}
      </text>
    </svg>
  );
}
