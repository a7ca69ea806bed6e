"use client";

import { useId } from "react";
import { Button } from "@/components/controls/button";
import { NumberField } from "@/components/controls/number-field";
import { Slider } from "@/components/controls/slider";
import {
  bestLearningRate,
  descendValley,
  factors,
  largestLearningRate,
  type ValleyPoint,
  valley,
} from "@/lib/descent/valley";
import { valleyRegime } from "@/lib/descent/valley-regime";
import { formatNumber } from "@/lib/format";
import { DescentFigure } from "../descent-figure";
import { LossPlot } from "../loss-plot";
import { useDescentSet } from "../use-descent-set";
import { useGhosted } from "../use-ghosted";
import { useReloadState } from "../use-reload-state";
import { describeDirection, describeValley } from "./describe";
import { Factors } from "./factors";
import {
  applyValleyChange,
  conditionNumbers,
  learningRates,
  startEdge,
  type ValleySettings,
} from "./state";
import styles from "./valley.module.css";
import { ValleyPicture } from "./valley-picture";

export type ValleyProps = Partial<ValleySettings> & {
  /** The name by which links in the prose set this figure. */
  id?: string;
};

const defaults: ValleySettings = {
  start: [-5, -2],
  learningRate: 0.45,
  conditionNumber: 20,
  steps: 40,
};

/** The log plot of the loss shows these powers of ten. */
const decades = [2, 0, -2, -4, -6];
const lossAxis = { top: 2.6, bottom: -6.4 };

/** Gradient descent on a loss of two weights, seen from above: why one α must serve two slopes. */
export default function ValleyFigure({ id = "valley", ...given }: ValleyProps) {
  const domId = useId();
  const { now, ghost, change, replace, hold } = useGhosted(applyValleyChange(defaults, given));
  const shape = valley(now.conditionNumber);
  const set = (part: Partial<Record<keyof ValleySettings, unknown>>) =>
    change((settings) => applyValleyChange(settings, part));
  useDescentSet(id, set);

  const getState = () => now;
  useReloadState(id, getState, (saved) => replace(applyValleyChange(now, saved)));

  const pathOf = (settings: ValleySettings) =>
    descendValley(
      valley(settings.conditionNumber),
      settings.start,
      settings.learningRate,
      settings.steps,
    );
  const path = pathOf(now);
  const before = ghost && ghost !== now ? pathOf(ghost) : undefined;
  const { sentence } = valleyRegime(shape, path, now.learningRate);
  const best = bestLearningRate(shape);
  const limit = largestLearningRate(shape);

  return (
    <DescentFigure
      id={id}
      label="The valley: gradient descent on a loss of two weights"
      sentence={sentence}
      note={<p className={styles.direction}>{describeDirection(path[0] as ValleyPoint)}</p>}
      description={describeValley(shape, path, now.learningRate)}
      descriptionId={`${domId}-text`}
      onHold={hold}
      picture={
        <div className={styles.main}>
          <ValleyPicture
            id={domId}
            shape={shape}
            path={path}
            ghost={before}
            onStart={(start) => set({ start })}
            descriptionId={`${domId}-text`}
          />
        </div>
      }
    >
      <div className={styles.below}>
        <div className={styles.controls}>
          <Slider
            label="Learning rate"
            symbol="α"
            value={now.learningRate}
            {...learningRates}
            scale="log"
            onChange={(learningRate) => set({ learningRate })}
            marks={[
              { value: best, label: `best ${formatNumber(best)}`, side: "left" },
              { value: limit, label: "limit 0.5", side: "right" },
            ]}
          />
          <Slider
            label="Condition number"
            symbol="κ"
            value={now.conditionNumber}
            {...conditionNumbers}
            scale="log"
            onChange={(conditionNumber) => set({ conditionNumber })}
          />
          <div className={styles.actions}>
            <Button onClick={() => set({ learningRate: best })}>Use the best α</Button>
            <StartFields start={now.start} onStart={(start) => set({ start })} />
          </div>
        </div>
        <div className={styles.readout}>
          <Factors factors={factors(shape, now.learningRate)} />
          <div className={styles.side}>
            <LossPlot
              losses={path.map(floored)}
              ghost={before?.map(floored)}
              steps={now.steps}
              y={lossHeight}
              ticks={decades.map((decade) => ({ loss: 10 ** decade, label: powerOfTen(decade) }))}
            />
          </div>
        </div>
      </div>
    </DescentFigure>
  );
}

function StartFields(props: {
  start: ValleySettings["start"];
  onStart: (start: ValleySettings["start"]) => void;
}) {
  const [x1, x2] = props.start;
  return (
    <span className={styles.start}>
      <span>Start</span>
      <NumberField
        symbol="w₁"
        isLabelled
        value={x1}
        min={-startEdge.x1}
        max={startEdge.x1}
        onChange={(value) => props.onStart([value, x2])}
      />
      <NumberField
        symbol="w₂"
        isLabelled
        value={x2}
        min={-startEdge.x2}
        max={startEdge.x2}
        onChange={(value) => props.onStart([x1, value])}
      />
    </span>
  );
}

/** A loss of exactly 0 has no place on a log scale: it lies below the axis. */
function floored({ loss }: ValleyPoint) {
  return Math.max(loss, 1e-12);
}

function lossHeight(loss: number) {
  return (lossAxis.top - Math.log10(loss)) / (lossAxis.top - lossAxis.bottom);
}

function powerOfTen(decade: number) {
  if (decade === 0) return "1";
  return decade === 2 ? "100" : `10⁻${"⁰¹²³⁴⁵⁶"[-decade]}`;
}
