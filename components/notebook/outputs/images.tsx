import { useMemo } from "react";
import { toPngUrl } from "@/lib/notebook/encode-png";
import type { ImagesView } from "@/lib/notebook/output";
import styles from "./images.module.css";
import { MoreButton } from "./more-button";
import outputStyles from "./outputs.module.css";
import { describeMore, useShown } from "./use-shown";

interface ImagesProps {
  view: ImagesView;
  /** What `view.bytes` decodes to. */
  bytes: Uint8Array;
}

const step = 100;

/** Pictures side by side, small ones enlarged, each with its label. */
export function Images({ view, bytes }: ImagesProps) {
  const { count, width, height, labels } = view;
  const shown = useShown(count, 48, step);
  const pictures = useMemo(
    () =>
      Array.from({ length: shown.count }, (_, index) => toPngUrl(readPicture(view, bytes, index))),
    [view, bytes, shown.count],
  );
  const scale = findScale(width, height, count);
  return (
    <div>
      <ul className={styles.grid}>
        {pictures.map((picture, index) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: two pictures may be equal
          <li key={index} style={{ maxWidth: `max(${Math.round(scale * width)}px, 3rem)` }}>
            {/* biome-ignore lint/performance/noImgElement: a small picture, made here */}
            <img
              className={scale > 1 ? styles.enlarged : styles.picture}
              src={picture}
              width={Math.round(scale * width)}
              height={Math.round(scale * height)}
              alt={`${labels?.[index] ?? ""} (picture ${index + 1} of ${count}, ${width} × ${height} pixels)`.trim()}
            />
            {labels?.[index] && <span className={styles.label}>{labels[index]}</span>}
          </li>
        ))}
      </ul>
      {shown.hidden > 0 && (
        <MoreButton onClick={shown.showMore}>{describeMore(shown, "pictures")}</MoreButton>
      )}
      {shown.hidden === 0 && view.more > 0 && (
        <p className={outputStyles.note}>{`and ${view.more.toLocaleString("en-GB")} more`}</p>
      )}
    </div>
  );
}

/** A picture that comes as a file. */
export function Png({ base64, text }: { base64: string; text: string }) {
  // biome-ignore lint/performance/noImgElement: it comes with the page
  return <img className={styles.file} src={`data:image/png;base64,${base64}`} alt={text} />;
}

/** Whole numbers, so that every pixel is as large as its neighbour: a digit of 28 × 28 becomes 56 × 56. */
function findScale(width: number, height: number, count: number): number {
  const room = count === 1 ? 224 : count <= 12 ? 84 : 56;
  return Math.max(1, Math.floor(room / Math.max(width, height)));
}

function readPicture({ width, height, channels }: ImagesView, bytes: Uint8Array, index: number) {
  const pixels = width * height;
  const from = index * pixels * channels;
  const rgba = new Uint8Array(4 * pixels).fill(255);
  for (let pixel = 0; pixel < pixels; pixel += 1) {
    for (let channel = 0; channel < Math.max(3, channels); channel += 1) {
      const source = channels === 1 ? 0 : channel;
      rgba[4 * pixel + channel] = bytes[from + pixel * channels + source] as number;
    }
  }
  return { width, height, rgba };
}
