import type { Pair, ValleyPoint } from "@/lib/descent/valley";
import { formatNumber } from "@/lib/format";
import { Arrow, At, Label, Stretched } from "../marks";
import shared from "../path-picture.module.css";
import { percent, traceLine } from "../trace";
import { spotOf } from "./map";
import styles from "./valley.module.css";

/** Length of both arrows in units of the map: what counts here is where they point. */
const arrowLength = 1.5;
/** Below this angle in degrees the two labels would meet. */
const narrowAngle = 24;

export interface DirectionArrowsProps {
  id: string;
  start: ValleyPoint;
  /** Between the two directions, in degrees. */
  angle: number;
  /** On a narrow map there is no room for a name of the way home beside other labels. */
  isCrowded: boolean;
}

/** At the start: where −∇E points, where the minimum is, and the angle between. */
export function DirectionArrows({ id, start, angle, isCrowded }: DirectionArrowsProps) {
  const { x, gradient } = start;
  const downhill = unit([-gradient[0], -gradient[1]]);
  const home = unit([-x[0], -x[1]]);
  if (!downhill || !home) return null;
  const homeLength = Math.min(2.2, Math.hypot(...x));
  const tip = along(x, downhill, arrowLength);
  const homeTip = along(x, home, homeLength);
  const middle = unit([downhill[0] + home[0], downhill[1] + home[1]]);
  const from = spotOf(x);
  const to = spotOf(homeTip);
  const isNarrow = angle < narrowAngle;
  // Each label stands on the outer side of its arrow, away from the other one.
  const turn = home[0] * downhill[1] - home[1] * downhill[0] >= 0 ? 1 : -1;
  const tipSide = sideOf(downhill, turn);
  const homeSide = sideOf(home, -turn);
  return (
    <>
      <line
        x1={percent(from.x)}
        y1={percent(from.y)}
        x2={percent(to.x)}
        y2={percent(to.y)}
        className={styles.home}
      />
      <Arrow id={`${id}-down`} from={from} to={spotOf(tip)} className={styles.downhill} />
      {!isNarrow && middle && <AngleArc x={x} downhill={downhill} home={home} />}
      {!isNarrow && middle && (
        <At {...spotOf(along(x, middle, 1.12))}>
          <Label y={5} anchor="middle" className={styles.angle}>
            {`${formatNumber(angle, { digits: 2 })}°`}
          </Label>
        </At>
      )}
      <At {...spotOf(tip)}>
        <Label {...tipSide} className={styles.downhillLabel}>
          −∇E
        </Label>
      </At>
      {angle > 1 && homeLength > 0.5 && (
        <At {...spotOf(along(x, home, homeLength * 0.75))}>
          <Label
            {...homeSide}
            className={isCrowded ? `${shared.note} ${styles.roomy}` : shared.note}
          >
            to the minimum
          </Label>
        </At>
      )}
    </>
  );
}

/** A quarter of a turn to the arrow's left (1) or right (−1), as an offset for its label. */
function sideOf([dx, dy]: Pair, turn: number) {
  const normal: Pair = [-dy * turn, dx * turn];
  return {
    x: Number((normal[0] * 12).toFixed(1)),
    y: Number((-normal[1] * 14 + 5).toFixed(1)),
    anchor: normal[0] > 0.35 ? "start" : normal[0] < -0.35 ? "end" : "middle",
  } as const;
}

function AngleArc({ x, downhill, home }: { x: Pair; downhill: Pair; home: Pair }) {
  const a = Math.atan2(downhill[1], downhill[0]);
  const b = Math.atan2(home[1], home[0]);
  const sweep = Math.atan2(Math.sin(b - a), Math.cos(b - a));
  const spots = Array.from({ length: 13 }, (_, k) => {
    const angle = a + (sweep * k) / 12;
    return spotOf(along(x, [Math.cos(angle), Math.sin(angle)], 0.75));
  });
  return <Stretched d={traceLine(spots)} className={styles.arc} />;
}

function unit([a, b]: Pair): Pair | undefined {
  const length = Math.hypot(a, b);
  return length > 1e-12 ? [a / length, b / length] : undefined;
}

function along(x: Pair, direction: Pair, length: number): Pair {
  return [x[0] + length * direction[0], x[1] + length * direction[1]];
}
