"use client";

import { useRef, useState } from "react";
import type { Verdict } from "@/lib/exercises/exercise";
import {
  type MatchAnswer as Answer,
  type MatchAxes,
  namePicture,
} from "@/lib/exercises/kinds/match";
import { AnswerForm } from "./answer-form";
import type { DrawnPicture } from "./draw-match";
import styles from "./match.module.css";
import { Parts } from "./parts";
import { findScale, Sparkline } from "./sparkline";
import { type ExercisePlace, useExercise } from "./use-exercise";

interface Props extends ExercisePlace {
  pictures: readonly DrawnPicture[];
  settings: readonly { id: string; text: string }[];
  axes?: MatchAxes;
  /** The id of the element that asks. */
  promptId: string;
}

/** Small pictures, each with a list of what may have made it. What is right stays when the reader tries again. */
export default function MatchAnswer({ pictures, settings, axes, promptId, ...place }: Props) {
  // Not controlled: what was chosen before this code arrived stays.
  const list = useRef<HTMLUListElement>(null);
  const [locked, setLocked] = useState<Answer>({});

  const exercise = useExercise(place, "match", (answer) => {
    if (Object.keys(getAnswer()).length > 0) return false;
    for (const select of findSelects()) select.value = answer[select.name] ?? "";
    return true;
  });
  const { verdict } = exercise;

  const findSelects = () => [...(list.current?.querySelectorAll("select") ?? [])];
  const getAnswer = (): Answer => ({
    ...locked,
    ...Object.fromEntries(
      findSelects()
        .filter(({ value }) => value !== "")
        .map(({ name, value }) => [name, value]),
    ),
  });
  const isRight = (id: string) => verdict?.parts?.find((part) => part.id === id)?.isCorrect;

  function tryAgain({ isCorrect, isBlank, parts = [] }: Verdict) {
    if (isBlank) {
      findSelects()[0]?.focus();
      return;
    }
    const answer = getAnswer();
    const right = parts.filter((part) => part.isCorrect && !isCorrect).map(({ id }) => id);
    setLocked(Object.fromEntries(right.map((id) => [id, answer[id] ?? ""])));
    const open = findSelects().filter(({ name }) => !right.includes(name));
    for (const select of open) select.value = "";
    open[0]?.focus();
  }

  const curves = pictures.flatMap(({ curve }) => (curve ? [curve] : []));
  const scale = axes && curves.length > 0 ? findScale(axes, curves) : undefined;
  return (
    <AnswerForm
      exercise={exercise}
      getAnswer={getAnswer}
      onTryAgain={tryAgain}
      renderVerdict={({ parts }) => (parts ? <Parts parts={parts} /> : null)}
    >
      <ul ref={list} className={styles.pictures} aria-labelledby={promptId}>
        {pictures.map(({ id, text, curve }, index) => {
          const textId = `${place.id}-${id}`;
          const selectId = `${textId}-match`;
          const mark = Object.hasOwn(locked, id) ? true : isRight(id);
          return (
            <li key={id} className={styles.picture} data-correct={mark}>
              {curve && scale ? <Sparkline points={curve} scale={scale} /> : null}
              <p id={textId} className={curve ? "visually-hidden" : styles.words}>
                {text}
              </p>
              <div className={styles.choice}>
                <label htmlFor={selectId} className={styles.name}>
                  {namePicture(index)}
                </label>
                {Object.hasOwn(locked, id) ? (
                  <span id={selectId} className={styles.locked}>
                    {settings.find((setting) => setting.id === locked[id])?.text}
                  </span>
                ) : (
                  <select
                    id={selectId}
                    name={id}
                    aria-describedby={textId}
                    onChange={exercise.clear}
                    defaultValue=""
                  >
                    <option value="">Choose a match</option>
                    {settings.map((setting) => (
                      <option key={setting.id} value={setting.id}>
                        {setting.text}
                      </option>
                    ))}
                  </select>
                )}
                <span className={styles.mark} />
              </div>
            </li>
          );
        })}
      </ul>
    </AnswerForm>
  );
}
