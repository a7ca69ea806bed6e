import type { CellError, ErrorPlace } from "@/lib/notebook/output";
import styles from "./error.module.css";

interface ErrorOutputProps {
  error: CellError;
  describePlace(place: ErrorPlace): string;
  onGoToPlace?(place: ErrorPlace): void;
}

const longestMessage = 2_000;
/** A recursion has thousands, all alike. */
const mostPlaces = 20;

/** What went wrong, where, and what to do about it. */
export function ErrorOutput({ error, ...places }: ErrorOutputProps) {
  const [first, ...others] = error.places.slice(0, mostPlaces);
  return (
    <div className={styles.error}>
      <p className={styles.message}>
        <strong>{error.ename}</strong>
        {error.evalue && `: ${cut(error.evalue)}`}
      </p>
      {first && <Place place={first} {...places} />}
      {error.advice && <p className={styles.advice}>{markCode(error.advice)}</p>}
      {others.length > 0 && (
        <details className={styles.others}>
          <summary>
            {others.length === 1 ? "Called from" : `Called through ${others.length} places`}
          </summary>
          {others.map((place, index) => (
            // biome-ignore lint/suspicious/noArrayIndexKey: the places of an error never change
            <Place key={index} place={place} {...places} />
          ))}
        </details>
      )}
    </div>
  );
}

interface PlaceProps extends Omit<ErrorOutputProps, "error"> {
  place: ErrorPlace;
}

function Place({ place, describePlace, onGoToPlace }: PlaceProps) {
  const { before, marked, after } = splitLine(place);
  return (
    <div className={styles.place}>
      {onGoToPlace ? (
        <button type="button" className={styles.where} onClick={() => onGoToPlace(place)}>
          {describePlace(place)}
        </button>
      ) : (
        <span className={styles.where}>{describePlace(place)}</span>
      )}
      <pre className={styles.line}>
        <code>
          {before}
          {marked && <mark>{marked}</mark>}
          {after}
        </code>
      </pre>
    </div>
  );
}

const widestLine = 200;

/** The line without its indentation, in three; of a very long line only what stands around the mark. */
export function splitLine({ text, column, endColumn }: ErrorPlace) {
  const indent = text.length - text.trimStart().length;
  const from = Math.min(Math.max(column, indent), text.length);
  const to = Math.min(Math.max(endColumn, from), from + widestLine, text.length);
  const room = Math.max(0, (widestLine - (to - from)) / 2);
  const start = text.length <= widestLine ? indent : Math.max(indent, Math.floor(from - room));
  const end = text.length <= widestLine ? text.length : Math.min(text.length, Math.ceil(to + room));
  return {
    before: `${start > indent ? "…" : ""}${text.slice(start, from)}`,
    marked: text.slice(from, to),
    after: `${text.slice(to, end).trimEnd()}${end < text.length ? "…" : ""}`,
  };
}

/** What stands between backticks is code. */
function markCode(text: string) {
  return text.split("`").map((part, index) =>
    // biome-ignore lint/suspicious/noArrayIndexKey: the parts of a sentence never change
    index % 2 === 1 ? <code key={index}>{part}</code> : part,
  );
}

function cut(message: string): string {
  return message.length > longestMessage ? `${message.slice(0, longestMessage)}…` : message;
}
