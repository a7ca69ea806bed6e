"use client";

import type { KeyboardEvent, ReactNode } from "react";
import { formatNumber } from "@/lib/format";
import { Arrow, At, Dots, Label, Stretched } from "./marks";
import styles from "./path-picture.module.css";
import { findExit, isVisible, percent, type Spot, traceLine } from "./trace";
import { usePlotDrag } from "./use-plot-drag";

export interface PathPictureProps {
  /** The accessible name. */
  label: string;
  descriptionId: string;
  /** Sets the height. */
  className?: string;
  /** Of the rectangle behind everything. */
  fieldClassName?: string;
  /** Where the handle is. */
  handle: Spot;
  onDrag: (place: Spot) => void;
  children: ReactNode;
}

/** A picture with a path of descent in it, and one point that can be dragged. */
export function PathPicture(props: PathPictureProps) {
  const { label, descriptionId, className, fieldClassName, handle, onDrag, children } = props;
  const drag = usePlotDrag(handle, onDrag);
  return (
    // biome-ignore lint/a11y/useSemanticElements: no HTML element groups the parts of an SVG
    <svg
      className={`${styles.picture} ${className ?? ""}`}
      role="group"
      aria-label={label}
      aria-describedby={descriptionId}
      {...drag}
    >
      <rect width="100%" height="100%" className={fieldClassName ?? styles.field} />
      {children}
    </svg>
  );
}

/** A number at its place on the lower axis. */
export function HorizontalTick({ x, children }: { x: number; children: ReactNode }) {
  return (
    <At x={x} y={1}>
      <line y2={4} className={styles.axis} />
      <Label y={18} anchor="middle" className={styles.tick}>
        {children}
      </Label>
    </At>
  );
}

/** The name of the lower axis, at its right end. */
export function HorizontalName({ children }: { children: ReactNode }) {
  return (
    <At x={1} y={1}>
      <Label y={18} anchor="end" className={styles.symbol}>
        {children}
      </Label>
    </At>
  );
}

/** The path before the last change, in grey; `labelY` is where its label stands, in pixels. */
export function GhostPath({ spots, labelY }: { spots: readonly Spot[]; labelY: number }) {
  return (
    <>
      <Stretched d={traceLine(spots)} className={styles.ghost} />
      <Dots spots={spots} radius={2.5} className={styles.ghostDot} />
      <At x={1} y={0}>
        <Label y={labelY} anchor="end" className={styles.note}>
          grey: the path before
        </Label>
      </At>
    </>
  );
}

export interface OffChartProps {
  id: string;
  spots: readonly Spot[];
  /** One per step; there may be more of them than spots. */
  losses: readonly number[];
  /** What the path leaves: "the chart", "the map". */
  name: string;
  /** Where the two lines of the label stand, for an exit. */
  placeLabel: (exit: Spot) => LabelPlace;
}

export interface LabelPlace {
  at: Spot;
  /** Pixels from there to the first line. */
  top: number;
  /** On which side of the exit the lines stand. */
  side: "left" | "right";
}

/** An arrow where the path first leaves the picture, and the loss that it comes to. */
export function OffChart({ id, spots, losses, name, placeLabel }: OffChartProps) {
  const next = spots.findIndex((spot) => !isVisible(spot));
  const from = spots[next - 1];
  const to = spots[next];
  if (!from || !to) return null;
  // A line to infinity has no crossing to compute: the label then stays at the last dot.
  const exit = findExit(from, to) ?? from;
  const isBack = isVisible(spots.at(-1) as Spot);
  const when = isBack ? next : losses.length - 1;
  const { at, top, side } = placeLabel(exit);
  const x = side === "left" ? -16 : 16;
  const anchor = side === "left" ? "end" : "start";
  return (
    <>
      <Arrow id={`${id}-off`} from={from} to={exit} className={styles.leaving} />
      <At {...at}>
        <Label x={x} y={top} anchor={anchor}>
          {`off ${name}`}
        </Label>
        <Label x={x} y={top + 19} anchor={anchor} className={styles.note}>
          {`step ${when}: loss ${formatNumber(losses[when] as number)}`}
        </Label>
      </At>
    </>
  );
}

export interface HandleProps<Target> {
  /** The accessible name. */
  label: string;
  spot: Spot;
  min: number;
  max: number;
  now: number;
  /** The value in words. */
  text: string;
  /** What it is called where "slider" says too little. */
  roleDescription?: string;
  /** Where each key moves it, by the key's name. */
  targetsOf: (event: KeyboardEvent) => Record<string, Target>;
  onMove: (target: Target) => void;
}

/** The point that is dragged, also a slider for the keyboard. */
export function Handle<Target>(props: HandleProps<Target>) {
  const { label, spot, min, max, now, text, roleDescription, targetsOf, onMove } = props;
  const moveByKey = (event: KeyboardEvent) => {
    const target = targetsOf(event)[event.key];
    if (target === undefined) return;
    event.preventDefault();
    onMove(target);
  };
  const isShown = isVisible(spot);
  const place = { cx: percent(isShown ? spot.x : 0), cy: percent(isShown ? spot.y : 0) };
  return (
    <g
      role="slider"
      tabIndex={0}
      data-handle
      aria-label={label}
      aria-roledescription={roleDescription}
      aria-valuemin={min}
      aria-valuemax={max}
      aria-valuenow={now}
      aria-valuetext={text}
      onKeyDown={moveByKey}
      className={isShown ? styles.handle : styles.gone}
    >
      <circle {...place} r={24} className={styles.target} />
      <circle {...place} r={13} className={styles.ring} />
      <circle {...place} r={8} className={styles.knob} />
    </g>
  );
}
