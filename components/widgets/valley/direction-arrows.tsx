import type { Pair, ValleyPoint } from "@/lib/descent/valley";
import { formatNumber } from "@/lib/format";
import { Arrow, At, Label, Stretched } from "../marks";
import shared from "../path-picture.module.css";
import { percent, type Spot, traceLine } from "../trace";
import { type Box, isFree, type Lines } from "../trace-room";
import { spotOf, usualSizes } from "./map";
import styles from "./valley.module.css";

/** Length of both arrows in units of the map: what counts here is where they point. */
const arrowLength = 1.5;
/** Below this angle in degrees the two labels would meet. */
const narrowAngle = 24;
/** From this angle on, its number has room inside the arc. */
const wideAngle = 50;
const arcRadius = 0.95;
/** The angle's number is written only on maps from about this size on. */
const angleSizes = [
  { width: 811, height: 456 },
  { width: 705, height: 397 },
];

export interface DirectionArrowsProps {
  id: string;
  start: ValleyPoint;
  /** Between the two directions, in degrees. */
  angle: number;
  /** Labels keep off it. */
  path: readonly Spot[];
  /** On a narrow map there is no room for a name of the way home beside other labels. */
  isCrowded: boolean;
}

/** At the start: where −∇E points, where the minimum is, and the angle between. */
export function DirectionArrows({ id, start, angle, path, isCrowded }: DirectionArrowsProps) {
  const geometry = findGeometry(start);
  if (!geometry) return null;
  const { x, downhill, home, homeLength, middle } = geometry;
  const from = spotOf(x);
  const to = spotOf(along(x, home, homeLength));
  const tip = spotOf(along(x, downhill, arrowLength));
  const isNarrow = angle < narrowAngle;
  const number = middle && !isNarrow && findAnglePlace(geometry, angle, path);
  const downhillLabel = firstFree(downhillPlaces(geometry), 30, [path]);
  const homeLabel = firstFree(homePlaces(geometry), 98, [path, [from, tip]]);
  return (
    <>
      <line
        x1={percent(from.x)}
        y1={percent(from.y)}
        x2={percent(to.x)}
        y2={percent(to.y)}
        className={styles.home}
      />
      <Arrow id={`${id}-down`} from={from} to={tip} className={styles.downhill} />
      {!isNarrow && middle && <AngleArc x={x} downhill={downhill} home={home} />}
      {number && (
        <At {...number}>
          <Label y={5} anchor="middle" className={styles.angle}>
            {`${formatNumber(angle, { digits: 2 })}°`}
          </Label>
        </At>
      )}
      <At {...downhillLabel.place}>
        <Label {...downhillLabel.side} className={styles.downhillLabel}>
          −∇E
        </Label>
      </At>
      {angle > 1 && homeLength > 0.5 && (
        <At {...homeLabel.place}>
          <Label
            {...homeLabel.side}
            className={isCrowded ? `${shared.note} ${styles.roomy}` : shared.note}
          >
            to the minimum
          </Label>
        </At>
      )}
    </>
  );
}

/** What is drawn at the start, as lines that other labels keep off. */
export function directionsAt(start: ValleyPoint): { lines: Lines; labels: Lines } {
  const geometry = findGeometry(start);
  if (!geometry) return { lines: [], labels: [] };
  const { x, downhill, home, homeLength } = geometry;
  const from = spotOf(x);
  const [tip, end] = [along(x, downhill, arrowLength), along(x, home, homeLength)];
  return {
    lines: [
      [from, spotOf(tip)],
      [from, spotOf(end)],
    ],
    labels: [
      underline((downhillPlaces(geometry)[0] as LabelPlace).place, 0.05),
      underline((homePlaces(geometry)[0] as LabelPlace).place, 0.13),
    ],
  };
}

/** A level line through a place, half as long to each side: where a label stands. */
function underline({ x, y }: Spot, half: number): Spot[] {
  return [
    { x: x - half, y },
    { x: x + half, y },
  ];
}

interface Geometry {
  x: Pair;
  downhill: Pair;
  home: Pair;
  homeLength: number;
  /** Between the two; none where they are opposite. */
  middle: Pair | undefined;
  /** Which of its sides the downhill arrow turns away from the other one: 1 is its left. */
  turn: number;
}

function findGeometry({ x, gradient }: ValleyPoint): Geometry | undefined {
  const downhill = unit([-gradient[0], -gradient[1]]);
  const home = unit([-x[0], -x[1]]);
  if (!downhill || !home) return undefined;
  const homeLength = Math.min(2.2, Math.hypot(...x));
  const middle = unit([downhill[0] + home[0], downhill[1] + home[1]]);
  const turn = home[0] * downhill[1] - home[1] * downhill[0] >= 0 ? 1 : -1;
  return { x, downhill, home, homeLength, middle, turn };
}

interface LabelPlace {
  place: Spot;
  side: ReturnType<typeof sideOf>;
}

/** Each label stands on the outer side of its arrow, away from the other one, if it can. */
function downhillPlaces({ x, downhill, turn }: Geometry): LabelPlace[] {
  return [arrowLength, 0.6 * arrowLength].map((length) => ({
    place: spotOf(along(x, downhill, length)),
    side: sideOf(downhill, turn),
  }));
}

function homePlaces({ x, home, homeLength, turn }: Geometry): LabelPlace[] {
  return [
    [0.75, -turn] as const,
    [1, -turn] as const,
    [0.5, -turn] as const,
    [0.9, turn] as const,
  ].map(([share, side]) => ({
    place: spotOf(along(x, home, homeLength * share)),
    side: sideOf(home, side),
  }));
}

/** The first place at which a label of this width, in pixels, stands on no line; else the first. */
function firstFree(places: readonly LabelPlace[], width: number, lines: Lines) {
  const found = places.find(({ place, side }) =>
    isFree(place, boxOf(side, width), lines, usualSizes),
  );
  return found ?? (places[0] as LabelPlace);
}

function boxOf({ x, y, anchor }: LabelPlace["side"], width: number): Box {
  const left = anchor === "start" ? x : anchor === "end" ? x - width : x - width / 2;
  return { left: left - 2, right: left + width + 2, top: y - 13, bottom: y + 5 };
}

/** Inside the arc or farther out, where neither the path nor an arrow is; else nowhere. */
function findAnglePlace({ x, downhill, home, middle }: Geometry, angle: number, path: Lines[0]) {
  if (!middle) return undefined;
  const from = spotOf(x);
  const lines = [path, [from, spotOf(along(x, downhill, 3))], [from, spotOf(along(x, home, 3))]];
  const radii = angle < wideAngle ? [1.3, 1.6] : [0.6, 1.3, 1.6];
  return radii
    .map((radius) => spotOf(along(x, middle, radius)))
    .find((place) =>
      isFree(place, { left: -13, right: 13, top: -8, bottom: 7 }, lines, angleSizes),
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
    return spotOf(along(x, [Math.cos(angle), Math.sin(angle)], arcRadius));
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
