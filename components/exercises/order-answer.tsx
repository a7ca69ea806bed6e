"use client";

import { type KeyboardEvent, useId, useLayoutEffect, useRef, useState } from "react";
import type { Verdict } from "@/lib/exercises/exercise";
import { AnswerForm } from "./answer-form";
import { findFreePlaces, findNextPlace, moveItem } from "./move-item";
import styles from "./order.module.css";
import { useDragOrder } from "./use-drag-order";
import { type ExercisePlace, useExercise } from "./use-exercise";

interface Props extends ExercisePlace {
  /** In the order in which they are first shown. */
  items: readonly { id: string; text: string }[];
  /** The id of the element that asks. */
  promptId: string;
}

/** A list to be put in order: by dragging its rows, by the arrow keys on a row's handle, or by its two buttons. */
export default function OrderAnswer({ items, promptId, ...place }: Props) {
  const helpId = useId();
  const list = useRef<HTMLOListElement>(null);
  const startingOrder = items.map(({ id }) => id);
  const [order, setOrder] = useState<readonly string[]>(startingOrder);
  const [locked, setLocked] = useState<ReadonlySet<string>>(new Set());
  const [spoken, setSpoken] = useState("");
  /** Of the button that moves with its row, which may lose the focus on the way. */
  const focused = useRef<HTMLElement>(null);
  /** From then on the order is the reader's. */
  const isTouched = useRef(false);

  const exercise = useExercise(place, "order", (answer) => {
    const hasAll = answer.length === items.length && items.every(({ id }) => answer.includes(id));
    if (isTouched.current || !hasAll) return false;
    isTouched.current = true;
    setOrder(answer);
    return true;
  });
  const { verdict } = exercise;

  // biome-ignore lint/correctness/useExhaustiveDependencies: whenever the rows have moved
  useLayoutEffect(() => {
    focused.current?.focus();
    focused.current = null;
  }, [order]);

  function change(next: readonly string[], id: string) {
    isTouched.current = true;
    setOrder(next);
    setSpoken(`“${getText(id)}” is now at place ${next.indexOf(id) + 1} of ${next.length}.`);
    exercise.clear();
  }

  function move(id: string, target: number | undefined, button: HTMLElement) {
    if (target === undefined) {
      setSpoken(`“${getText(id)}” cannot go farther.`);
      return;
    }
    focused.current = button;
    change(moveItem(order, id, target, locked), id);
  }

  function onKey(id: string, event: KeyboardEvent<HTMLElement>) {
    const places = findFreePlaces(order, locked);
    const targets: Record<string, number | undefined> = {
      ArrowUp: findNextPlace(order, id, -1, locked),
      ArrowDown: findNextPlace(order, id, 1, locked),
      Home: places[0],
      End: places.at(-1),
    };
    if (!(event.key in targets)) return;
    event.preventDefault();
    move(id, targets[event.key], event.currentTarget);
  }

  const drag = useDragOrder(order, locked, change);
  const getText = (id: string) => items.find((item) => item.id === id)?.text ?? "";
  const isInPlace = (id: string) =>
    verdict?.parts?.find((part) => part.id === id)?.isCorrect ?? locked.has(id);

  function tryAgain({ isCorrect, isBlank, parts = [] }: Verdict) {
    if (isCorrect) {
      setLocked(new Set());
      setOrder(startingOrder);
    } else if (!isBlank) {
      setLocked(new Set(parts.filter((part) => part.isCorrect).map(({ id }) => id)));
    }
    const wrong = isCorrect ? undefined : parts.find((part) => !part.isCorrect)?.id;
    const row = list.current?.querySelector(`[data-item="${CSS.escape(wrong ?? order[0] ?? "")}"]`);
    row?.querySelector("button")?.focus();
  }

  return (
    <AnswerForm exercise={exercise} getAnswer={() => [...order]} onTryAgain={tryAgain}>
      <p id={helpId} className={styles.help}>
        Drag the rows, or move them with the arrows.
      </p>
      <ol
        ref={list}
        className={styles.list}
        aria-labelledby={promptId}
        data-dragging={drag.draggedId}
      >
        {order.map((id) => {
          const text = getText(id);
          const isLocked = locked.has(id);
          const isJudged = isLocked || verdict !== undefined;
          const offset = drag.getOffset(id);
          const step = (direction: -1 | 1) => findNextPlace(order, id, direction, locked);
          return (
            <li
              key={id}
              data-item={id}
              className={styles.row}
              data-dragged={drag.draggedId === id || undefined}
              data-locked={isLocked || undefined}
              data-correct={isJudged ? isInPlace(id) : undefined}
              style={offset === 0 ? undefined : { transform: `translateY(${offset}px)` }}
              // A finger on the row scrolls the page; on the handle it drags.
              onPointerDown={(event) => {
                const isHandle = (event.target as Element).closest("[data-handle]") !== null;
                const isButton = (event.target as Element).closest("button") !== null;
                if (!isHandle && (isButton || event.pointerType !== "mouse")) return;
                isTouched.current = true;
                drag.begin(id, event);
              }}
              onPointerMove={drag.move}
              onPointerUp={drag.end}
              onPointerCancel={drag.cancel}
            >
              <span className={styles.place}>{drag.order.indexOf(id) + 1}</span>
              {isLocked ? null : (
                <button
                  type="button"
                  className={styles.handle}
                  data-handle=""
                  aria-label={`Move “${text}”`}
                  aria-describedby={helpId}
                  onKeyDown={(event) => onKey(id, event)}
                />
              )}
              <span className={styles.text}>
                {text}
                {isJudged ? (
                  <span className="visually-hidden">
                    {isInPlace(id) ? " (in its place)" : " (not in its place)"}
                  </span>
                ) : null}
              </span>
              {isLocked
                ? null
                : ([-1, 1] as const).map((direction) => (
                    <button
                      key={direction}
                      type="button"
                      // The handle is the stop of the Tab key.
                      tabIndex={-1}
                      className={styles.step}
                      data-direction={direction}
                      aria-label={`Move “${text}” ${direction < 0 ? "up" : "down"}`}
                      aria-disabled={step(direction) === undefined || undefined}
                      onClick={(event) => move(id, step(direction), event.currentTarget)}
                    />
                  ))}
            </li>
          );
        })}
      </ol>
      <p className="visually-hidden" aria-live="assertive">
        {spoken}
      </p>
    </AnswerForm>
  );
}
