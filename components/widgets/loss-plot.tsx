import styles from "./loss-plot.module.css";
import { At, Dots, Label, Stretched } from "./marks";
import { type Spot, traceLine } from "./trace";

export interface LossTick {
  loss: number;
  label: string;
  /** Written in the plot, over its line: a label that may be long, and that nothing else shows. */
  isInside?: boolean;
}

export interface LossPlotProps {
  losses: readonly number[];
  /** The losses of the path before, in grey. */
  ghost?: readonly number[];
  /** The last step on the axis; paths may be shorter. */
  steps: number;
  /** Where a loss lies, as a fraction from the top. */
  y: (loss: number) => number;
  ticks: readonly LossTick[];
  /** Which dot is the present one. */
  here?: number;
  className?: string;
}

/** Loss against step: the path again, in time instead of space. */
export function LossPlot({ losses, ghost, steps, y, ticks, here, className }: LossPlotProps) {
  const place = (loss: number, k: number): Spot => ({ x: k / Math.max(steps, 1), y: y(loss) });
  const spots = losses.map(place);
  // Labels inside the plot stand where the path does not climb.
  const peak = losses.indexOf(Math.max(...losses.filter(Number.isFinite)));
  const isEarly = peak < steps / 2;
  const current = here === undefined ? undefined : spots[here];
  return (
    <svg className={`${styles.plot} ${className ?? ""}`} aria-hidden="true">
      {ticks.map(({ loss, label, isInside }) => (
        <At key={label} x={0} y={y(loss)}>
          <line x2="100%" className={styles.grid} />
          {!isInside && (
            <Label x={-8} y={4} anchor="end" className={styles.lossTick}>
              {label}
            </Label>
          )}
        </At>
      ))}
      {ghost && <Stretched d={traceLine(ghost.map(place))} className={styles.ghost} />}
      <Stretched d={traceLine(spots)} className={styles.curve} />
      <Dots spots={spots} radius={steps > 50 ? 1.5 : 2.5} className={styles.dot} />
      {ticks.map(
        ({ loss, label, isInside }) =>
          isInside && (
            <At key={label} x={isEarly ? 1 : 0} y={y(loss)}>
              <Label y={-4} anchor={isEarly ? "end" : "start"} className={styles.tick}>
                {label}
              </Label>
            </At>
          ),
      )}
      {current && <Dots spots={[current]} radius={4.5} className={styles.here} />}
      <At x={0} y={1}>
        <Label y={18} className={styles.tick}>
          0
        </Label>
      </At>
      <At x={0.5} y={1}>
        <Label y={18} anchor="middle" className={styles.axis}>
          step
        </Label>
      </At>
      <At x={1} y={1}>
        <Label y={18} anchor="end" className={styles.tick}>
          {steps}
        </Label>
      </At>
      <At x={0} y={0}>
        <Label y={-8} className={styles.axis}>
          loss at each step
        </Label>
      </At>
    </svg>
  );
}
