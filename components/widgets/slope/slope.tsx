"use client";

import { useId, useState } from "react";
import { Button } from "@/components/controls/button";
import { Checkbox } from "@/components/controls/checkbox";
import { Select } from "@/components/controls/select";
import { Slider } from "@/components/controls/slider";
import { type CurveName, curves } from "@/lib/descent/curves";
import { descend, type Point, pointAt } from "@/lib/descent/descend";
import { regime } from "@/lib/descent/regime";
import { DescentFigure } from "../descent-figure";
import { LossPlot } from "../loss-plot";
import { useDescentSet } from "../use-descent-set";
import { useGhosted } from "../use-ghosted";
import { useReloadState } from "../use-reload-state";
import { describePicture, describeWalk } from "./describe";
import { lossAxisOf, startStep } from "./frame";
import { PathTable } from "./path-table";
import styles from "./slope.module.css";
import { SlopePicture } from "./slope-picture";
import { applySlopeChange, learningRates, type SlopeSettings, walkOn } from "./state";

export interface SlopeProps {
  /** The name by which links in the prose set this figure. */
  id?: string;
  curve?: CurveName;
  start?: number;
  learningRate?: number;
  steps?: number;
}

const curveOptions = Object.values(curves).map(({ name, title }) => ({
  value: name,
  label: title,
}));

/**
 * Gradient descent on a loss of one weight: drag the start, turn α, and the whole path follows.
 *
 * In the fog only visited points are known, as for the algorithm, and the reader walks step by step.
 */
export default function Slope({ id = "slope", curve: name = "quadratic", ...given }: SlopeProps) {
  const domId = useId();
  const { now, ghost, change, replace, hold } = useGhosted<SlopeSettings>(
    applySlopeChange({ curve: name, steps: 20, ...curves[name].suggestion }, given),
  );
  const [walk, setWalk] = useState<Point[]>();
  const isFog = walk !== undefined;
  const curve = curves[now.curve];

  const set = (part: Parameters<typeof applySlopeChange>[1]) => {
    change((settings) => applySlopeChange(settings, part));
    const after = applySlopeChange(now, part);
    const fog = typeof part.fog === "boolean" ? part.fog : isFog;
    // In the fog a new α only changes the steps to come; anything else begins a new walk.
    const isSameWalk = isFog && after.curve === now.curve && after.start === now.start;
    if (!fog) setWalk(undefined);
    else if (!isSameWalk || part.start !== undefined)
      setWalk([pointAt(curves[after.curve], after.start)]);
  };
  useDescentSet(id, set);

  const getState = () => ({ ...now, fog: isFog });
  const restore = (saved: Parameters<typeof applySlopeChange>[1]) => {
    const settings = applySlopeChange(now, saved);
    replace(settings);
    setWalk(saved.fog === true ? [pointAt(curves[settings.curve], settings.start)] : undefined);
  };
  useReloadState(id, getState, restore);

  const path = walk ?? descend(curve, now.start, now.learningRate, now.steps);
  const before =
    !isFog && ghost && ghost.curve === now.curve && ghost !== now
      ? descend(curve, ghost.start, ghost.learningRate, ghost.steps)
      : undefined;
  const losses = path.map(({ loss }) => loss);
  const sentence = walk
    ? describeWalk(walk, now.learningRate)
    : regime(curve, path, now.learningRate).sentence;
  const here = (walk ? walk.at(-1) : path[0]) as Point;

  return (
    <DescentFigure
      id={id}
      label="The slope: gradient descent on a loss of one weight"
      sentence={sentence}
      description={describePicture(curve, here, now.learningRate, isFog)}
      descriptionId={`${domId}-text`}
      onHold={hold}
      picture={
        <div className={styles.figure}>
          <div className={styles.main}>
            <SlopePicture
              id={domId}
              curve={curve}
              path={path}
              ghost={before}
              learningRate={now.learningRate}
              isFog={isFog}
              onStart={(start) => set({ start })}
              descriptionId={`${domId}-text`}
            />
          </div>
          <div className={styles.side}>
            <LossPlot
              losses={losses}
              ghost={before?.map(({ loss }) => loss)}
              steps={Math.max(isFog ? 10 : now.steps, path.length - 1)}
              {...lossAxisOf(curve, losses)}
              here={isFog ? path.length - 1 : 0}
            />
          </div>
        </div>
      }
    >
      <PathTable path={path} />
      <div className={styles.controls}>
        <Slider
          label="Start"
          symbol="w₀"
          value={now.start}
          min={curve.starts[0]}
          max={curve.starts[1]}
          step={startStep(curve)}
          onChange={(start) => set({ start })}
        />
        <Slider
          label="Learning rate"
          symbol="α"
          value={now.learningRate}
          {...learningRates}
          scale="log"
          onChange={(learningRate) => set({ learningRate })}
        />
        <div className={styles.choices}>
          <Select
            label="Curve"
            value={now.curve}
            options={curveOptions}
            onChange={(choice) => set({ curve: choice })}
          />
          <Checkbox label="Fog" checked={isFog} onChange={(fog) => set({ fog })} />
        </div>
        {walk && (
          <div className={styles.actions}>
            <Button
              isUnavailable={!Number.isFinite(here.loss)}
              onClick={() => setWalk(walkOn(curve, walk, now.learningRate))}
            >
              Step
            </Button>
            <Button onClick={() => setWalk([pointAt(curve, now.start)])}>Start again</Button>
          </div>
        )}
        <p className={styles.character}>
          {isFog
            ? "In the fog you know what the algorithm knows: the loss and the slope where you stand. You may change α on the way."
            : `loss = ${curve.formula}. ${curve.character}`}
        </p>
      </div>
    </DescentFigure>
  );
}
