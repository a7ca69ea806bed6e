"use client";

import { type FormEvent, type ReactNode, useEffect, useRef, useState } from "react";
import { Button, Slider } from "@/components/controls";
import styles from "./predict.module.css";

interface Props {
  /** The control's name, and its symbol. */
  label: string;
  symbol: string;
  min: number;
  max: number;
  /** What the reader committed to; null before. */
  value: number | null;
  onCommit: (value: number | null) => void;
  /** Asked above the control, where the text does not ask. */
  question?: ReactNode;
  /** Said once there is a prediction. */
  children: ReactNode;
}

/** A number to commit to, and then what is to be said about it. */
export function PredictionForm({
  label,
  symbol,
  min,
  max,
  value,
  onCommit,
  question,
  children,
}: Props) {
  const [draft, setDraft] = useState(() => Number(Math.sqrt(min * max).toPrecision(1)));
  const reply = useRef<HTMLParagraphElement>(null);
  const hasJustCommitted = useRef(false);

  // The form that had the focus is gone; what replaced it takes it over.
  useEffect(() => {
    if (value !== null && hasJustCommitted.current) reply.current?.focus();
    hasJustCommitted.current = false;
  }, [value]);

  const onSubmit = (event: FormEvent) => {
    event.preventDefault();
    hasJustCommitted.current = true;
    onCommit(draft);
  };

  if (value !== null) {
    return (
      <div className={styles.reply}>
        <p ref={reply} tabIndex={-1}>
          {children}
        </p>
        <Button onClick={() => onCommit(null)}>Predict again</Button>
      </div>
    );
  }
  return (
    <form className={styles.form} onSubmit={onSubmit}>
      {question && <p>{question}</p>}
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
  );
}
