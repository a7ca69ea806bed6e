"use client";

import type { KeyboardEvent } from "react";
import { angleToMinimum, type Pair, type Valley, type ValleyPoint } from "@/lib/descent/valley";
import { formatNumber, formatShort } from "@/lib/format";
import { At, Dots, Label, Stretched, StretchedSquare } from "../marks";
import {
  findLeaving,
  GhostPath,
  Handle,
  HorizontalName,
  HorizontalTick,
  OffChart,
  PathPicture,
} from "../path-picture";
import shared from "../path-picture.module.css";
import { isVisible, type Spot, squareSize, traceLine } from "../trace";
import { isFree, type Lines } from "../trace-room";
import { DirectionArrows, directionsAt } from "./direction-arrows";
import { contoursOf, ellipseOf, pointUnder, spotOf, usualSizes } from "./map";
import { startEdge, startGrain, tidyStart } from "./state";
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
  const directions = directionsAt(start);
  const before = ghost && untilExit(ghost);
  const others = [...directions.lines, ...directions.labels, ...(before ? [before] : [])];
  const losses = path.map(({ loss }) => loss);
  const leaving = findLeaving(spots, losses, others, usualSizes);
  const lines = [spots, ...directions.lines, ...(leaving?.label ?? [])];
  return (
    <PathPicture
      label="The valley from above and the path in it"
      descriptionId={descriptionId}
      className={styles.picture}
      handle={spots[0] as Spot}
      onDrag={(place) => onStart(tidyStart(...pointUnder(place)))}
    >
      <svg overflow="visible" aria-hidden="true">
        <Contours shape={shape} lines={lines} />
        <Axes />
        {before && <GhostPath spots={before} labelY={-6} />}
        <Stretched d={traceLine(spots)} className={shared.path} />
        <Dots spots={spots} radius={3} className={shared.dot} />
        <At x={0.5} y={0.5}>
          <path d="M-6 0H6M0 -6V6" className={styles.minimum} />
        </At>
        <DirectionArrows
          id={id}
          start={start}
          angle={angleToMinimum(start)}
          path={spots}
          isCrowded={!spots.every(isVisible)}
        />
        {leaving && <OffChart id={id} name="the map" leaving={leaving} />}
      </svg>
      <StartHandle start={start} spot={spots[0] as Spot} onStart={onStart} />
    </PathPicture>
  );
}

/** The places of a path up to the first one off the map: later ones only cross it from edge to edge. */
function untilExit(path: readonly ValleyPoint[]) {
  const spots = path.map(({ x }) => spotOf(x));
  const out = spots.findIndex((spot) => !isVisible(spot));
  return out < 0 ? spots : spots.slice(0, out + 1);
}

function Contours({ shape, lines }: { shape: Valley; lines: Lines }) {
  const contours = contoursOf(shape);
  return (
    <>
      <StretchedSquare>
        {contours.map((contour) => (
          <ellipse
            key={contour.loss}
            cx={squareSize / 2}
            cy={squareSize / 2}
            {...ellipseOf(contour)}
            className={styles.contour}
            vectorEffect="non-scaling-stroke"
          />
        ))}
      </StretchedSquare>
      {contourLabels(shape, lines).map(({ loss, place, text }) => (
        <At key={loss} {...place}>
          <Label y={4} anchor="middle" className={styles.level}>
            {text}
          </Label>
        </At>
      ))}
    </>
  );
}

const quadrants: readonly Pair[] = [
  [1, -1],
  [-1, -1],
  [1, 1],
  [-1, 1],
];

/** Labels of the contours 1, 2 and 3 across, together in a quadrant that no line crosses there. */
function contourLabels(shape: Valley, lines: Lines) {
  const labelled = contoursOf(shape).filter(
    ({ axes }) => Number.isInteger(axes[1]) && axes[1] < 3.5,
  );
  const choices = quadrants.map(([right, up]) =>
    labelled.map(({ loss, axes: [a, b] }) => {
      const x1 = Math.min(2.2, 0.6 * a);
      const x2 = b * Math.sqrt(1 - (x1 / a) ** 2);
      const place = spotOf([right * x1, up * x2]);
      return { loss, place, text: b === 1 ? `loss ${loss}` : `${loss}` };
    }),
  );
  const isGood = (labels: (typeof choices)[number]) =>
    labels.every(({ place }) =>
      isFree(place, { left: -22, right: 22, top: -8, bottom: 8 }, lines, usualSizes),
    );
  return choices.find(isGood) ?? (choices[0] as (typeof choices)[number]);
}

function Axes() {
  return (
    <>
      {[-4, -2, 2, 4].map((x1) => (
        <HorizontalTick key={x1} x={spotOf([x1, 0]).x}>
          {formatShort(x1)}
        </HorizontalTick>
      ))}
      {[-2, 0, 2].map((x2) => (
        <At key={x2} x={0} y={spotOf([0, x2]).y}>
          <line x2={-4} className={shared.axis} />
          <Label x={-8} y={4} anchor="end" className={shared.tick}>
            {formatShort(x2)}
          </Label>
        </At>
      ))}
      <HorizontalTick x={0.5}>0</HorizontalTick>
      <HorizontalName>
        w<tspan className={styles.index}>₁</tspan>
      </HorizontalName>
      <At x={0} y={0}>
        <Label x={-8} y={10} anchor="end" className={shared.symbol}>
          w<tspan className={styles.index}>₂</tspan>
        </Label>
      </At>
    </>
  );
}

interface StartHandleProps {
  start: ValleyPoint;
  spot: Spot;
  onStart: (start: Pair) => void;
}

function StartHandle({ start, spot, onStart }: StartHandleProps) {
  const [x1, x2] = start.x;
  const targetsOf = (event: KeyboardEvent): Record<string, Pair> => {
    const grain = event.shiftKey ? 10 * startGrain : startGrain;
    return {
      ArrowRight: [x1 + grain, x2],
      ArrowLeft: [x1 - grain, x2],
      ArrowUp: [x1, x2 + grain],
      ArrowDown: [x1, x2 - grain],
      Home: [-startEdge.x1, x2],
      End: [startEdge.x1, x2],
      PageUp: [x1, x2 + 10 * startGrain],
      PageDown: [x1, x2 - 10 * startGrain],
    };
  };
  return (
    <Handle
      label="Point in the valley"
      roleDescription="two-dimensional slider"
      spot={spot}
      min={-startEdge.x1}
      max={startEdge.x1}
      now={x1}
      text={`w₁ ${formatShort(x1)}, w₂ ${formatShort(x2)}, loss ${formatNumber(start.loss)}`}
      targetsOf={targetsOf}
      onMove={(target) => onStart(tidyStart(...target))}
    />
  );
}
