import {
  ChoiceAnswer,
  CodeAnswer,
  DiagnoseAnswer,
  GoalAnswer,
  MatchAnswer,
  NumberAnswer,
  OrderAnswer,
  PredictAnswer,
} from "@/components/exercises/answers";
import { drawPictures } from "@/components/exercises/draw-match";
import styles from "@/components/exercises/exercise.module.css";
import { createPredictView } from "@/components/exercises/predict/view";
import type { ExercisePlace } from "@/components/exercises/use-exercise";
import { hashExercise, readExerciseSources } from "@/content/exercises";
import { loadExercise } from "@/content/load-exercise";
import type { Exercise as Definition, ExerciseSources } from "@/lib/exercises/exercise";
import { highlight } from "./highlight";
import { textComponents } from "./text-components";

interface Props {
  /** The chapter's slug; from lib/mdx/place-exercises.mjs. */
  chapter: string;
  /** The exercise's folder in `content/chapters/<chapter>/exercises/`. */
  id: string;
}

/** An exercise that checks itself. Prompt and inputs stand in the HTML; checking needs script. */
export async function Exercise({ chapter, id }: Props) {
  const exercise = await loadExercise(chapter, id);
  const { default: Prompt } = await import(
    `@/content/chapters/${chapter}/exercises/${id}/prompt.mdx`
  );
  const sources = await readExerciseSources(chapter, id);
  const edition = hashExercise(sources);
  const titleId = `exercise-${id}`;
  const promptId = `exercise-${id}-prompt`;
  return (
    <section
      aria-labelledby={titleId}
      data-exercise={exercise.id}
      data-kind={exercise.kind}
      data-edition={edition}
      className={styles.exercise}
    >
      <h3 id={titleId} className={styles.title}>
        <span className={styles.kicker}>Exercise: </span>
        {exercise.title}
      </h3>
      <p className={styles.objective}>{exercise.objective}</p>
      <div id={promptId} className={styles.prompt}>
        <Prompt components={textComponents} />
      </div>
      <Answer
        exercise={exercise}
        place={{ chapter, id, edition, hintCount: exercise.hints.length }}
        promptId={promptId}
        sources={sources}
      />
      <noscript>
        <p className={styles.objective}>Checking an answer needs JavaScript.</p>
      </noscript>
    </section>
  );
}

interface AnswerProps {
  exercise: Definition;
  place: ExercisePlace;
  promptId: string;
  sources: ExerciseSources;
}

/** The browser gets what it shows, and loads the definition, which judges, with the first check. */
async function Answer({ exercise, place, promptId, sources }: AnswerProps) {
  switch (exercise.kind) {
    case "choice":
      return (
        <ChoiceAnswer
          {...place}
          options={exercise.options.map(({ id, text }) => ({ id, text }))}
          takesSeveral={exercise.takesSeveral}
          promptId={promptId}
        />
      );
    case "number":
      return (
        <NumberAnswer
          {...place}
          label={exercise.label}
          unit={exercise.unit?.symbol}
          questionCount={exercise.questions(0).length}
          isDrawn={exercise.questions(0)[0]?.text !== undefined}
        />
      );
    case "order":
      return (
        <OrderAnswer
          {...place}
          items={exercise.shuffled.map(({ id, text }) => ({ id, text }))}
          promptId={promptId}
        />
      );
    case "match":
      return (
        <MatchAnswer
          {...place}
          pictures={await drawPictures(exercise)}
          settings={exercise.settings}
          axes={exercise.axes}
          promptId={promptId}
        />
      );
    case "predict":
      return <PredictAnswer {...place} view={createPredictView(exercise)} promptId={promptId} />;
    case "goal":
      return <GoalAnswer {...place} widget={exercise.widget} />;
    case "code": {
      const starter = (sources["starter.ts"] ?? "").trimEnd();
      const html = await highlight(starter, "typescript");
      // What stands in the element, and of its classes those that have a style.
      const starterHtml = html.replace(/^<code>|<\/code>$| class="line"/g, "");
      return <CodeAnswer {...place} starter={starter} starterHtml={starterHtml} />;
    }
    case "diagnose":
      return <DiagnoseAnswer {...place} options={exercise.options} remedies={exercise.remedies} />;
    default:
      return exercise satisfies never;
  }
}
