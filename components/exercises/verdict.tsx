import type { Verdict as VerdictData } from "@/lib/exercises/exercise";
import styles from "./exercise.module.css";
import { keepTogether } from "./keep-together";

interface Props {
  verdict: VerdictData | undefined;
  /** Nobody has asked for it just now, so it is not announced. */
  isQuiet?: boolean;
}

/** The live place of a verdict; it stands there empty, so that a first verdict is announced too. */
export function Verdict({ verdict, isQuiet = false }: Props) {
  const isRight = verdict && (verdict.isCorrect || verdict.isRightSoFar === true);
  return (
    <p
      role="status"
      aria-live={isQuiet ? "off" : "polite"}
      className={styles.verdict}
      data-correct={isRight}
    >
      {verdict ? (
        <>
          <strong>{isRight ? "Correct." : "Not yet."}</strong> {keepTogether(verdict.reply)}
        </>
      ) : null}
    </p>
  );
}
