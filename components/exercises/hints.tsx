import { useId } from "react";
import { Button } from "@/components/controls/button";
import type { Exercise } from "@/lib/exercises/exercise";
import { formatCount } from "@/lib/format";
import styles from "./exercise.module.css";
import { keepTogether } from "./keep-together";
import type { ExerciseHook } from "./use-exercise";

/** Shows the next hint, and says to those who listen how many are left. */
export function HintButton<E extends Exercise>({ exercise }: { exercise: ExerciseHook<E> }) {
  const leftId = useId();
  const left = exercise.place.hintCount - exercise.hints.length;
  return (
    <>
      <Button
        className={styles.quiet}
        isUnavailable={left <= 0}
        aria-describedby={leftId}
        onClick={() => void exercise.showHint()}
      >
        Hint
      </Button>
      <span id={leftId} className="visually-hidden">
        {formatCount(left, "hint")} left
      </span>
    </>
  );
}

/** The hints shown so far; a new one is read out. */
export function Hints({ hints }: { hints: readonly string[] }) {
  return (
    <div aria-live="polite">
      {hints.length > 0 ? (
        <ol className={styles.hints} aria-label="Hints">
          {hints.map((hint) => (
            <li key={hint}>{keepTogether(hint)}</li>
          ))}
        </ol>
      ) : null}
    </div>
  );
}
