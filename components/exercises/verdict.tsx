import type { Verdict as VerdictData } from "@/lib/exercises/exercise";
import styles from "./exercise.module.css";

/** The live place of a verdict; it stands there empty, so that a first verdict is announced too. */
export function Verdict({ verdict }: { verdict: VerdictData | undefined }) {
  return (
    <p role="status" className={styles.verdict} data-correct={verdict?.isCorrect}>
      {verdict ? (
        <>
          <strong>{verdict.isCorrect ? "Correct." : "Not yet."}</strong> {verdict.reply}
        </>
      ) : null}
    </p>
  );
}
