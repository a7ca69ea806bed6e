"use client";

import { useId, useRef, useState } from "react";
import type { Verdict } from "@/lib/exercises/exercise";
import { AnswerForm } from "./answer-form";
import styles from "./exercise.module.css";
import { Parts } from "./parts";
import { type ExercisePlace, useExercise } from "./use-exercise";

interface Props extends ExercisePlace {
  options: readonly { id: string; text: string }[];
  takesSeveral: boolean;
  /** The id of the element that asks. */
  promptId: string;
}

/** The options of a choice exercise. Those that were tried and are wrong stay marked. */
export default function ChoiceAnswer({ options, takesSeveral, promptId, ...place }: Props) {
  const name = useId();
  // Not controlled: what was chosen before this code arrived stays.
  const fieldset = useRef<HTMLFieldSetElement>(null);
  const [tried, setTried] = useState<readonly string[]>([]);

  const exercise = useExercise(place, "choice", (answer) => {
    if (getAnswer().length > 0) return false;
    for (const input of findInputs()) input.checked = answer.includes(input.value);
    return true;
  });

  const findInputs = () => [...(fieldset.current?.querySelectorAll("input") ?? [])];
  const getAnswer = () =>
    findInputs()
      .filter(({ checked }) => checked)
      .map(({ value }) => value);

  function tryAgain({ isCorrect, isBlank, parts }: Verdict) {
    const isRight = (id: string) => parts?.find((part) => part.id === id)?.isCorrect ?? false;
    const wrong = isCorrect || isBlank ? [] : getAnswer().filter((id) => !isRight(id));
    setTried((before) => (isCorrect ? [] : [...new Set([...before, ...wrong])]));
    const inputs = findInputs();
    const first = inputs.find(({ value }) => wrong.includes(value)) ?? inputs[0];
    for (const input of inputs) {
      if (isCorrect || wrong.includes(input.value)) input.checked = false;
    }
    first?.focus();
  }

  return (
    <AnswerForm
      exercise={exercise}
      getAnswer={getAnswer}
      onTryAgain={tryAgain}
      renderVerdict={({ parts }) => (parts ? <Parts parts={parts} /> : null)}
    >
      <fieldset ref={fieldset} className={styles.options} aria-labelledby={promptId}>
        {takesSeveral ? <p className={styles.count}>Any number of these may be right.</p> : null}
        {options.map(({ id, text }) => (
          <label key={id} className={styles.option}>
            <input
              type={takesSeveral ? "checkbox" : "radio"}
              name={name}
              value={id}
              onChange={exercise.clear}
            />
            <span>
              {text}
              {tried.includes(id) ? <span className={styles.tried}> (tried)</span> : null}
            </span>
          </label>
        ))}
      </fieldset>
    </AnswerForm>
  );
}
