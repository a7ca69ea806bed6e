import { type KeyboardEvent, type PointerEvent, useId, useRef, useState } from "react";
import { linePath } from "@/components/charts/plot";
import type { CurveSketch } from "@/lib/exercises/predict/curve";
import { formatShort } from "@/lib/format";
import { createCurveFrame, curveSize, drawStroke, type Place } from "./curve-frame";
import styles from "./sketch.module.css";
import type { CurveView } from "./view";

interface Props {
  view: CurveView;
  sketch: CurveSketch;
  /** What happened; then nothing can be drawn any more. */
  truth: CurveSketch | undefined;
  /** An earlier sketch. */
  ghost: CurveSketch | null;
  promptId: string;
  /** Several may come before the next drawing, so each goes on from the one before. */
  onChange(update: (sketch: CurveSketch) => CurveSketch): void;
}

/** Axes on which a stroke sets the values of a curve, and each of its points is a slider for the keyboard. */
export function CurvePicture({ view, sketch, truth, ghost, promptId, onChange }: Props) {
  const { x, y, given } = view;
  const frame = createCurveFrame(view);
  const stroke = useRef<{ id: number; at: Place }>(null);
  const points = useRef<(SVGGElement | null)[]>([]);
  const [current, setCurrent] = useState(given.length);
  const helpId = useId();
  const isLocked = truth !== undefined;
  const isBlank = sketch.every((value) => value === null);
  const withGiven = (values: CurveSketch) => values.map((value, index) => given[index] ?? value);
  const drawn = withGiven(sketch);

  const placeOf = (event: PointerEvent<SVGSVGElement>): Place => {
    const box = event.currentTarget.getBoundingClientRect();
    return {
      x: ((event.clientX - box.left) / box.width) * curveSize.width,
      y: ((event.clientY - box.top) / box.height) * curveSize.height,
    };
  };

  function drawTo(at: Place, from: Place) {
    onChange((before) => drawStroke(before, frame, given.length, from, at));
    setCurrent(Math.max(given.length, frame.indexAt(at.x)));
  }

  /** Where a point stands that is moved for the first time: as high as the one before it. */
  const startOf = (index: number) =>
    drawn[index] ??
    drawn.slice(0, index).findLast((value) => value !== null) ??
    frame.valueAt((frame.top + frame.bottom) / 2);

  function onKeyDown(event: KeyboardEvent, index: number) {
    const go = (to: number) => {
      const next = Math.min(Math.max(to, given.length), x.values.length - 1);
      setCurrent(next);
      points.current[next]?.focus();
    };
    const set = (value: number | null) =>
      onChange((before) => before.map((old, place) => (place === index ? value : old)));
    const actions: Record<string, () => void> = {
      ArrowLeft: () => go(index - 1),
      ArrowRight: () => go(index + 1),
      ArrowUp: () => set(frame.raise(startOf(index), 1)),
      ArrowDown: () => set(frame.raise(startOf(index), -1)),
      PageUp: () => set(frame.raise(startOf(index), 6)),
      PageDown: () => set(frame.raise(startOf(index), -6)),
      Home: () => set(y.min),
      End: () => set(y.max),
      Delete: () => set(null),
      Backspace: () => set(null),
    };
    const action = actions[event.key];
    if (!action || event.altKey || event.ctrlKey || event.metaKey) return;
    event.preventDefault();
    action();
  }

  const lines = [
    ghost && { name: "first", text: "your first", values: withGiven(ghost) },
    { name: "yours", text: "yours", values: drawn },
    truth && { name: "truth", text: "what happened", values: truth },
  ].filter((line) => line !== null && line !== undefined);

  return (
    // biome-ignore lint/a11y/useSemanticElements: no HTML element groups the parts of an SVG
    <svg
      className={styles.curve}
      viewBox={`0 0 ${curveSize.width} ${curveSize.height}`}
      role="group"
      aria-label={`Sketch: ${y.label} by ${x.label}`}
      aria-describedby={promptId}
      data-locked={isLocked || undefined}
      onPointerDown={(event) => {
        if (isLocked || stroke.current || event.button !== 0) return;
        const at = placeOf(event);
        event.currentTarget.setPointerCapture(event.pointerId);
        stroke.current = { id: event.pointerId, at };
        drawTo(at, at);
      }}
      onPointerMove={(event) => {
        if (isLocked || stroke.current?.id !== event.pointerId) return;
        const at = placeOf(event);
        drawTo(at, stroke.current.at);
        stroke.current = { id: event.pointerId, at };
      }}
      onPointerUp={() => {
        stroke.current = null;
      }}
      onPointerCancel={() => {
        stroke.current = null;
      }}
    >
      <rect
        className={styles.paper}
        x={0}
        y={0}
        width={curveSize.width}
        height={curveSize.height}
      />
      <svg overflow="visible" aria-hidden="true">
        {frame.y.ticks.map(({ value, label }) => (
          <g key={value}>
            <line
              className={styles.rule}
              data-zero={value === 0 || undefined}
              x1={frame.left}
              x2={frame.right}
              y1={frame.y.place(value)}
              y2={frame.y.place(value)}
            />
            <text x={frame.left - 9} y={frame.y.place(value) + 4} textAnchor="end">
              {label}
            </text>
          </g>
        ))}
        {frame.x.ticks.map(({ value, label }) => (
          <text key={value} x={frame.x.place(value)} y={frame.bottom + 20} textAnchor="middle">
            {label}
          </text>
        ))}
        <text className={styles.title} x={8} y={12}>
          {y.label}
        </text>
        <text className={styles.title} x={frame.right} y={curveSize.height - 3} textAnchor="end">
          {x.label}
        </text>
        {isBlank && !ghost ? (
          <text
            className={styles.invitation}
            x={(frame.left + frame.right) / 2}
            y={frame.top + 22}
            textAnchor="middle"
          >
            Draw what you expect
          </text>
        ) : null}
        {lines.map(({ name, values }) => (
          <path
            key={name}
            className={styles[name]}
            d={linePath(
              values.map((value, index) => [x.values[index] as number, value ?? Number.NaN]),
              frame.x,
              frame.y,
            )}
          />
        ))}
        {truth?.map((value, index) =>
          value === null ? null : (
            <rect
              key={x.values[index]}
              className={styles.truthPoint}
              x={frame.placeOf(index, value).x - 3}
              y={frame.placeOf(index, value).y - 3}
              width={6}
              height={6}
            />
          ),
        )}
        {placeLabels(lines, frame.y.place).map(({ name, text, py }) => (
          <text
            key={name}
            className={`${styles.label} ${styles[`${name}Label`]}`}
            x={frame.right + 9}
            y={py}
          >
            {text}
          </text>
        ))}
        {given.map((value, index) => (
          <circle
            key={x.values[index]}
            className={styles.given}
            cx={frame.placeOf(index, value).x}
            cy={frame.placeOf(index, value).y}
            r={4.5}
          />
        ))}
      </svg>
      {x.values.map((place, index) =>
        index < given.length ? null : (
          <g
            key={place}
            ref={(element) => {
              points.current[index] = element;
            }}
            className={styles.handle}
            role="slider"
            tabIndex={index === current ? 0 : -1}
            aria-orientation="vertical"
            aria-label={`${y.label} at ${x.label} ${formatShort(place)}`}
            aria-describedby={helpId}
            aria-valuemin={y.min}
            aria-valuemax={y.max}
            aria-valuenow={startOf(index)}
            aria-valuetext={describePoint(sketch[index] ?? null, truth?.[index] ?? null)}
            aria-readonly={isLocked || undefined}
            data-drawn={sketch[index] !== null || undefined}
            transform={`translate(${frame.placeOf(index, startOf(index)).x} ${frame.placeOf(index, startOf(index)).y})`}
            onFocus={() => setCurrent(index)}
            onKeyDown={(event) => onKeyDown(event, index)}
          >
            <circle className={styles.ring} r={11} />
            <circle className={styles.knob} r={sketch[index] === null ? 3.5 : 4.5} />
          </g>
        ),
      )}
      <desc id={helpId}>Up and down move the point, left and right go to the others.</desc>
    </svg>
  );
}

function describePoint(value: number | null, truth: number | null): string {
  const drawn = value === null ? "not drawn yet" : formatShort(value);
  return truth === null ? drawn : `${drawn}; what happened: ${formatShort(truth)}`;
}

const labelHeight = 15;

/** Labels at the ends of their curves, moved apart where two would stand on each other. */
function placeLabels(
  lines: readonly { name: string; text: string; values: CurveSketch }[],
  placeY: (value: number) => number,
) {
  // Alone, a curve needs no name.
  if (lines.length < 2) return [];
  const labels = lines
    .flatMap(({ name, text, values }) => {
      const end = values.at(-1);
      return typeof end === "number" ? [{ name, text, py: placeY(end) + 4 }] : [];
    })
    .sort((a, b) => b.py - a.py);
  let floor = Number.POSITIVE_INFINITY;
  return labels.map((label) => {
    const py = Math.min(label.py, floor);
    floor = py - labelHeight;
    return { ...label, py };
  });
}
