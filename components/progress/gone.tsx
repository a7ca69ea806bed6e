import type { KeptExercise } from "@/lib/progress/progress";
import styles from "./progress.module.css";

/** What is kept of exercises that the book no longer has: named, and not thrown away. */
export function Gone({ exercises }: { exercises: readonly KeptExercise[] }) {
  if (exercises.length === 0) return null;
  const names = exercises.map(({ chapter, id }) => `${id} (${chapter})`).join(", ");
  return (
    <p className={styles.small}>
      {exercises.length === 1
        ? "One exercise that you worked on is"
        : `${exercises.length} exercises that you worked on are`}{" "}
      no longer in the book: {names}. What you did stays in the file that you can save below.
    </p>
  );
}
