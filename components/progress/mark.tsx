import type { ExerciseState } from "@/lib/progress/summarise";
import styles from "./progress.module.css";

/**
 * The state of an exercise as a shape: an empty circle, a half one, a full one; solved with hints a ring around a
 * point, after the solution a diamond. The words stand beside it.
 */
export function Mark({ state }: { state: ExerciseState }) {
  return (
    <svg viewBox="-8 -8 16 16" className={styles.mark} aria-hidden="true">
      {state === "solved after the solution" ? (
        <path d="M0-6.5 6.5 0 0 6.5-6.5 0Z" className={styles.full} />
      ) : (
        <circle r="5.25" className={state === "solved" ? styles.full : styles.empty} />
      )}
      {state === "tried" ? (
        <path d="M0-5.25a5.25 5.25 0 0 0 0 10.5Z" className={styles.full} />
      ) : null}
      {state === "solved with hints" ? <circle r="2.4" className={styles.full} /> : null}
    </svg>
  );
}
