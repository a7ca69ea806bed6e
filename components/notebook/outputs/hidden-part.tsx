import { MoreButton } from "./more-button";
import styles from "./outputs.module.css";
import { describeMore, type Shown } from "./use-shown";

/** Under a table that is cut: what it leaves out, and how to see more of it. */
export function HiddenPart(props: { rows: Shown; columns: Shown }) {
  const parts = Object.entries(props).filter(([, { hidden }]) => hidden > 0);
  if (parts.length === 0) return null;
  return (
    <p className={`${styles.heading} ${styles.note}`}>
      {parts.map(([name, shown]) => (
        <MoreButton key={name} onClick={shown.showMore}>
          {describeMore(shown, name)}
        </MoreButton>
      ))}
    </p>
  );
}
