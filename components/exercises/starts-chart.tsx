import { createAxis } from "@/components/charts/plot";
import { describeStarts, isPassed, nameAxis, type StartsResult } from "@/lib/exercises/starts";
import { formatNumber, formatShort } from "@/lib/format";
import styles from "./starts-chart.module.css";

const width = 420;
const margin = { top: 30, right: 16, bottom: 42, left: 16 };
/** Between the last power of ten and the edge, where runs that broke off stand. */
const brokenRoom = 54;
const radius = 5;
const row = 2 * radius + 1.5;

/** How each start ended, on a log axis, with the threshold of the statement in it. */
export function StartsChart({ result }: { result: StartsResult }) {
  const { statement, runs } = result;
  const { below, quantity } = statement;
  const ended = runs.filter((run) => Number.isFinite(run[quantity]));
  const broken = runs.filter((run) => !Number.isFinite(run[quantity]));
  const right = width - margin.right - (broken.length > 0 ? brokenRoom : 0);
  const domain = chooseDomain([below, ...ended.map((run) => run[quantity])]);
  const x = createAxis({ domain, range: [margin.left, right], isLog: true });
  const dots = stack(
    ended
      // A loss of 0 has no place on this axis; it stands at its end.
      .map((run) => ({ run, at: x.place(Math.max(run[quantity], domain[0])) }))
      .sort((a, b) => a.at - b.at),
  );
  const height = margin.top + margin.bottom + Math.max(28, row * (1 + highest(dots, broken)));
  const floor = height - margin.bottom;
  const line = x.place(below);
  const isLeft = line > width / 2;
  return (
    <svg
      className={styles.starts}
      viewBox={`0 0 ${width} ${height}`}
      role="img"
      aria-label={describe(result)}
    >
      <rect
        className={styles.passing}
        x={margin.left}
        width={line - margin.left}
        y={margin.top - 12}
        height={floor - margin.top + 12}
      />
      <line className={styles.floor} x1={margin.left} x2={right} y1={floor} y2={floor} />
      {x.ticks.map(({ value, label }) => (
        <g key={value}>
          <line
            className={styles.tick}
            x1={x.place(value)}
            x2={x.place(value)}
            y1={floor}
            y2={floor + 5}
          />
          <text x={x.place(value)} y={floor + 18} textAnchor="middle">
            {label}
          </text>
        </g>
      ))}
      <text className={styles.title} x={right} y={height - 5} textAnchor="end">
        {nameAxis(statement)}
      </text>
      <g className={styles.threshold}>
        <line x1={line} x2={line} y1={margin.top - 12} y2={floor} />
        <text
          x={line + (isLeft ? -5 : 5)}
          y={margin.top - 17}
          textAnchor={isLeft ? "end" : "start"}
        >
          below {formatShort(below)}
        </text>
      </g>
      {dots.map(({ run, at, level }) => (
        <circle
          key={run.seed}
          className={isPassed(statement, run) ? styles.passed : styles.failed}
          cx={at}
          cy={floor - row * (level + 0.5) - 2}
          r={radius - 1}
        />
      ))}
      {broken.length > 0 ? (
        <g className={styles.broken}>
          {broken.map(({ seed }, level) => (
            <path
              key={seed}
              d={`M${width - margin.right - brokenRoom / 2 - 4} ${floor - row * (level + 0.5) - 6}l8 8m0 -8l-8 8`}
            />
          ))}
          <text x={width - margin.right - brokenRoom / 2} y={floor + 18} textAnchor="middle">
            broke off
          </text>
        </g>
      ) : null}
    </svg>
  );
}

function describe(result: StartsResult): string {
  const { statement, runs } = result;
  const values = runs
    .map((run) => run[statement.quantity])
    .sort((a, b) => a - b)
    .map((value) => (Number.isFinite(value) ? formatNumber(value) : "broke off"));
  return `How ${runs.length} starts ended. ${describeStarts(result)} The ${nameAxis(statement)}: ${values.join(", ")}.`;
}

/** All values with some room, and with a power of ten in it, for the axis to be labelled. */
function chooseDomain(values: readonly number[]): [number, number] {
  const positive = values.filter((value) => value > 0);
  const from = Math.min(...positive) / 2;
  const to = Math.max(...positive) * 2;
  const powerBelow = 10 ** Math.floor(Math.log10(to));
  return [Math.min(from, powerBelow), to];
}

interface Dot<Run> {
  run: Run;
  at: number;
  level: number;
}

/** Each dot as low as it can stand without touching one before it. */
function stack<Run>(sorted: readonly { run: Run; at: number }[]): Dot<Run>[] {
  const placed: Dot<Run>[] = [];
  for (const { run, at } of sorted) {
    const near = placed.filter((dot) => at - dot.at < 2 * radius).map(({ level }) => level);
    let level = 0;
    while (near.includes(level)) level += 1;
    placed.push({ run, at, level });
  }
  return placed;
}

function highest(dots: readonly { level: number }[], broken: readonly unknown[]): number {
  return Math.max(0, broken.length - 1, ...dots.map(({ level }) => level));
}
