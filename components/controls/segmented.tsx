import { useId } from "react";
import styles from "./controls.module.css";

export interface SegmentedProps<Value extends string> {
  /** The accessible name of the group; shown before it. */
  label: string;
  /** Shown instead, where the whole name would repeat what stands beside it. */
  shownLabel?: string;
  value: Value;
  options: readonly { value: Value; label: string }[];
  onChange: (value: Value) => void;
}

/** A choice of a few, all visible: native radio buttons in a row. */
export function Segmented<Value extends string>({
  label,
  shownLabel,
  value,
  options,
  onChange,
}: SegmentedProps<Value>) {
  const name = useId();
  return (
    <fieldset className={styles.segmented}>
      <legend className={styles.label}>
        {shownLabel === undefined ? (
          label
        ) : (
          <>
            <span className="visually-hidden">{label}</span>
            <span aria-hidden="true">{shownLabel}</span>
          </>
        )}
      </legend>
      {options.map((option) => (
        <label key={option.value}>
          <input
            type="radio"
            name={name}
            value={option.value}
            checked={option.value === value}
            onChange={() => onChange(option.value)}
          />
          <span>{option.label}</span>
        </label>
      ))}
    </fieldset>
  );
}
