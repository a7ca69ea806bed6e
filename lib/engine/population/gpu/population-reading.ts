import type { MetricName } from "../../../experiment/experiment";
import { countResultNumbers } from "./print-evaluate";
import type { Structure } from "./structure";

/** What is measured of all members at one moment; each array has a number for each member. */
export interface PopulationReading {
  /** Passes over the training examples that are complete; null where that differs or one is under way. */
  epoch: number | null;
  /** Mean over all training examples; NaN for a member that has diverged. */
  loss: Float32Array;
  /** The same over the test examples. */
  testLoss: Float32Array;
  metrics: PopulationMetrics;
  testMetrics: PopulationMetrics;
}

export type PopulationMetrics = Partial<Record<MetricName, Float32Array>>;

/** From the rows of results of each group, a row for each member. */
export function readResults(
  structure: Structure,
  results: readonly Float32Array[],
  epoch: number | null,
): PopulationReading {
  const width = countResultNumbers(structure);
  const half = (width - 1) / 2;
  const rows = results.flatMap((group) =>
    Array.from({ length: group.length / width }, (_, row) =>
      group.subarray(row * width, (row + 1) * width),
    ),
  );
  const takeColumn = (column: number) =>
    Float32Array.from(rows, (row) => {
      const isSound = row[0] === 0 && Number.isFinite(row[1]) && Number.isFinite(row[1 + half]);
      return isSound ? (row[column] as number) : Number.NaN;
    });
  const takeMetrics = (first: number): PopulationMetrics =>
    Object.fromEntries(
      structure.metrics.map((name, place) => [name, takeColumn(first + 1 + place)]),
    );
  return {
    epoch,
    loss: takeColumn(1),
    testLoss: takeColumn(1 + half),
    metrics: takeMetrics(1),
    testMetrics: takeMetrics(1 + half),
  };
}
