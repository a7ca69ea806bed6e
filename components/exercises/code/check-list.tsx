import type { PartVerdict } from "@/lib/exercises/exercise";
import styles from "./check-list.module.css";

/** The checks of a verdict on code, each with what it says, and where it fails what was expected and what came. */
export function CheckList({ parts }: { parts: readonly PartVerdict[] }) {
  return (
    <ul aria-label="Checks" className={styles.checks}>
      {parts.map(({ id, isCorrect, says, expected, actual }) => (
        <li key={id} data-correct={isCorrect}>
          <p>
            <span className="visually-hidden">{isCorrect ? "Holds: " : "Does not hold: "}</span>
            {says}
          </p>
          {expected || actual ? (
            <dl>
              {expected ? <Pair name="expected" text={expected} /> : null}
              {actual ? <Pair name="your code" text={actual} /> : null}
            </dl>
          ) : null}
        </li>
      ))}
    </ul>
  );
}

function Pair({ name, text }: { name: string; text: string }) {
  return (
    <div>
      <dt>{name}</dt>
      <dd>{text}</dd>
    </div>
  );
}
