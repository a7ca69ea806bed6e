import type { PartVerdict } from "@/lib/exercises/exercise";
import styles from "./exercise.module.css";
import { keepTogether } from "./keep-together";

/** The parts of a verdict, each with a mark that says whether it is right. */
export function Parts({ parts }: { parts: readonly PartVerdict[] }) {
  return (
    <ul className={styles.parts}>
      {parts.map(({ id, isCorrect, says }) => (
        <li key={id} data-correct={isCorrect}>
          <span className="visually-hidden">{isCorrect ? "Right: " : "Not right: "}</span>
          {keepTogether(says)}
        </li>
      ))}
    </ul>
  );
}
