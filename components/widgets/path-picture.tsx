"use client";

import type { KeyboardEvent, ReactNode } from "react";
import { formatNumber } from "@/lib/format";
import { Arrow, At, Dots, Label, Stretched } from "./marks";
import styles from "./path-picture.module.css";
import { findExit, isVisible, percent, type Spot, traceLine } from "./trace";
import { findRoom, type Lines, type Size } from "./trace-room";
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

export interface Leaving {
  /** The last place inside the picture, and where the path crosses its edge. */
  from: Spot;
  exit: Spot;
  /** What the path comes to. */
  text: string;
  /** Where the two lines of the label begin. */
  place: Spot;
  /** Where they stand, as lines that other labels keep off. */
  label: Lines;
}

/**
 * Where a path first leaves the picture, and where a label about it has room: off the path and, as
 * far as possible, off the other lines, the most important of which come first.
 */
export function findLeaving(
  spots: readonly Spot[],
  losses: readonly number[],
  others: Lines,
  sizes: readonly Size[],
): Leaving | undefined {
  const next = spots.findIndex((spot) => !isVisible(spot));
  const from = spots[next - 1];
  const to = spots[next];
  if (!from || !to) return undefined;
  // A line to infinity has no crossing to compute: the label then stays near the last dot.
  const exit = findExit(from, to) ?? from;
  const isBack = isVisible(spots.at(-1) as Spot);
  const when = isBack ? next : losses.length - 1;
  const text = `step ${when}: loss ${formatNumber(losses[when] as number)}`;
  const box = { left: -6, right: 5.5 * text.length + 8, top: -18, bottom: 28 };
  const lines = [spots.slice(0, next), [from, exit], ...others];
  const place = findRoom(exit, box, lines, sizes) ?? { x: 0.3, y: 0.5 };
  const narrowest = Math.min(...sizes.map(({ width }) => width));
  const lowest = Math.min(...sizes.map(({ height }) => height));
  const right = place.x + box.right / narrowest;
  const label = [0, box.bottom / lowest].map((down) => [
    { x: place.x, y: place.y + down },
    { x: right, y: place.y + down },
  ]);
  return { from, exit, text, place, label };
}

/** An arrow where the path first leaves the picture, and the loss that it comes to. */
export function OffChart(props: { id: string; name: string; leaving: Leaving }) {
  const { id, name, leaving } = props;
  return (
    <>
      <Arrow id={`${id}-off`} from={leaving.from} to={leaving.exit} className={styles.leaving} />
      <At {...leaving.place}>
        <Label className={styles.off}>{`off ${name}`}</Label>
        <Label y={19} className={`${styles.note} ${styles.off}`}>
          {leaving.text}
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
