"use client";

import { type ReactNode, useEffect, useId, useRef, useState } from "react";
import { Button } from "@/components/controls/button";
import type { Exercise, Verdict as VerdictData } from "@/lib/exercises/exercise";
import styles from "./exercise.module.css";
import { HintButton, Hints } from "./hints";
import { Solution, SolutionButton, SolutionQuestion } from "./solution";
import type { AnswerOf, ExerciseHook } from "./use-exercise";
import { Verdict } from "./verdict";

interface AnswerFormProps<E extends Exercise> {
  exercise: ExerciseHook<E>;
  /** As it stands in the inputs. */
  getAnswer(): AnswerOf<E>;
  /** Gives back what was right, clears what was wrong, and sets the focus. Where nothing was judged all of it stays. */
  onTryAgain(verdict: VerdictData): void;
  /** What goes on after this verdict, in the place of Try again. */
  next?: { label: string; onPress(): void } | undefined;
  /** The inputs. */
  children?: ReactNode;
  /** Beneath the verdict's sentence: checks, a distribution, the truth. */
  renderVerdict?(verdict: VerdictData): ReactNode;
  /** Beneath the solution's text, such as code. */
  renderSolution?(): ReactNode;
}

/** The frame of every answer: inputs, buttons, hints, the verdict and the solution, in this order. */
export function AnswerForm<E extends Exercise>(props: AnswerFormProps<E>) {
  const { exercise, getAnswer, onTryAgain, next, children, renderVerdict, renderSolution } = props;
  const { verdict, isChecking, record } = exercise;
  const form = useRef<HTMLFormElement>(null);
  const solutionId = useId();
  const [isAsking, setAsking] = useState(false);
  const hasTried = record.attempts > 0 || record.solutionShown || record.isSolved;

  // The button that was pressed is gone with the verdict, or is another one now.
  const [retries, setRetries] = useState(0);
  useEffect(() => {
    if (retries > 0 && !form.current?.contains(document.activeElement)) focusInput(form.current);
  }, [retries]);

  function tryAgain(judged: VerdictData) {
    onTryAgain(judged);
    exercise.clear();
    setRetries(retries + 1);
  }

  function toggleSolution() {
    if (exercise.solution !== undefined) exercise.hideSolution();
    else if (!hasTried) setAsking(true);
    else void exercise.showSolution();
  }

  return (
    <form
      ref={form}
      noValidate
      onSubmit={(event) => {
        event.preventDefault();
        if (!isChecking) void exercise.check(getAnswer());
      }}
    >
      {children}
      <div className={styles.buttons}>
        <Button type="submit" isUnavailable={isChecking} data-busy={isChecking || undefined}>
          Check
        </Button>
        {verdict && next ? (
          <Button onClick={next.onPress}>{next.label}</Button>
        ) : verdict ? (
          <Button onClick={() => tryAgain(verdict)}>Try again</Button>
        ) : null}
        <span className={styles.help}>
          <HintButton exercise={exercise} />
          <SolutionButton exercise={exercise} controls={solutionId} onPress={toggleSolution} />
        </span>
      </div>
      {isAsking && !hasTried ? (
        <SolutionQuestion
          onAnswer={(isWanted) => {
            setAsking(false);
            if (isWanted) void exercise.showSolution();
          }}
        />
      ) : null}
      <Hints hints={exercise.hints} />
      <div className={styles.judgement}>
        <Verdict verdict={verdict} isQuiet={exercise.isRestored} />
        {verdict ? null : (
          <p className={styles.note} aria-live={exercise.problem === undefined ? "off" : "polite"}>
            {describeState(exercise)}
          </p>
        )}
      </div>
      <div className={styles.details}>{verdict ? renderVerdict?.(verdict) : null}</div>
      <Solution id={solutionId} exercise={exercise} renderMore={renderSolution} />
    </form>
  );
}

/** What there is to say while there is no verdict. */
function describeState<E extends Exercise>({ problem, hasChanged, record }: ExerciseHook<E>) {
  if (problem !== undefined) return problem;
  if (hasChanged) return "This exercise has changed since you answered it.";
  if (record.isSolved) return "You have solved this exercise.";
  return null;
}

function focusInput(form: HTMLFormElement | null) {
  form
    ?.querySelector<HTMLElement>(
      ":is(input, select, textarea, button, [tabindex='0']):not(:disabled, [aria-disabled='true'])",
    )
    ?.focus();
}
