import { formatShort } from "@/lib/format";
import styles from "./color-scale.module.css";
import { paintField } from "./paint-field";

const steps = Array.from({ length: 61 }, (_, i) => i / 30 - 1);
const picture = paintField(steps, steps.length, 1);

/** Which colours stand for which values, from the largest below 0 to the largest above. */
export function ColorScale({ largest }: { largest: number }) {
  return (
    <p className={styles.scale}>
      <span>{formatShort(-largest)}</span>
      {/* biome-ignore lint/performance/noImgElement: a picture of a few bytes, made here */}
      <img className={styles.bar} src={picture} alt="from orange through paper to blue" />
      <span>{`+${formatShort(largest)}`}</span>
    </p>
  );
}
