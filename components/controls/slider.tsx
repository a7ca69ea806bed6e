"use client";

import { useId, useMemo, useState } from "react";
import styles from "./controls.module.css";
import { MathSymbol } from "./math-symbol";
import { formatExact, NumberField } from "./number-field";
import { makeStops, nearestStop, positionOf, type ScaleOptions } from "./scale";

export interface SliderMark {
  value: number;
  label: string;
  /** On which side of its tick the label stands. */
  side?: "left" | "right";
}

export interface SliderProps extends ScaleOptions {
  /** The accessible name, in Keras' words or plain ones: "Learning rate". */
  label: string;
  /** As in the chapter's formulas: "α", "w₀". */
  symbol: string;
  value: number;
  format?: (value: number) => string;
  onChange: (value: number) => void;
  /** Values worth finding, as ticks under the track. */
  marks?: readonly SliderMark[];
}

/**
 * A native range input with its value beside it as text that can be typed.
 *
 * The range counts stops, not values, so that arrow keys go from one tidy number to the next on a
 * log scale too; what assistive technology reads out is the value. A typed value may lie between
 * stops: it is kept, and the thumb stands at the nearest one.
 */
export function Slider({
  label,
  symbol,
  value,
  min,
  max,
  scale = "linear",
  step,
  isWhole = false,
  format = formatExact,
  onChange,
  marks = [],
}: SliderProps) {
  const id = useId();
  const problemId = `${id}-problem`;
  const [problem, setProblem] = useState<string>();
  const stops = useMemo(
    () => makeStops({ min, max, scale, step, isWhole }),
    [min, max, scale, step, isWhole],
  );

  return (
    <div className={styles.slider}>
      <label className={styles.label} htmlFor={id}>
        {label}
      </label>
      <span className={styles.value}>
        <MathSymbol text={symbol} />
        <span className={styles.equals} aria-hidden="true">
          =
        </span>
        <NumberField
          symbol={symbol}
          value={value}
          min={min}
          max={max}
          isWhole={isWhole}
          format={format}
          onChange={onChange}
          onProblem={setProblem}
          problemId={problemId}
        />
      </span>
      <input
        className={styles.range}
        id={id}
        type="range"
        min={0}
        max={stops.length - 1}
        step={1}
        value={nearestStop(stops, value)}
        aria-valuetext={format(value)}
        onChange={(event) => {
          setProblem(undefined);
          onChange(stops[Number(event.target.value)] as number);
        }}
      />
      {marks.length > 0 && <Marks marks={marks} stops={stops} />}
      <span className={styles.problem} id={problemId} role="alert">
        {problem}
      </span>
    </div>
  );
}

function Marks({ marks, stops }: { marks: readonly SliderMark[]; stops: readonly number[] }) {
  return (
    <svg className={styles.marks} aria-hidden="true">
      {marks.map(({ value, label, side = "right" }) => (
        <svg
          key={label}
          x={`${(100 * positionOf(stops, value)).toFixed(2)}%`}
          overflow="visible"
          aria-hidden="true"
        >
          <line y1={-15} y2={4} />
          <text x={side === "right" ? 5 : -5} y={6} textAnchor={side === "right" ? "start" : "end"}>
            {label}
          </text>
        </svg>
      ))}
    </svg>
  );
}
