import type { ReactNode } from "react";
import { ChoiceAnswer, GoalAnswer, NumberAnswer } from "@/components/exercises/answers";
import styles from "@/components/exercises/exercise.module.css";
import { loadExercise } from "@/components/exercises/load-exercise";
import type { Exercise as Definition } from "@/lib/exercises/exercise";

interface Props {
  /** The chapter's slug. */
  chapter: string;
  /** The exercise's file in `content/chapters/<chapter>/exercises/`. */
  id: string;
  /** The question, in MDX. */
  children: ReactNode;
}

/** An exercise that checks itself. Prompt and options stand in the HTML; checking needs script. */
export async function Exercise({ chapter, id, children }: Props) {
  const exercise = await loadExercise(chapter, id);
  const titleId = `exercise-${id}`;
  const promptId = `exercise-${id}-prompt`;
  return (
    <section
      aria-labelledby={titleId}
      data-exercise={exercise.id}
      data-kind={exercise.kind}
      className={styles.exercise}
    >
      <h3 id={titleId} className={styles.title}>
        <span className={styles.kicker}>Exercise: </span>
        {exercise.title}
      </h3>
      <p className={styles.objective}>{exercise.objective}</p>
      <div id={promptId} className={styles.prompt}>
        {children}
      </div>
      <Answer chapter={chapter} exercise={exercise} promptId={promptId} />
      <noscript>
        <p className={styles.objective}>Checking an answer needs JavaScript.</p>
      </noscript>
    </section>
  );
}

interface AnswerProps {
  chapter: string;
  exercise: Definition;
  promptId: string;
}

/** The browser gets what it shows, and loads the definition, which judges, with the first check. */
function Answer({ chapter, exercise, promptId }: AnswerProps) {
  const place = { chapter, id: exercise.id };
  switch (exercise.kind) {
    case "number":
      return (
        <NumberAnswer
          {...place}
          label={exercise.label}
          questionCount={exercise.questions(0).length}
        />
      );
    case "choice":
      return (
        <ChoiceAnswer
          {...place}
          options={exercise.options.map(({ id, text }) => ({ id, text }))}
          promptId={promptId}
        />
      );
    case "goal":
      return <GoalAnswer {...place} widget={exercise.widget} epoch={exercise.epoch} />;
    default:
      return exercise satisfies never;
  }
}
