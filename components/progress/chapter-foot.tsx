import { sitePath } from "@/components/layout/site-path";
import { findExercises } from "@/content/exercises";
import styles from "./chapter-foot.module.css";

/** The way from a chapter's exercises to what the reader has done, and to handing it in. */
export async function ChapterFoot({ slug }: { slug: string }) {
  const exercises = await findExercises(slug);
  if (exercises.length === 0) return null;
  return (
    <p className={styles.foot}>
      <a href={`${sitePath("/progress/")}#progress-${slug}`}>Your progress</a> says what you have
      read and solved. For a course,{" "}
      <a href={`${sitePath("/progress/")}#hand-in`}>hand in your work</a> from there.
    </p>
  );
}
