"use client";

import { useEffect, useEffectEvent, useRef, useState } from "react";
import * as z from "zod/mini";
import { reloadWhenOutdated } from "@/components/layout/reload-when-outdated";
import { loadExercise } from "@/content/load-exercise";
import type { Exercise, ExerciseKind, JudgeContext, Verdict } from "@/lib/exercises/exercise";
import {
  createRecord,
  type ExerciseRecord,
  exerciseRecordSchema,
  getExerciseKey,
  isOutdated,
  isSameAnswer,
  recordAnswer,
  recordDraft,
  recordHints,
  recordSolution,
  recordVerdict,
  renewRecord,
} from "@/lib/exercises/record";
import { inTurn } from "@/lib/reader/in-turn";
import { isSeedReplaced } from "@/lib/reader/seed";
import { keep, readerStore, readKept } from "@/lib/reader/store";
import { openPageContext, openRestoringContext, TooMuchUnasked } from "./page-context";

/** Which exercise; plain data, since it comes from the server's part. */
export interface ExercisePlace {
  chapter: string;
  id: string;
  /** Of the exercise's files, so that an answer to other ones is recognised. */
  edition: string;
  hintCount: number;
}

export type OfKind<Kind extends ExerciseKind> = Extract<Exercise, { kind: Kind }>;
export type AnswerOf<E extends Exercise> = Parameters<E["judge"]>[0];

export interface ExerciseHook<E extends Exercise> {
  place: ExercisePlace;
  /** Undefined before the first check, and after the answer has been edited. */
  verdict: Verdict | undefined;
  /** Whether the verdict is on an answer of an earlier visit, so that nobody waits for it. */
  isRestored: boolean;
  isChecking: boolean;
  /** On this edition of the exercise, as it is kept; begins empty. */
  record: ExerciseRecord;
  /** Whether it was another edition that the reader answered. */
  hasChanged: boolean;
  /** Those that this visit has shown. */
  hints: readonly string[];
  /** The solution's text while it is shown. */
  solution: string | undefined;
  /** Why something that was asked for could not be had. */
  problem: string | undefined;
  /** The definition; loaded by the first use. Rejects where its code cannot be had. */
  load(): Promise<E>;
  /** Judges an answer, shows the verdict and keeps both. While one is judged, that one's verdict. Never rejects. */
  check(answer: AnswerOf<E>): Promise<Verdict>;
  /** The answer has been edited: takes the verdict away, also one that is still on its way. */
  clear(): void;
  /**
   * Keeps what the reader is writing, which no one judges yet. A page that is being left has no time to look
   * again first what is kept.
   */
  keepDraft(answer: AnswerOf<E>, options?: { isLeaving?: boolean }): Promise<void>;
  /** The next hint; first of all those of an earlier visit. */
  showHint(): Promise<void>;
  showSolution(): Promise<void>;
  hideSolution(): void;
}

const notLoaded =
  "The part of the page that checks could not be loaded. Are you online? Then try again.";

/**
 * The verdict on one exercise, and what is kept of the reader's work on it. Each change of the record is
 * told to the window as `descent:record`.
 *
 * `onRestore` gets an answer from an earlier visit, as soon as there is one. It is judged anew, so that
 * what is shown is the word of this edition; but not where that would train networks or run code, nor
 * where the exercise has changed since. It returns false to leave what the reader has begun meanwhile. When
 * the reader comes back from another tab it is called again, if an answer was given there.
 */
export function useExercise<Kind extends ExerciseKind>(
  place: ExercisePlace,
  kind: Kind,
  onRestore: (answer: AnswerOf<OfKind<Kind>>, exercise: OfKind<Kind>) => unknown,
): ExerciseHook<OfKind<Kind>> {
  type E = OfKind<Kind>;
  const { chapter, id, edition } = place;
  const key = getExerciseKey(chapter, id);
  const [verdict, setVerdict] = useState<Verdict>();
  const [isRestored, setRestored] = useState(false);
  const [isChecking, setChecking] = useState(false);
  const [record, setRecord] = useState(() => createRecord(edition));
  const [hasChanged, setChanged] = useState(false);
  const [hints, setHints] = useState<readonly string[]>([]);
  const [solution, setSolution] = useState<string>();
  const [problem, setProblem] = useState<string>();
  const checking = useRef<Promise<Verdict>>(undefined);
  /** The record as this visit knows it; undefined before it was read. */
  const latest = useRef<ExerciseRecord>(undefined);
  /** Counts edits, so that a verdict on an answer from before one is not shown. */
  const edits = useRef(0);
  /** Whether the reader has begun what is kept nowhere yet. */
  const hasUnkept = useRef(false);
  const draft = useRef<unknown>(undefined);

  async function load(): Promise<E> {
    const exercise = await loadExercise(chapter, id);
    if (exercise.kind !== kind) {
      throw new TypeError(`internal: ${key} is of the kind ${exercise.kind}, not ${kind}.`);
    }
    return exercise as E;
  }

  // A union of functions takes no argument of a union; the kind was checked when it was loaded.
  const judge = (exercise: E, answer: AnswerOf<E>, context: JudgeContext) =>
    (exercise.judge as (answer: AnswerOf<E>, context: JudgeContext) => Promise<Verdict>)(
      answer,
      context,
    );

  const addMeasured = (exercise: E, answer: AnswerOf<E>, result: Verdict): unknown =>
    (exercise.addMeasured as ((answer: AnswerOf<E>, result: Verdict) => unknown) | undefined)?.(
      answer,
      result,
    ) ?? answer;

  /** What is kept now: another tab, or an imported file, may have changed it. */
  function read() {
    readerStore.release(key);
    return readKept(key, exerciseRecordSchema);
  }

  function update(change: (record: ExerciseRecord) => ExerciseRecord): Promise<void> {
    return inTurn(key, async () => {
      const before = renewRecord((await read()) ?? createRecord(edition), edition);
      const changed = change(before);
      if (changed !== before) await write(changed);
    });
  }

  async function write(changed: ExerciseRecord): Promise<void> {
    const kept = { ...changed, changedAt: Date.now() };
    latest.current = kept;
    setRecord(kept);
    await keep(key, kept);
    const detail = { chapter, id, record: kept };
    window.dispatchEvent(new CustomEvent("descent:record", { detail }));
  }

  async function restore(isMounted: () => boolean) {
    const edit = edits.current;
    // What the reader has begun to answer meanwhile stays.
    const isCurrent = () => isMounted() && edits.current === edit && !checking.current;
    const kept = await read();
    if (!isMounted()) return;
    const known = latest.current;
    latest.current = renewRecord(kept ?? createRecord(edition), edition);
    if (!kept) return;
    setRecord(latest.current);
    setChanged(isOutdated(kept, edition));
    const begun = kept.draft ?? kept.answer;
    if (begun === undefined || isSameAnswer(begun, known?.draft ?? known?.answer)) return;
    const exercise = await load();
    const parsed = z.safeParse(exercise.answerSchema, begun);
    if (!parsed.success || !isCurrent() || hasUnkept.current) return;
    const answer = parsed.data as AnswerOf<E>;
    if (onRestore(answer, exercise) === false) return;
    setVerdict(undefined);
    if (isOutdated(kept, edition)) return;
    const result = await judge(exercise, answer, await openRestoringContext());
    if (!isCurrent() || result.isBlank) return;
    setRestored(true);
    setVerdict(result);
    // A check that a reload has cut off.
    if (result.isCorrect && !kept.isSolved) await update((r) => recordVerdict(r, answer, result));
  }

  /** Another tab may have answered meanwhile, or have taken in a file. */
  async function lookAgain(isMounted: () => boolean) {
    if (checking.current || latest.current === undefined) return;
    // Questions that were drawn from another number would be judged by this one.
    if (await isSeedReplaced()) return window.location.reload();
    const kept = await read();
    if (kept && kept.changedAt !== latest.current.changedAt) await restore(isMounted);
  }

  const onVisit = useEffectEvent((isReturn: boolean, isMounted: () => boolean) => {
    const visit = isReturn ? lookAgain : restore;
    visit(isMounted).catch(async (error) => {
      if (error instanceof TooMuchUnasked || (await reloadWhenOutdated(error))) return;
      throw error;
    });
  });
  useEffect(() => {
    let isMounted = true;
    onVisit(false, () => isMounted);
    const comeBack = () => onVisit(true, () => isMounted);
    window.addEventListener("focus", comeBack);
    return () => {
      isMounted = false;
      window.removeEventListener("focus", comeBack);
    };
  }, []);

  async function checkNow(answer: AnswerOf<E>): Promise<Verdict> {
    const edit = edits.current;
    hasUnkept.current = false;
    setProblem(undefined);
    setChanged(false);
    setChecking(true);
    let result: Verdict;
    try {
      // Before the definition is asked for: if the site was deployed anew its code is gone, the page
      // reloads, and the answer is judged then.
      await update((before) => recordAnswer(before, answer));
      const exercise = await load();
      result = await judge(exercise, answer, await openPageContext());
      const measured = addMeasured(exercise, answer, result);
      await update((before) => recordVerdict(before, answer, result, measured));
    } catch (error) {
      const reply = (await reloadWhenOutdated(error)) ? notLoaded : describeFailure(error);
      result = { isCorrect: false, isBlank: true, reply };
    }
    setChecking(false);
    if (edit === edits.current) {
      setRestored(false);
      setVerdict(result);
    }
    return result;
  }

  /** Does what needs the definition, or says that it cannot be had. */
  async function attempt(action: (exercise: E) => Promise<void>): Promise<void> {
    setProblem(undefined);
    try {
      await action(await load());
    } catch (error) {
      if (!(await reloadWhenOutdated(error))) throw error;
      setProblem(notLoaded);
    }
  }

  return {
    place,
    verdict,
    isRestored,
    isChecking,
    record,
    hasChanged,
    hints,
    solution,
    problem,
    load,
    check(answer) {
      checking.current ??= checkNow(answer).finally(() => {
        checking.current = undefined;
      });
      return checking.current;
    },
    clear() {
      edits.current += 1;
      hasUnkept.current = true;
      setVerdict(undefined);
    },
    keepDraft(answer, { isLeaving = false } = {}) {
      draft.current = answer;
      hasUnkept.current = false;
      // The newest, also where this is done after a later call.
      const change = (before: ExerciseRecord) => recordDraft(before, draft.current);
      return isLeaving && latest.current ? write(change(latest.current)) : update(change);
    },
    showHint: () =>
      attempt(async (exercise) => {
        const shown = Math.max(hints.length + 1, record.hintsShown);
        setHints(exercise.hints.slice(0, shown));
        await update((before) => recordHints(before, Math.min(shown, exercise.hints.length)));
      }),
    showSolution: () =>
      attempt(async (exercise) => {
        setSolution(exercise.solution);
        await update(recordSolution);
      }),
    hideSolution: () => setSolution(undefined),
  };
}

function describeFailure(error: unknown): string {
  const message = error instanceof Error ? error.message : String(error);
  return `Your answer could not be checked. ${message}`;
}
