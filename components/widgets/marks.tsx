import type { ReactNode } from "react";
import styles from "./marks.module.css";
import { isVisible, percent, type Spot, squareSize } from "./trace";

/**
 * Pieces of a picture whose width is known only to the browser: places are percentages, sizes of
 * text and dots are pixels. So the same markup fits a phone and a wide column before any script
 * has run.
 */

/** Puts children, drawn in pixels around (0, 0), at a place given in fractions. */
export function At({ x, y, children }: Spot & { children: ReactNode }) {
  return (
    <svg x={percent(x)} y={percent(y)} overflow="visible" aria-hidden="true">
      {children}
    </svg>
  );
}

/** Shapes drawn in a square of `squareSize`, stretched over the whole picture. */
export function StretchedSquare({ children }: { children: ReactNode }) {
  return (
    <svg
      width="100%"
      height="100%"
      viewBox={`0 0 ${squareSize} ${squareSize}`}
      preserveAspectRatio="none"
      aria-hidden="true"
    >
      {children}
    </svg>
  );
}

/** A line given by path data in such a square. */
export function Stretched({ d, className }: { d: string; className?: string }) {
  return (
    <StretchedSquare>
      <path
        d={d}
        className={`${styles.line} ${className ?? ""}`}
        vectorEffect="non-scaling-stroke"
      />
    </StretchedSquare>
  );
}

/** Dots at those of the spots that are inside the picture. */
export function Dots({
  spots,
  radius = 3.5,
  className,
}: {
  spots: readonly Spot[];
  radius?: number;
  className?: string;
}) {
  return spots.map(
    (spot, k) =>
      isVisible(spot) && (
        <circle
          // biome-ignore lint/suspicious/noArrayIndexKey: the index is the step, which names the dot
          key={k}
          cx={percent(spot.x)}
          cy={percent(spot.y)}
          r={radius}
          className={className}
        />
      ),
  );
}

export interface ArrowProps {
  from: Spot;
  to: Spot;
  /** Unique in the page; the arrow's head is a marker of this name. */
  id: string;
  /** Sets `color`, which line and head take. */
  className?: string;
}

/** A straight arrow between two places. */
export function Arrow({ from, to, id, className }: ArrowProps) {
  return (
    <g className={`${styles.arrow} ${className ?? ""}`}>
      <marker
        id={id}
        markerUnits="userSpaceOnUse"
        markerWidth="10"
        markerHeight="10"
        refX="8"
        refY="5"
        orient="auto"
      >
        <path d="M0 1L9 5L0 9Z" />
      </marker>
      <line
        x1={percent(from.x)}
        y1={percent(from.y)}
        x2={percent(to.x)}
        y2={percent(to.y)}
        markerEnd={`url(#${id})`}
      />
    </g>
  );
}

export interface LabelProps {
  children: ReactNode;
  x?: number;
  y?: number;
  anchor?: "start" | "middle" | "end";
  className?: string;
}

/** A direct label; it keeps a rim of paper, so that lines pass behind it. */
export function Label({ children, x = 0, y = 0, anchor = "start", className }: LabelProps) {
  return (
    <text x={x} y={y} textAnchor={anchor} className={`${styles.label} ${className ?? ""}`}>
      {children}
    </text>
  );
}
