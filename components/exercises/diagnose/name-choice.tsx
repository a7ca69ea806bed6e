import { useId } from "react";
import type { IllnessId } from "@/lib/exercises/diagnose/illness";
import exerciseStyles from "../exercise.module.css";
import styles from "./diagnose.module.css";

interface Props {
  options: readonly { id: IllnessId; name: string }[];
  value: IllnessId | null;
  /** Those that were wrong. */
  tried: readonly IllnessId[];
  onChange(id: IllnessId): void;
}

/** What may ail a network, as radio buttons. */
export function NameChoice({ options, value, tried, onChange }: Props) {
  const name = useId();
  return (
    <fieldset className={`${exerciseStyles.options} ${styles.names}`}>
      <legend className={styles.heading}>Name it</legend>
      {options.map(({ id, name: text }) => (
        <label key={id} className={exerciseStyles.option}>
          <input
            type="radio"
            name={name}
            value={id}
            checked={value === id}
            onChange={() => onChange(id)}
          />
          <span>
            {text}
            {tried.includes(id) ? <span className={exerciseStyles.tried}> (tried)</span> : null}
          </span>
        </label>
      ))}
    </fieldset>
  );
}
