"use client";

import { useId, useRef, useState } from "react";
import { Button } from "@/components/controls/button";
import type { NumberExercise } from "@/lib/exercises/number";
import { getReaderSeed } from "@/lib/reader/seed";
import styles from "./exercise.module.css";
import { type ExercisePlace, useExercise } from "./use-exercise";
import { Verdict } from "./verdict";

interface Props extends ExercisePlace {
  label: string;
  questionCount: number;
}

/** What the reader has come to: the answers to the questions before this one, and its text. */
interface Progress {
  seed: number | undefined;
  solved: string[];
  question: string | undefined;
}

const start: Progress = { seed: undefined, solved: [], question: undefined };

/** The field of a number exercise. Its questions follow one another in the same place. */
export default function NumberAnswer({ label, questionCount, ...place }: Props) {
  const fieldId = useId();
  const questionId = useId();
  // Not controlled: what was typed before this code arrived stays.
  const field = useRef<HTMLInputElement>(null);
  const [{ seed, solved, question }, setProgress] = useState(start);

  const exercise = useExercise(place, "number", ({ seed: kept, texts }, { questions }) => {
    const earlier = texts.slice(0, -1);
    setProgress({ seed: kept, solved: earlier, question: getText(questions, kept, earlier) });
    if (field.current?.value === "") field.current.value = texts.at(-1) ?? "";
  });
  const { verdict } = exercise;
  const hasNext = verdict?.isCorrect === true && solved.length + 1 < questionCount;

  async function check() {
    const text = field.current?.value ?? "";
    const known = seed ?? (await getReaderSeed());
    setProgress((before) => ({ ...before, seed: known }));
    await exercise.check({ seed: known, texts: [...solved, text] });
  }

  function ask(next: Progress) {
    setProgress(next);
    exercise.clear();
    if (!field.current) return;
    field.current.value = "";
    field.current.focus();
  }

  async function goOn() {
    const { questions } = await exercise.load();
    const next = [...solved, field.current?.value ?? ""];
    ask({ seed, solved: next, question: getText(questions, seed ?? 0, next) });
  }

  function tryAgain() {
    // After a wrong answer the same question, after the last right one all of them.
    ask(verdict?.isCorrect ? { ...start, seed } : { seed, solved, question });
  }

  return (
    <form
      noValidate
      onSubmit={(event) => {
        event.preventDefault();
        void check();
      }}
    >
      <p className={styles.question} id={questionId}>
        {questionCount > 1 ? (
          <span className={styles.count}>
            Question {solved.length + 1} of {questionCount}.{" "}
          </span>
        ) : null}
        {question}
      </p>
      <div className={styles.row}>
        <label htmlFor={fieldId}>{label}</label>
        <input
          ref={field}
          id={fieldId}
          className={styles.field}
          type="text"
          inputMode="decimal"
          autoComplete="off"
          spellCheck={false}
          aria-describedby={questionId}
          onInput={exercise.clear}
        />
      </div>
      <div className={styles.buttons}>
        <Button type="submit">Check</Button>
        {hasNext ? (
          <Button onClick={goOn}>Next question</Button>
        ) : verdict ? (
          <Button onClick={tryAgain}>Try again</Button>
        ) : null}
      </div>
      <Verdict verdict={verdict} />
    </form>
  );
}

function getText(
  questions: NumberExercise["questions"],
  seed: number,
  solved: readonly string[],
): string | undefined {
  return questions(seed)[solved.length]?.text;
}
