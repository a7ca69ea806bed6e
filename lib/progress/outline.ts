import type { ExerciseKind } from "../exercises/exercise";

/** What there is to read and to solve in a chapter, as this edition has it. */
export interface ChapterOutline {
  slug: string;
  /** One-based, through the whole book. */
  number: number;
  title: string;
  sections: readonly SectionOutline[];
  /** In the order of the text. */
  exercises: readonly ExerciseOutline[];
}

/** From one h2 to the next. */
export interface SectionOutline {
  id: string;
  title: string;
}

export interface ExerciseOutline {
  id: string;
  title: string;
  kind: ExerciseKind;
  /** Of its files. */
  edition: string;
  /** The section in which it stands; undefined before the first. */
  section?: string;
}
