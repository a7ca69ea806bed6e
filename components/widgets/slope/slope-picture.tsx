"use client";

import type { KeyboardEvent } from "react";
import { type Curve, sampleCurve } from "@/lib/descent/curves";
import { type Point, step } from "@/lib/descent/descend";
import { formatNumber } from "@/lib/format";
import { Arrow, At, Dots, Label, Stretched } from "../marks";
import { findExit, isVisible, percent, type Spot, traceLine } from "../trace";
import { usePlotDrag } from "../use-plot-drag";
import { clampStart, type Frame, frameOf, startStep } from "./frame";
import styles from "./slope.module.css";
import { StepArrows } from "./step-arrows";

/** Width over height that tangents are drawn for; the real one differs a little on a phone. */
const ASPECT = 1.6;

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
  const landing = { w: step(here, learningRate) };
  const drag = usePlotDrag(spot, ({ x }) => onStart(frame.start(x)));

  return (
    // biome-ignore lint/a11y/useSemanticElements: no HTML element groups the parts of an SVG
    <svg
      className={styles.picture}
      role="group"
      aria-label="The curve and the path on it"
      aria-describedby={descriptionId}
      {...drag}
    >
      <rect width="100%" height="100%" className={isFog ? styles.fog : styles.field} />
      <Axes frame={frame} />
      <svg overflow="visible" aria-hidden="true">
        {!isFog && <Stretched d={curvePath(curve, frame)} className={styles.curve} />}
        {ghost && (
          <>
            <Stretched d={traceLine(ghost.map(frame.spot))} className={styles.ghost} />
            <Dots spots={ghost.map(frame.spot)} radius={2.5} className={styles.ghostDot} />
            <At x={1} y={0}>
              <Label y={-8} anchor="end" className={styles.note}>
                grey: the path before
              </Label>
            </At>
          </>
        )}
        {isFog &&
          path.map((point, k) => (
            // biome-ignore lint/suspicious/noArrayIndexKey: the index is the step
            <Tangent key={k} point={point} frame={frame} length={0.035} className={styles.known} />
          ))}
        <Stretched d={traceLine(spots)} className={styles.path} />
        <Dots spots={spots} className={styles.dot} />
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
          <OffChart id={id} path={path} spots={spots} />
          {isFog && (
            <At x={0} y={1}>
              <Label x={10} y={-10} className={styles.note}>
                fog: only visited points are known
              </Label>
            </At>
          )}
        </g>
      </svg>
      <Handle curve={curve} here={here} spot={spot} onStart={onStart} />
    </svg>
  );
}

function Axes({ frame }: { frame: Frame }) {
  return (
    <svg overflow="visible" aria-hidden="true">
      {frame.lossTicks.map((loss) => (
        <At key={loss} x={0} y={frame.y(loss)}>
          <line x2="100%" className={styles.grid} />
          <Label x={-8} y={4} anchor="end" className={styles.tick}>
            {formatNumber(loss, { trim: true })}
          </Label>
        </At>
      ))}
      <line y1="100%" x2="100%" y2="100%" className={styles.axis} />
      {frame.wTicks.map((w) => (
        <At key={w} x={frame.x(w)} y={1}>
          <line y2={4} className={styles.axis} />
          <Label y={18} anchor="middle" className={styles.tick}>
            {formatNumber(w, { trim: true })}
          </Label>
        </At>
      ))}
      <At x={1} y={1}>
        <Label y={18} anchor="end" className={styles.symbol}>
          w
        </Label>
      </At>
      <At x={0} y={0}>
        <Label x={0} y={-8} className={styles.name}>
          loss
        </Label>
      </At>
    </svg>
  );
}

function Tangent(props: { point: Point; frame: Frame; length: number; className?: string }) {
  const { point, frame, length, className } = props;
  const spot = frame.spot(point);
  if (!isVisible(spot)) return null;
  const { x, y } = frame.tangent(point, length, ASPECT);
  return (
    <line
      x1={percent(spot.x - x)}
      y1={percent(spot.y - y)}
      x2={percent(spot.x + x)}
      y2={percent(spot.y + y)}
      className={className}
    />
  );
}

interface OffChartProps {
  id: string;
  path: readonly Point[];
  spots: readonly Spot[];
}

/** An arrow where the path first leaves the picture, and the loss that it comes to. */
function OffChart({ id, path, spots }: OffChartProps) {
  const next = spots.findIndex((spot) => !isVisible(spot));
  const from = spots[next - 1];
  const to = spots[next];
  if (!from || !to) return null;
  // A line to infinity has no crossing to compute: the label then stays at the last dot.
  const exit = findExit(from, to) ?? from;
  const isBack = isVisible(spots.at(-1) as Spot);
  const when = isBack ? next : path.length - 1;
  const side = exit.x > 0.5 ? -1 : 1;
  const anchor = side < 0 ? "end" : "start";
  return (
    <>
      <Arrow id={`${id}-off`} from={from} to={exit} className={styles.leaving} />
      <At x={exit.x} y={Math.min(0.75, exit.y)}>
        <Label x={16 * side} y={16} anchor={anchor}>
          off the chart
        </Label>
        <Label x={16 * side} y={35} anchor={anchor} className={styles.note}>
          {`step ${when}: loss ${formatNumber((path[when] as Point).loss)}`}
        </Label>
      </At>
    </>
  );
}

interface HandleProps {
  curve: Curve;
  here: Point;
  spot: Spot;
  onStart: (w: number) => void;
}

function Handle({ curve, here, spot, onStart }: HandleProps) {
  const [low, high] = curve.starts;
  const grain = startStep(curve);
  const move = (event: KeyboardEvent) => {
    const targets: Record<string, number> = {
      ArrowRight: here.w + grain,
      ArrowUp: here.w + grain,
      ArrowLeft: here.w - grain,
      ArrowDown: here.w - grain,
      PageUp: here.w + 10 * grain,
      PageDown: here.w - 10 * grain,
      Home: low,
      End: high,
    };
    const target = targets[event.key];
    if (target === undefined) return;
    event.preventDefault();
    onStart(clampStart(curve, target));
  };
  const isShown = isVisible(spot);
  return (
    <g
      role="slider"
      tabIndex={0}
      data-handle
      aria-label="Point on the curve"
      aria-valuemin={low}
      aria-valuemax={high}
      aria-valuenow={Number(Math.min(high, Math.max(low, here.w)).toPrecision(6))}
      aria-valuetext={`w ${formatNumber(here.w, { trim: true })}, loss ${formatNumber(here.loss)}, slope ${formatNumber(here.slope)}`}
      onKeyDown={move}
      className={isShown ? styles.handle : styles.gone}
    >
      {[24, 13, 8].map((radius, k) => (
        <circle
          key={radius}
          cx={percent(isShown ? spot.x : 0)}
          cy={percent(isShown ? spot.y : 0)}
          r={radius}
          className={[styles.target, styles.ring, styles.knob][k]}
        />
      ))}
    </g>
  );
}

function curvePath(curve: Curve, frame: Frame) {
  return traceLine(sampleCurve(curve).map(([w, loss]) => ({ x: frame.x(w), y: frame.y(loss) })));
}
