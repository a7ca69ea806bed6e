"use client";

import { type FormEvent, type ReactNode, useEffect, useState } from "react";
import * as z from "zod/mini";
import { Button, Slider } from "@/components/controls";
import { formatNumber } from "@/lib/format";
import { keep, readKept } from "@/lib/reader/store";
import styles from "./predict.module.css";

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

const keptSchema = z.object({ value: z.nullable(z.number()) });

/** A number that the reader commits to before the text gives its own, kept and compared. */
export default function Predict(props: PredictProps) {
  const { id, label, symbol, min, max, children } = props;
  const [draft, setDraft] = useState(() => Number(Math.sqrt(min * max).toPrecision(2)));
  const [value, setValue] = useState<number | null>(null);
  const key = `prediction/${id}`;

  useEffect(() => {
    let isCurrent = true;
    void readKept(key, keptSchema).then((found) => {
      if (isCurrent && found) setValue(found.value);
    });
    return () => {
      isCurrent = false;
    };
  }, [key]);

  const commit = (next: number | null) => {
    setValue(next);
    void keep(key, { value: next });
  };
  const onSubmit = (event: FormEvent) => {
    event.preventDefault();
    commit(draft);
  };

  return (
    <div id={id} className={styles.predict}>
      {value === null ? (
        <form onSubmit={onSubmit}>
          <Slider
            label={label}
            symbol={symbol}
            value={draft}
            min={min}
            max={max}
            scale="log"
            onChange={setDraft}
          />
          <Button type="submit">Keep my prediction</Button>
        </form>
      ) : (
        <p className={styles.verdict}>
          {compare(value, props)} <Button onClick={() => commit(null)}>Predict again</Button>
        </p>
      )}
      <details open={value !== null}>
        <summary>The answer</summary>
        <div>{children}</div>
      </details>
    </div>
  );
}

function compare(value: number, { symbol, truth, tolerance }: PredictProps): string {
  const said = `You predicted ${symbol} = ${formatNumber(value, { trim: true })}`;
  const actual = formatNumber(truth, { trim: true });
  if (Math.abs(value - truth) <= tolerance * truth) return `${said}, and it is ${actual}.`;
  const ratio = formatNumber(Math.max(value / truth, truth / value), { digits: 2, trim: true });
  return `${said}. It is ${actual}: your number was ${ratio} times too ${value > truth ? "high" : "low"}.`;
}
