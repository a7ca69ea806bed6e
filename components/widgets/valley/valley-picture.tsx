"use client";

import type { KeyboardEvent } from "react";
import { angleToMinimum, type Pair, type Valley, type ValleyPoint } from "@/lib/descent/valley";
import { formatNumber } from "@/lib/format";
import { Arrow, At, Dots, Label, Stretched } from "../marks";
import { findExit, isVisible, percent, type Spot, traceLine, UNIT } from "../trace";
import { usePlotDrag } from "../use-plot-drag";
import { DirectionArrows } from "./direction-arrows";
import { contoursOf, ellipseOf, pointUnder, spotOf } from "./map";
import { GRAIN, STARTS, tidyStart } from "./state";
import styles from "./valley.module.css";

export interface ValleyPictureProps {
  id: string;
  shape: Valley;
  path: readonly ValleyPoint[];
  /** The path before the last change. */
  ghost?: readonly ValleyPoint[];
  onStart: (start: Pair) => void;
  descriptionId: string;
}

/** The valley from above: contours, the path, the start that can be dragged, and two directions. */
export function ValleyPicture(props: ValleyPictureProps) {
  const { id, shape, path, ghost, onStart, descriptionId } = props;
  const spots = untilExit(path);
  const start = path[0] as ValleyPoint;
  const drag = usePlotDrag(spots[0] as Spot, (place) => onStart(tidyStart(...pointUnder(place))));
  return (
    // biome-ignore lint/a11y/useSemanticElements: no HTML element groups the parts of an SVG
    <svg
      className={styles.picture}
      role="group"
      aria-label="The valley from above and the path in it"
      aria-describedby={descriptionId}
      {...drag}
    >
      <rect width="100%" height="100%" className={styles.field} />
      <svg overflow="visible" aria-hidden="true">
        <Contours shape={shape} />
        <Axes />
        {ghost && (
          <>
            <Stretched d={traceLine(untilExit(ghost))} className={styles.ghost} />
            <Dots spots={untilExit(ghost)} radius={2.5} className={styles.ghostDot} />
            <At x={1} y={0}>
              <Label y={-6} anchor="end" className={styles.note}>
                grey: the path before
              </Label>
            </At>
          </>
        )}
        <Stretched d={traceLine(spots)} className={styles.path} />
        <Dots spots={spots} radius={3} className={styles.dot} />
        <At x={0.5} y={0.5}>
          <path d="M-6 0H6M0 -6V6" className={styles.minimum} />
        </At>
        <DirectionArrows
          id={id}
          start={start}
          angle={angleToMinimum(start)}
          isCrowded={!spots.every(isVisible)}
        />
        <OffChart id={id} path={path} spots={spots} />
      </svg>
      <Handle start={start} spot={spots[0] as Spot} onStart={onStart} />
    </svg>
  );
}

/** The places of a path up to the first one off the map: later ones only cross it from edge to edge. */
function untilExit(path: readonly ValleyPoint[]) {
  const spots = path.map(({ x }) => spotOf(x));
  const out = spots.findIndex((spot) => !isVisible(spot));
  return out < 0 ? spots : spots.slice(0, out + 1);
}

function Contours({ shape }: { shape: Valley }) {
  const contours = contoursOf(shape);
  return (
    <>
      <svg
        width="100%"
        height="100%"
        viewBox={`0 0 ${UNIT} ${UNIT}`}
        preserveAspectRatio="none"
        aria-hidden="true"
      >
        {contours.map((contour) => (
          <ellipse
            key={contour.loss}
            cx={UNIT / 2}
            cy={UNIT / 2}
            {...ellipseOf(contour)}
            className={styles.contour}
            vectorEffect="non-scaling-stroke"
          />
        ))}
      </svg>
      {contours
        .filter(({ axes }) => Number.isInteger(axes[1]) && axes[1] < 3.5)
        .map(({ loss, axes }) => (
          <At key={loss} {...spotOf(labelPlace(axes))}>
            <Label y={4} anchor="middle" className={styles.level}>
              {axes[1] === 1 ? `loss ${loss}` : loss}
            </Label>
          </At>
        ))}
    </>
  );
}

/** On the contour, to the right of the minimum, where paths from the left rarely come. */
function labelPlace([a, b]: Pair): Pair {
  const x1 = Math.min(2.2, 0.6 * a);
  return [x1, -b * Math.sqrt(1 - (x1 / a) ** 2)];
}

function Axes() {
  return (
    <>
      {[-4, -2, 2, 4].map((x1) => (
        <At key={x1} x={spotOf([x1, 0]).x} y={1}>
          <line y2={4} className={styles.axis} />
          <Label y={18} anchor="middle" className={styles.tick}>
            {formatNumber(x1, { trim: true })}
          </Label>
        </At>
      ))}
      {[-2, 0, 2].map((x2) => (
        <At key={x2} x={0} y={spotOf([0, x2]).y}>
          <line x2={-4} className={styles.axis} />
          <Label x={-8} y={4} anchor="end" className={styles.tick}>
            {formatNumber(x2, { trim: true })}
          </Label>
        </At>
      ))}
      <At x={0.5} y={1}>
        <line y2={4} className={styles.axis} />
        <Label y={18} anchor="middle" className={styles.tick}>
          0
        </Label>
      </At>
      <At x={1} y={1}>
        <Label y={18} anchor="end" className={styles.symbol}>
          x<tspan className={styles.index}>₁</tspan>
        </Label>
      </At>
      <At x={0} y={0}>
        <Label x={-8} y={10} anchor="end" className={styles.symbol}>
          x<tspan className={styles.index}>₂</tspan>
        </Label>
      </At>
    </>
  );
}

interface OffChartProps {
  id: string;
  path: readonly ValleyPoint[];
  spots: readonly Spot[];
}

function OffChart({ id, path, spots }: OffChartProps) {
  const next = spots.findIndex((spot) => !isVisible(spot));
  const from = spots[next - 1];
  const to = spots[next];
  if (!from || !to) return null;
  const exit = findExit(from, to) ?? from;
  const end = path.at(-1) as ValleyPoint;
  const isTop = exit.y < 0.5;
  return (
    <>
      <Arrow id={`${id}-off`} from={from} to={exit} className={styles.leaving} />
      <At x={exit.x} y={exit.y}>
        <Label x={16} y={isTop ? 16 : -25}>
          off the map
        </Label>
        <Label x={16} y={isTop ? 35 : -6} className={styles.note}>
          {`step ${path.length - 1}: loss ${formatNumber(end.loss)}`}
        </Label>
      </At>
    </>
  );
}

interface HandleProps {
  start: ValleyPoint;
  spot: Spot;
  onStart: (start: Pair) => void;
}

function Handle({ start, spot, onStart }: HandleProps) {
  const [x1, x2] = start.x;
  const move = (event: KeyboardEvent) => {
    const grain = event.shiftKey ? 10 * GRAIN : GRAIN;
    const targets: Record<string, Pair> = {
      ArrowRight: [x1 + grain, x2],
      ArrowLeft: [x1 - grain, x2],
      ArrowUp: [x1, x2 + grain],
      ArrowDown: [x1, x2 - grain],
      Home: [-STARTS.x1, x2],
      End: [STARTS.x1, x2],
      PageUp: [x1, x2 + 10 * GRAIN],
      PageDown: [x1, x2 - 10 * GRAIN],
    };
    const target = targets[event.key];
    if (!target) return;
    event.preventDefault();
    onStart(tidyStart(...target));
  };
  const exact = (value: number) => formatNumber(value, { trim: true });
  return (
    <g
      role="slider"
      tabIndex={0}
      data-handle
      aria-label="Point in the valley"
      aria-roledescription="two-dimensional slider"
      aria-valuemin={-STARTS.x1}
      aria-valuemax={STARTS.x1}
      aria-valuenow={x1}
      aria-valuetext={`x₁ ${exact(x1)}, x₂ ${exact(x2)}, loss ${formatNumber(start.loss)}`}
      onKeyDown={move}
      className={styles.handle}
    >
      <circle cx={percent(spot.x)} cy={percent(spot.y)} r={24} className={styles.target} />
      <circle cx={percent(spot.x)} cy={percent(spot.y)} r={13} className={styles.ring} />
      <circle cx={percent(spot.x)} cy={percent(spot.y)} r={8} className={styles.knob} />
    </g>
  );
}
