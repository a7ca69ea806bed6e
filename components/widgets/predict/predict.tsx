"use client";

import type { ReactNode } from "react";
import { formatShort } from "@/lib/format";
import { describeMiss, useKeptPrediction } from "./kept-prediction";
import styles from "./predict.module.css";
import { PredictionForm } from "./prediction-form";

export interface PredictProps {
  id: string;
  /** What is to be predicted, as the control's name. */
  label: string;
  symbol: string;
  min: number;
  max: number;
  truth: number;
  /** How far off is still right, as a share of the truth. */
  tolerance: number;
  /** Shown beside the reader's number, once there is one. */
  children: ReactNode;
}

/** A number that the reader commits to before the text gives its own, kept and compared. */
export default function Predict({ id, truth, tolerance, children, ...form }: PredictProps) {
  const [{ value }, keepPrediction] = useKeptPrediction(id);
  return (
    <div id={id} className={styles.predict}>
      <PredictionForm
        {...form}
        value={value}
        onCommit={(next) => keepPrediction({ value: next, outcome: null })}
      >
        {value !== null &&
          `You predicted ${form.symbol} = ${formatShort(value)}. It is ${formatShort(truth)}: your number was ${describeMiss(value, truth, tolerance)}.`}
      </PredictionForm>
      <details open={value !== null}>
        <summary>The answer</summary>
        <div>{children}</div>
      </details>
    </div>
  );
}
