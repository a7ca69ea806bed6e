import { formatNumber } from "@/lib/format";
import { Arrow, At, Label } from "../marks";
import { isVisible, percent, type Spot } from "../trace";
import styles from "./slope.module.css";

/** Height under the w-axis at which the two arrows lie, in pixels. */
const laneDepths = { step: 38, gradient: 62 } as const;

export interface StepArrowsProps {
  id: string;
  here: Spot;
  /** Where the gradient's arrow ends, as a fraction of the width. */
  arrowEnd: number;
  landing: Spot;
  slope: number;
  /** The step, −α · slope, in units of w. */
  move: number;
  isFog: boolean;
}

/** Under the w-axis: the step as an arrow, and the gradient as an arrow against it, uphill. */
export function StepArrows({ id, here, arrowEnd, landing, slope, move, isFog }: StepArrowsProps) {
  return (
    <>
      <At x={here.x} y={0}>
        <line y1={percent(here.y)} y2="100%" className={styles.plumb} />
      </At>
      <At x={here.x} y={1}>
        <line y2={laneDepths.gradient + 6} className={styles.plumb} />
      </At>
      {isVisible(landing) && Math.abs(landing.x - here.x) > 0.002 && (
        <>
          {!isFog && (
            <At x={landing.x} y={0}>
              <line y1={percent(landing.y)} y2="100%" className={styles.plumb} />
            </At>
          )}
          <At x={landing.x} y={1}>
            <line y2={laneDepths.step} className={styles.plumb} />
          </At>
        </>
      )}
      <Lane
        id={`${id}-gradient`}
        top={laneDepths.gradient}
        from={here.x}
        to={arrowEnd}
        sign={slope}
        text={`gradient ${formatNumber(slope)}`}
      />
      <Lane
        id={`${id}-step`}
        top={laneDepths.step}
        from={here.x}
        to={landing.x}
        sign={move}
        text={`step ${formatNumber(move)}`}
      />
    </>
  );
}

interface LaneProps {
  id: string;
  top: number;
  from: number;
  to: number;
  sign: number;
  text: string;
}

/** One arrow with its label at the end that has room for it. */
function Lane({ id, top, from, to, sign, text }: LaneProps) {
  const tip = Math.min(1, Math.max(0, to));
  const isRight = tip >= from;
  const behind = isRight ? from > 0.3 : from < 0.7;
  const ahead = isRight ? tip < 0.7 : tip > 0.3;
  const at = behind ? from : ahead ? tip : (from + tip) / 2;
  const isLabelRight = behind ? !isRight : isRight;
  const anchor = !behind && !ahead ? "middle" : isLabelRight ? "start" : "end";
  const offset = anchor === "middle" ? 0 : isLabelRight ? 9 : -9;
  const color = sign > 0 ? styles.positive : styles.negative;
  return (
    <svg y="100%" overflow="visible" aria-hidden="true">
      <g transform={`translate(0 ${top})`}>
        {Math.abs(tip - from) > 0.001 && (
          <Arrow id={id} from={{ x: from, y: 0 }} to={{ x: tip, y: 0 }} className={color} />
        )}
        <At x={at} y={0}>
          <Label
            x={offset}
            y={4.5}
            anchor={anchor}
            className={anchor === "middle" ? styles.onLine : undefined}
          >
            {text}
          </Label>
        </At>
      </g>
    </svg>
  );
}
