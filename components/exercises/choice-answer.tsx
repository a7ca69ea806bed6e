"use client";

import { useId, useRef, useState } from "react";
import { Button } from "@/components/controls/button";
import styles from "./exercise.module.css";
import { type ExercisePlace, useExercise } from "./use-exercise";
import { Verdict } from "./verdict";

interface Props extends ExercisePlace {
  options: readonly { id: string; text: string }[];
  /** The id of the element that asks. */
  promptId: string;
}

/** The options of a choice exercise, as radio buttons. Those that were tried stay marked. */
export default function ChoiceAnswer({ options, promptId, ...place }: Props) {
  const name = useId();
  const form = useRef<HTMLFormElement>(null);
  const [wrong, setWrong] = useState<readonly string[]>([]);

  const exercise = useExercise(place, "choice", (answer, { judge }) => {
    const radio = findRadio(answer);
    // What was chosen before this code arrived stays.
    if (!radio || findChecked()) return;
    radio.checked = true;
    if (!judge(answer).isCorrect) setWrong([answer]);
  });
  const { verdict } = exercise;

  const findRadios = () => [...(form.current?.querySelectorAll<HTMLInputElement>("input") ?? [])];
  const findRadio = (value: string) => findRadios().find((radio) => radio.value === value);
  const findChecked = () => findRadios().find((radio) => radio.checked);

  async function check() {
    const answer = findChecked()?.value ?? "";
    const { isCorrect } = await exercise.check(answer);
    if (!isCorrect && answer !== "") setWrong((before) => [...new Set([...before, answer])]);
  }

  function tryAgain() {
    const checked = findChecked();
    if (verdict?.isCorrect) setWrong([]);
    if (checked) checked.checked = false;
    exercise.clear();
    (checked ?? findRadios()[0])?.focus();
  }

  return (
    <form
      ref={form}
      noValidate
      onSubmit={(event) => {
        event.preventDefault();
        void check();
      }}
    >
      <fieldset className={styles.options} aria-labelledby={promptId}>
        {options.map(({ id, text }) => (
          <label key={id} className={styles.option}>
            <input type="radio" name={name} value={id} onChange={exercise.clear} />
            <span>
              {text}
              {wrong.includes(id) ? <span className={styles.tried}> (tried)</span> : null}
            </span>
          </label>
        ))}
      </fieldset>
      <div className={styles.buttons}>
        <Button type="submit">Check</Button>
        {verdict ? <Button onClick={tryAgain}>Try again</Button> : null}
      </div>
      <Verdict verdict={verdict} />
    </form>
  );
}
