"use client";

import { type Curve, sampleCurve } from "@/lib/descent/curves";
import { type Point, step } from "@/lib/descent/descend";
import { formatNumber, formatShort } from "@/lib/format";
import { At, Dots, Label, Stretched } from "../marks";
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
import { isVisible, percent, type Spot, traceLine } from "../trace";
import { clampStart, type Frame, frameOf, startStep } from "./frame";
import styles from "./slope.module.css";
import { StepArrows } from "./step-arrows";

/** Width over height that tangents are drawn for; the real one differs a little on a phone. */
const usualAspect = 1.6;

/** On a wide page, in the narrowest figure with the plot at its side, and on a phone. */
const usualSizes = [
  { width: 577, height: 326 },
  { width: 330, height: 326 },
  { width: 307, height: 246 },
];

export interface SlopePictureProps {
  id: string;
  curve: Curve;
  path: readonly Point[];
  /** The path before the last change. */
  ghost?: readonly Point[];
  learningRate: number;
  /** Hides the curve; the path is then what was walked, and its end is the present point. */
  isFog: boolean;
  onStart: (w: number) => void;
  descriptionId: string;
}

/** The curve, the path on it, the point that can be dragged, and the arrows under it. */
export function SlopePicture(props: SlopePictureProps) {
  const { id, curve, path, ghost, learningRate, isFog, onStart, descriptionId } = props;
  const frame = frameOf(curve);
  const spots = path.map(frame.spot);
  const here = (isFog ? path.at(-1) : path[0]) as Point;
  const spot = frame.spot(here);
  const tangent = tangentAt(here, frame, 0.11);
  const landing = { w: step(here, learningRate) };
  const others = [
    ...(isFog ? [] : [curveSpots(curve, frame, 40)]),
    [tangent.from, tangent.to],
    ...(ghost ? [ghost.map(frame.spot)] : []),
  ];
  const losses = path.map(({ loss }) => loss);
  const leaving = findLeaving(spots, losses, others, usualSizes);

  return (
    <PathPicture
      label="The curve and the path on it"
      descriptionId={descriptionId}
      className={styles.picture}
      fieldClassName={isFog ? styles.fog : undefined}
      handle={spot}
      onDrag={({ x }) => onStart(frame.start(x))}
    >
      <Axes frame={frame} />
      <svg overflow="visible" aria-hidden="true">
        {!isFog && <Stretched d={traceLine(curveSpots(curve, frame))} className={styles.curve} />}
        {ghost && <GhostPath spots={ghost.map(frame.spot)} labelY={-8} />}
        {isFog &&
          path.map((point, k) => (
            // biome-ignore lint/suspicious/noArrayIndexKey: the index is the step
            <Tangent key={k} point={point} frame={frame} length={0.035} className={styles.known} />
          ))}
        <Stretched d={traceLine(spots)} className={shared.path} />
        <Dots spots={spots} className={shared.dot} />
        <g key={isFog ? path.length : 0} className={isFog ? styles.landed : undefined}>
          <Tangent point={here} frame={frame} length={0.11} className={styles.tangent} />
        </g>
        {isVisible(spot) && (
          <StepArrows
            id={id}
            here={spot}
            arrowEnd={frame.arrowEnd(here)}
            landing={{ x: frame.x(landing.w), y: frame.y(curve.value(landing.w)) }}
            slope={here.slope}
            move={landing.w - here.w}
            isFog={isFog}
          />
        )}
        <g className={isFog ? styles.inFog : undefined}>
          {leaving && <OffChart id={id} name="the chart" leaving={leaving} />}
        </g>
        {isFog && (
          <At x={1} y={0}>
            <Label y={-8} anchor="end" className={shared.note}>
              fog: only visited points are known
            </Label>
          </At>
        )}
      </svg>
      <StartHandle curve={curve} here={here} spot={spot} onStart={onStart} />
    </PathPicture>
  );
}

function Axes({ frame }: { frame: Frame }) {
  return (
    <svg overflow="visible" aria-hidden="true">
      {frame.lossTicks.map((loss) => (
        <At key={loss} x={0} y={frame.y(loss)}>
          <line x2="100%" className={styles.grid} />
          <Label x={-8} y={4} anchor="end" className={shared.tick}>
            {formatShort(loss)}
          </Label>
        </At>
      ))}
      <line y1="100%" x2="100%" y2="100%" className={shared.axis} />
      {frame.wTicks.map((w) => (
        <HorizontalTick key={w} x={frame.x(w)}>
          {formatShort(w)}
        </HorizontalTick>
      ))}
      <HorizontalName>w</HorizontalName>
      <At x={0} y={0}>
        <Label x={0} y={-8} className={shared.note}>
          loss
        </Label>
      </At>
    </svg>
  );
}

function Tangent(props: { point: Point; frame: Frame; length: number; className?: string }) {
  const { point, frame, length, className } = props;
  if (!isVisible(frame.spot(point))) return null;
  const { from, to } = tangentAt(point, frame, length);
  return (
    <line
      x1={percent(from.x)}
      y1={percent(from.y)}
      x2={percent(to.x)}
      y2={percent(to.y)}
      className={className}
    />
  );
}

function tangentAt(point: Point, frame: Frame, length: number) {
  const spot = frame.spot(point);
  const { x, y } = frame.tangent(point, length, usualAspect);
  return { from: { x: spot.x - x, y: spot.y - y }, to: { x: spot.x + x, y: spot.y + y } };
}

interface StartHandleProps {
  curve: Curve;
  here: Point;
  spot: Spot;
  onStart: (w: number) => void;
}

function StartHandle({ curve, here, spot, onStart }: StartHandleProps) {
  const [low, high] = curve.starts;
  const grain = startStep(curve);
  return (
    <Handle
      label="Point on the curve"
      spot={spot}
      min={low}
      max={high}
      now={Number(Math.min(high, Math.max(low, here.w)).toPrecision(6))}
      text={`w ${formatShort(here.w)}, loss ${formatNumber(here.loss)}, slope ${formatNumber(here.slope)}`}
      targetsOf={() => ({
        ArrowRight: here.w + grain,
        ArrowUp: here.w + grain,
        ArrowLeft: here.w - grain,
        ArrowDown: here.w - grain,
        PageUp: here.w + 10 * grain,
        PageDown: here.w - 10 * grain,
        Home: low,
        End: high,
      })}
      onMove={(w) => onStart(clampStart(curve, w))}
    />
  );
}

function curveSpots(curve: Curve, frame: Frame, count?: number) {
  return sampleCurve(curve, count).map(([w, loss]) => ({ x: frame.x(w), y: frame.y(loss) }));
}
