import { type ReactNode, useEffect, useId, useRef } from "react";
import { Button } from "@/components/controls/button";
import type { Exercise } from "@/lib/exercises/exercise";
import styles from "./exercise.module.css";
import { keepTogether } from "./keep-together";
import type { ExerciseHook } from "./use-exercise";

interface ButtonProps<E extends Exercise> {
  exercise: ExerciseHook<E>;
  /** The id of what it shows and hides. */
  controls: string;
  onPress(): void;
}

export function SolutionButton<E extends Exercise>({
  exercise,
  controls,
  onPress,
}: ButtonProps<E>) {
  return (
    <Button
      className={styles.quiet}
      aria-expanded={exercise.solution !== undefined}
      aria-controls={controls}
      data-solution=""
      onClick={onPress}
    >
      Solution
    </Button>
  );
}

/** Asks, in place, whether the solution is wanted before the first try. The focus goes back to the button. */
export function SolutionQuestion({ onAnswer }: { onAnswer(isWanted: boolean): void }) {
  const questionId = useId();
  const place = useRef<HTMLDivElement>(null);
  useEffect(() => place.current?.querySelector("button")?.focus(), []);

  function answer(isWanted: boolean) {
    place.current?.closest("form")?.querySelector<HTMLElement>("[data-solution]")?.focus();
    onAnswer(isWanted);
  }

  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: Escape, for what has the focus in it
    <div
      ref={place}
      className={styles.ask}
      onKeyDown={(event) => {
        if (event.key === "Escape") answer(false);
      }}
    >
      <span id={questionId}>You have not tried yet. Show it anyway?</span>
      <Button aria-describedby={questionId} onClick={() => answer(true)}>
        Show it
      </Button>
      <Button onClick={() => answer(false)}>Keep trying</Button>
    </div>
  );
}

interface Props<E extends Exercise> {
  id: string;
  exercise: ExerciseHook<E>;
  renderMore: (() => ReactNode) | undefined;
}

export function Solution<E extends Exercise>({ id, exercise, renderMore }: Props<E>) {
  const { solution, record } = exercise;
  return (
    <div id={id} aria-live="polite">
      {solution !== undefined ? (
        <div className={styles.solution}>
          <p>
            <strong>Solution.</strong> {keepTogether(solution)}
          </p>
          {renderMore?.()}
          {record.solutionShown ? (
            <p className={styles.note}>Your progress says that you have looked at it.</p>
          ) : null}
        </div>
      ) : null}
    </div>
  );
}
