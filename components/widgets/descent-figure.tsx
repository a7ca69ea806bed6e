"use client";

import type { ReactNode } from "react";
import styles from "./descent-figure.module.css";
import { useThrottled } from "./use-throttled";

export interface DescentFigureProps {
  /** The name by which links in the prose set this figure. */
  id: string;
  /** Its accessible name. */
  label: string;
  picture: ReactNode;
  /** What the path does; also announced, but not at every move of a slider. */
  sentence: string;
  /** The picture in words, for those who do not see it. */
  description: string;
  /** By which the picture refers to its description. */
  descriptionId: string;
  /** A second sentence, under the first. */
  note?: ReactNode;
  /** A pointer goes down: until it is up, all changes are one. */
  onHold: () => void;
  /** Controls and readouts. */
  children: ReactNode;
}

/** What the slope and the valley share: a picture of a path, a sentence about it, and controls. */
export function DescentFigure(props: DescentFigureProps) {
  const { id, label, picture, sentence, description, descriptionId, note, onHold, children } =
    props;
  const announced = useThrottled(sentence);
  return (
    <section id={id} className={styles.figure} aria-label={label} onPointerDownCapture={onHold}>
      {picture}
      <p className={styles.sentence} aria-hidden="true">
        {sentence}
      </p>
      {note}
      <p role="status" className="visually-hidden">
        {announced}
      </p>
      <p id={descriptionId} className="visually-hidden">
        {description}
      </p>
      {children}
    </section>
  );
}
