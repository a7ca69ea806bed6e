"use client";

import { useEffect, useEffectEvent, useState } from "react";
import * as z from "zod/mini";
import { reloadWhenOutdated } from "@/components/layout/reload-when-outdated";
import { type Exercise, getExerciseKey, type Verdict } from "@/lib/exercises/exercise";
import { keep, readKept } from "@/lib/reader/store";
import { loadExercise } from "./load-exercise";

/** Which exercise; plain data, since it comes from the server's part. */
export interface ExercisePlace {
  chapter: string;
  id: string;
}

type OfKind<Kind extends Exercise["kind"]> = Extract<Exercise, { kind: Kind }>;
type AnswerOf<E extends Exercise> = Parameters<E["judge"]>[0];

const keptSchema = z.object({ answer: z.unknown() });

const notLoaded: Verdict = {
  isCorrect: false,
  reply: "The part of the page that checks could not be loaded. Are you online? Then check again.",
};

interface ExerciseHook<E extends Exercise> {
  /** Undefined before the first check, and after the answer has been edited. */
  verdict: Verdict | undefined;
  /** The definition; loaded by the first check. Rejects where its code cannot be had. */
  load(): Promise<E>;
  /** Judges an answer, shows the verdict and keeps both. */
  check(answer: AnswerOf<E>): Promise<Verdict>;
  clear(): void;
}

/**
 * The verdict on one exercise, and the reader's last answer to it.
 *
 * `onRestore` gets an answer from an earlier visit, as soon as there is one; it is judged anew, so
 * that what is shown is the word of this edition.
 */
export function useExercise<Kind extends Exercise["kind"]>(
  { chapter, id }: ExercisePlace,
  kind: Kind,
  onRestore: (answer: AnswerOf<OfKind<Kind>>, exercise: OfKind<Kind>) => void,
): ExerciseHook<OfKind<Kind>> {
  type E = OfKind<Kind>;
  const [verdict, setVerdict] = useState<Verdict>();
  const key = getExerciseKey(chapter, id);

  async function load(): Promise<E> {
    const exercise = await loadExercise(chapter, id);
    if (exercise.kind !== kind) {
      throw new TypeError(`internal: ${key} is of the kind ${exercise.kind}, not ${kind}.`);
    }
    return exercise as E;
  }

  // A union of functions takes no argument of a union; the kind was checked when it was loaded.
  const judge = (exercise: E, answer: AnswerOf<E>) =>
    (exercise.judge as (answer: AnswerOf<E>) => Verdict)(answer);

  async function restore(isCurrent: () => boolean) {
    const kept = await readKept(key, keptSchema);
    if (!kept || !isCurrent()) return;
    const exercise = await load();
    const answer = z.safeParse(exercise.answerSchema, kept.answer);
    if (!answer.success || !isCurrent()) return;
    onRestore(answer.data as AnswerOf<E>, exercise);
    setVerdict(judge(exercise, answer.data as AnswerOf<E>));
  }

  const onMount = useEffectEvent((isCurrent: () => boolean) => {
    restore(isCurrent).catch(reloadWhenOutdated);
  });
  useEffect(() => {
    let isMounted = true;
    onMount(() => isMounted);
    return () => {
      isMounted = false;
    };
  }, []);

  return {
    verdict,
    load,
    async check(answer) {
      // Before the definition is asked for: if the site was deployed anew its code is gone, the page
      // reloads, and the answer is judged then.
      await keep(key, { answer });
      let result = notLoaded;
      try {
        result = judge(await load(), answer);
        void keep(key, { answer, isCorrect: result.isCorrect });
      } catch (error) {
        if (!(await reloadWhenOutdated(error))) throw error;
      }
      setVerdict(result);
      return result;
    },
    clear: () => setVerdict(undefined),
  };
}
