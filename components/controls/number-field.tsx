"use client";

import { useEffect, useEffectEvent, useId, useState } from "react";
import { formatNumber, parseNumber } from "@/lib/format";
import styles from "./controls.module.css";
import { MathSymbol } from "./math-symbol";

/** Long enough to type "0,03" without being called wrong at "0,". */
const patienceMs = 700;

export interface NumberFieldProps {
  /** The symbol whose value this is, as in the chapter's formulas. */
  symbol: string;
  value: number;
  min: number;
  max: number;
  /** Refuses fractions. */
  isWhole?: boolean;
  /** How the value is written while nobody types. */
  format?: (value: number) => string;
  onChange: (value: number) => void;
  /** Receives the sentence about a wrong entry instead of showing it under the field. */
  onProblem?: (problem: string | undefined) => void;
  /** The id of the element that shows the problem, when `onProblem` is given. */
  problemId?: string;
  /** Writes the symbol before the field, for a field without a slider. */
  isLabelled?: boolean;
}

/** What a field shows for a value: up to six digits, so that what was typed is what stays. */
export function formatExact(value: number) {
  return formatNumber(value, { digits: 6, trim: true });
}

/**
 * A number as text that can be typed. A good entry counts at once; a wrong one gives a sentence
 * and changes nothing, and when the field is left the last good value is back in it.
 */
export function NumberField({
  symbol,
  value,
  min,
  max,
  isWhole = false,
  format = formatExact,
  onChange,
  onProblem,
  problemId,
  isLabelled = false,
}: NumberFieldProps) {
  const ownId = useId();
  const [draft, setDraft] = useState<string>();
  const [problem, setProblem] = useState<string>();

  const report = (text: string | undefined) => {
    setProblem(text);
    onProblem?.(text);
  };
  const check = (text: string) => {
    const number = parseNumber(text);
    const stays = `${symbol} stays ${format(value)}`;
    if (number === undefined) {
      return text.trim() === ""
        ? `A number is missing; ${stays}.`
        : `“${text.trim().slice(0, 24)}” is not a number; ${stays}.`;
    }
    if (isWhole && !Number.isInteger(number))
      return `${symbol} is a whole number; it stays ${format(value)}.`;
    if (number < min || number > max)
      return `${symbol} goes from ${format(min)} to ${format(max)}; it stays ${format(value)}.`;
    return undefined;
  };

  // A wrong entry is named after a pause in typing; Enter and leaving the field name it at once.
  // Only another entry or another complaint begins the pause anew: beside a network that trains,
  // the field renders with every frame.
  const complaint = draft === undefined ? undefined : check(draft);
  const complain = useEffectEvent(report);
  useEffect(() => {
    if (draft === undefined) return;
    const timer = setTimeout(() => complain(complaint), patienceMs);
    return () => clearTimeout(timer);
  }, [draft, complaint]);

  // A value that came from elsewhere (a thumb, a link) makes the old complaint wrong.
  const [known, setKnown] = useState(value);
  if (known !== value) {
    setKnown(value);
    setProblem(undefined);
  }

  const type = (text: string) => {
    setDraft(text);
    if (check(text) === undefined) {
      report(undefined);
      onChange(parseNumber(text) as number);
    }
  };
  const leave = () => {
    if (draft !== undefined) report(check(draft));
    setDraft(undefined);
  };

  return (
    <span className={styles.numberField}>
      {isLabelled && <MathSymbol text={symbol} />}
      <input
        className={styles.number}
        type="text"
        inputMode="decimal"
        autoComplete="off"
        spellCheck={false}
        aria-label={`Exact value of ${symbol}`}
        aria-invalid={problem !== undefined}
        aria-describedby={problemId ?? ownId}
        value={draft ?? format(value)}
        onChange={(event) => type(event.target.value)}
        onFocus={(event) => event.target.select()}
        onBlur={leave}
        onKeyDown={(event) => {
          if (event.key === "Enter" && draft !== undefined) report(check(draft));
          if (event.key === "Escape") {
            report(undefined);
            setDraft(undefined);
          }
        }}
      />
      {!onProblem && (
        <span className={styles.problem} id={ownId} role="alert">
          {problem}
        </span>
      )}
    </span>
  );
}
