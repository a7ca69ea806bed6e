"use client";

import { useEffect, useEffectEvent, useId, useRef, useState } from "react";
import { getReaderSeed } from "@/lib/reader/seed";
import { AnswerForm } from "./answer-form";
import styles from "./exercise.module.css";
import { type ExercisePlace, useExercise } from "./use-exercise";

interface Props extends ExercisePlace {
  label: string;
  /** The symbol of the answer's unit. */
  unit?: string;
  questionCount: number;
  /** Whether the first question is drawn for the reader; else the prompt asks it. */
  isDrawn: boolean;
}

/** The field of a number exercise. Its questions follow one another in the same place. */
export default function NumberAnswer({ label, unit, questionCount, isDrawn, ...place }: Props) {
  const fieldId = useId();
  const questionId = useId();
  const unitId = useId();
  // Not controlled: what was typed before this code arrived stays.
  const field = useRef<HTMLInputElement>(null);
  /** The right answers to the questions before this one. */
  const [solved, setSolved] = useState<readonly string[]>([]);
  const [question, setQuestion] = useState<string>();

  const exercise = useExercise(place, "number", ({ texts }) => {
    if (getText() !== "") return false;
    if (field.current) field.current.value = texts.at(-1) ?? "";
    void ask(texts.slice(0, -1));
    return true;
  });
  const { verdict } = exercise;

  const getText = () => field.current?.value ?? "";

  async function ask(before: readonly string[]) {
    setSolved(before);
    const { questions } = await exercise.load();
    setQuestion(questions(await getReaderSeed())[before.length]?.text);
  }

  function empty() {
    if (!field.current) return;
    field.current.value = "";
    field.current.focus();
  }

  const onMount = useEffectEvent(() => {
    if (isDrawn) void ask(solved);
  });
  useEffect(() => onMount(), []);

  return (
    <AnswerForm
      exercise={exercise}
      getAnswer={() => ({ texts: [...solved, getText()] })}
      onTryAgain={({ isCorrect, isBlank }) => {
        if (isCorrect) void ask([]);
        if (isBlank) field.current?.focus();
        else empty();
      }}
      next={
        verdict?.isRightSoFar
          ? {
              label: "Next question",
              onPress() {
                void ask([...solved, getText()]);
                exercise.clear();
                empty();
              },
            }
          : undefined
      }
    >
      {questionCount > 1 || isDrawn ? (
        <p className={styles.question} id={questionId}>
          {questionCount > 1 ? (
            <span className={styles.count}>
              Question {solved.length + 1} of {questionCount}.{" "}
            </span>
          ) : null}
          {question}
        </p>
      ) : null}
      <div className={styles.row}>
        <label htmlFor={fieldId}>{label}</label>
        <span>
          <input
            ref={field}
            id={fieldId}
            className={styles.field}
            type="text"
            inputMode="decimal"
            autoComplete="off"
            spellCheck={false}
            aria-describedby={`${questionId} ${unitId}`}
            onInput={exercise.clear}
          />
          {unit ? (
            <span id={unitId} className={styles.unit}>
              {unit}
            </span>
          ) : null}
        </span>
      </div>
    </AnswerForm>
  );
}
