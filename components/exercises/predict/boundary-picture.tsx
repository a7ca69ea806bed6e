import {
  type KeyboardEvent,
  memo,
  type PointerEvent,
  useId,
  useRef,
  useState,
  useSyncExternalStore,
} from "react";
import { centreOf, type Grid, type Sign } from "@/lib/exercises/predict/grid";
import { formatShort } from "@/lib/format";
import { findDifferences, paintCells, paintStroke, type Spot, traceBorder } from "./paint";
import styles from "./sketch.module.css";
import type { BoundaryView } from "./view";

interface Props {
  view: BoundaryView;
  sketch: Grid;
  /** What a network says; then nothing can be painted any more. */
  truth: Grid | undefined;
  /** An earlier sketch. */
  ghost: Grid | null;
  promptId: string;
  /** Several may come before the next drawing, so each goes on from the one before. */
  onChange(update: (sketch: Grid) => Grid): void;
}

/** The plane in cells that a stroke paints, or keys: a grid with one cell in the order of Tab. */
export function BoundaryPicture({ view, sketch, truth, ghost, promptId, onChange }: Props) {
  const { size, points } = view;
  const stroke = useRef<{ id: number; at: Spot; sign: Sign }>(null);
  const cells = useRef(new Map<string, SVGRectElement>());
  const [current, setCurrent] = useState<Spot>({ row: 0, column: 0 });
  const hatchId = useId();
  const isLocked = truth !== undefined;
  // Cells can only be painted with script: in the page's HTML one row stands for all, which would be most of it.
  const hasAll = useSyncExternalStore(
    () => () => {},
    () => true,
    () => false,
  );
  const signAt = ({ row, column }: Spot) => sketch[Math.floor(row)]?.[Math.floor(column)] as Sign;
  const invert = (sign: Sign): Sign => (sign === "+" ? "-" : "+");

  const spotOf = (event: PointerEvent<SVGElement>): Spot => {
    const box = event.currentTarget.getBoundingClientRect();
    const within = (share: number) => Math.min(Math.max(share, 0), 0.9999) * size;
    return {
      column: within((event.clientX - box.left) / box.width),
      row: within((event.clientY - box.top) / box.height),
    };
  };

  function onKeyDown(event: KeyboardEvent) {
    if (event.altKey || event.ctrlKey || event.metaKey) return;
    const { row, column } = current;
    const last = size - 1;
    const places: Record<string, Spot> = {
      ArrowLeft: { row, column: Math.max(column - 1, 0) },
      ArrowRight: { row, column: Math.min(column + 1, last) },
      ArrowUp: { row: Math.max(row - 1, 0), column },
      ArrowDown: { row: Math.min(row + 1, last), column },
      Home: { row, column: 0 },
      End: { row, column: last },
      PageUp: { row: 0, column },
      PageDown: { row: last, column },
    };
    const to = places[event.key];
    if (to) {
      event.preventDefault();
      if (event.shiftKey) onChange((before) => paintCells(before, signAt(current), current, to));
      setCurrent(to);
      cells.current.get(`${to.row} ${to.column}`)?.focus();
    } else if (event.key === " " || event.key === "Enter") {
      event.preventDefault();
      const sign = invert(signAt(current));
      onChange((before) => paintCells(before, sign, current, current));
    }
  }

  return (
    <figure className={styles.plane}>
      {/* biome-ignore lint/a11y/useSemanticElements: a table of an SVG's parts */}
      <svg
        viewBox={`0 0 ${size} ${size}`}
        // biome-ignore lint/a11y/noNoninteractiveElementToInteractiveRole: its cells have the focus
        role="grid"
        aria-label={`The plane in ${size} by ${size} cells`}
        aria-describedby={promptId}
        aria-multiselectable="true"
        aria-readonly={isLocked || undefined}
        data-locked={isLocked || undefined}
        onKeyDown={onKeyDown}
        onPointerDown={(event) => {
          if (isLocked || stroke.current || event.button !== 0) return;
          const at = spotOf(event);
          const sign = invert(signAt(at));
          event.currentTarget.setPointerCapture(event.pointerId);
          stroke.current = { id: event.pointerId, at, sign };
          onChange((before) => paintStroke(before, sign, at, at));
          setCurrent({ row: Math.floor(at.row), column: Math.floor(at.column) });
        }}
        onPointerMove={(event) => {
          if (isLocked || stroke.current?.id !== event.pointerId) return;
          const { at: from, sign, id } = stroke.current;
          const at = spotOf(event);
          onChange((before) => paintStroke(before, sign, from, at));
          stroke.current = { id, at, sign };
        }}
        onPointerUp={() => {
          stroke.current = null;
        }}
        onPointerCancel={() => {
          stroke.current = null;
        }}
      >
        <defs>
          <pattern id={hatchId} width="0.5" height="0.5" patternUnits="userSpaceOnUse">
            <path className={styles.hatch} d="M-.1 .6L.6 -.1M-.1 .1L.1 -.1M.4 .6L.6 .4" />
          </pattern>
        </defs>
        {sketch.slice(0, hasAll ? size : 1).map((text, row) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: a row is its place
          // biome-ignore lint/a11y/useSemanticElements: a table of an SVG's parts
          <g key={row} role="row">
            {Array.from(text, (sign, column) => (
              // biome-ignore lint/a11y/useSemanticElements: a table of an SVG's parts
              <rect
                // biome-ignore lint/suspicious/noArrayIndexKey: a cell is its place
                key={column}
                ref={(element) => {
                  const key = `${row} ${column}`;
                  if (element) cells.current.set(key, element);
                  else cells.current.delete(key);
                }}
                className={styles.cell}
                role="gridcell"
                tabIndex={row === current.row && column === current.column ? 0 : -1}
                aria-selected={sign === "+"}
                aria-label={describeCell(row, column, size, sign, truth)}
                x={column}
                y={row}
                width={1}
                height={1}
                fill={sign === "+" ? `url(#${hatchId})` : undefined}
                onFocus={() => setCurrent({ row, column })}
              />
            ))}
          </g>
        ))}
        <svg className={styles.over} aria-hidden="true">
          <Points points={points} size={size} />
          {ghost ? <path className={styles.first} d={traceBorder(ghost)} /> : null}
          <path className={styles.yours} d={traceBorder(sketch)} />
          {truth ? (
            <>
              <path
                className={styles.cross}
                d={findDifferences(sketch, truth)
                  .map(
                    ({ row, column }) => `M${column + 0.32} ${row + 0.32}l.36 .36m0 -.36l-.36 .36`,
                  )
                  .join("")}
              />
              <path className={styles.truth} d={traceBorder(truth)} />
            </>
          ) : null}
        </svg>
      </svg>
      <figcaption className={styles.key} aria-hidden="true">
        <span className={styles.axes}>
          <i>x</i>
          <sub>1</sub> to the right, <i>x</i>
          <sub>2</sub> up, both from −6 to 6
        </span>
        {ghost ? <Line name="first">your first</Line> : null}
        {truth ? (
          <>
            <Line name="yours">yours</Line>
            <Line name="truth">what happened</Line>
            <span>× where they differ</span>
          </>
        ) : null}
      </figcaption>
    </figure>
  );
}

function Line({ name, children }: { name: "first" | "yours" | "truth"; children: string }) {
  return (
    <span>
      <svg className={styles.sample} viewBox="0 0 28 6" aria-hidden="true">
        <path className={styles[name]} d="M1 3h26" />
      </svg>
      {children}
    </span>
  );
}

/** +1 round and blue, −1 square and orange, as in the book's other figures. */
const Points = memo(function Points({ points, size }: Pick<BoundaryView, "points" | "size">) {
  const scale = size / 12;
  const paths = { positive: "", negative: "" };
  for (let row = 0; row < points.labels.length; row += 1) {
    const x = ((points.points[2 * row] as number) + 6) * scale;
    const y = (6 - (points.points[2 * row + 1] as number)) * scale;
    paths[(points.labels[row] as number) >= 0 ? "positive" : "negative"] +=
      `M${x.toFixed(2)} ${y.toFixed(2)}h0`;
  }
  return (
    <>
      <path className={styles.positive} d={paths.positive} />
      <path className={styles.negative} d={paths.negative} />
    </>
  );
});

function describeCell(
  row: number,
  column: number,
  size: number,
  sign: string,
  truth: Grid | undefined,
) {
  const [x1, x2] = centreOf(row, column, size).map(formatShort);
  const painted = sign === "+" ? "painted" : "not painted";
  const answer = truth?.[row]?.[column];
  const said =
    answer === undefined ? "" : `; the network says ${answer === "+" ? "positive" : "negative"}`;
  return `x₁ ${x1}, x₂ ${x2}: ${painted}${said}`;
}
