import { chapterPath } from "@/components/layout/site-path";
import { describeExercise } from "@/lib/progress/describe";
import type { ChapterProgress, ExerciseProgress } from "@/lib/progress/summarise";
import { Mark } from "./mark";
import styles from "./progress.module.css";

/** A chapter as a line that goes down through its sections, drawn where they were read, with the exercises on it. */
export function ChapterThread({ chapter }: { chapter: ChapterProgress }) {
  const { slug, number, title, sections, exercises } = chapter;
  const titleId = `progress-${slug}`;
  const path = chapterPath(slug);
  const placed = new Set(sections.map(({ id }) => id));
  const before = exercises.filter(({ section }) => section === undefined || !placed.has(section));
  return (
    <section aria-labelledby={titleId} className={styles.chapter}>
      <h2 id={titleId} className={styles.title}>
        <span className={styles.number}>{number}</span>
        <a href={path}>{title}</a>
      </h2>
      <div className={styles.thread}>
        <Exercises path={path} exercises={before} />
        <ol className={styles.sections}>
          {sections.map(({ id, title: name, isRead }) => (
            <li key={id} className={styles.section} data-read={isRead}>
              <div className={styles.line}>
                <a href={`${path}#${id}`} className={styles.sectionName}>
                  {name}
                </a>
                <span className={styles.state}>{isRead ? "read" : ""}</span>
              </div>
              <Exercises
                path={path}
                exercises={exercises.filter(({ section }) => section === id)}
              />
            </li>
          ))}
        </ol>
      </div>
    </section>
  );
}

interface ExercisesProps {
  path: string;
  exercises: readonly ExerciseProgress[];
}

function Exercises({ path, exercises }: ExercisesProps) {
  if (exercises.length === 0) return null;
  return (
    <ul className={styles.exercises} aria-label="Exercises">
      {exercises.map((exercise) => (
        <li key={exercise.id} className={styles.line} data-state={exercise.state}>
          <Mark state={exercise.state} />
          <a href={`${path}#exercise-${exercise.id}`}>{exercise.title}</a>
          <span className={styles.state}>{describeExercise(exercise)}</span>
        </li>
      ))}
    </ul>
  );
}
