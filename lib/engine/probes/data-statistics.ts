import { drawPoints, type Examples, type LabelledPoints } from "../../data/dataset";
import type { Experiment, FeatureName } from "../../experiment/experiment";
import { Batches } from "../batches";
import { chooseEvenly } from "./budget";

/** What can be said of the data without training on them. */
export interface DataStatistics {
  /** Of each feature as the network sees it, over the training points. */
  ranges: { feature: FeatureName; min: number; max: number }[];
  trainPoints: number;
  testPoints: number;
  /** How many test points are also training points. */
  copies: number;
  batches: BatchStatistics;
  /**
   * The share of the training points whose nearest other training point has a label of the same sign: near 1
   * where the classes have regions of their own, and ½ where labels are mixed up.
   */
  neighbourShare: number;
}

/** The batches of the first epoch. */
export interface BatchStatistics {
  /** As many as there are updates in an epoch. */
  count: number;
  /** Of the first ones: for each example, in its order, whether its label is positive. */
  first: boolean[][];
  /** How many hold labels of one sign only. */
  pure: number;
}

const shownBatches = 8;
/** Neighbours are looked for by comparing all pairs. */
const mostCompared = 1000;

/** `train`: the training points as the network sees them. */
export function computeDataStatistics(experiment: Experiment, train: Examples): DataStatistics {
  const drawn = drawPoints(experiment);
  return {
    ranges: experiment.data.features.map((feature, column, all) => ({
      feature,
      ...findRange(train.x, column, all.length),
    })),
    trainPoints: drawn.train.labels.length,
    testPoints: drawn.test.labels.length,
    copies: countCopies(drawn.train, drawn.test),
    batches: describeBatches(experiment, drawn.train),
    neighbourShare: findNeighbourShare(drawn.train),
  };
}

function findRange(x: Float32Array, column: number, columns: number) {
  let min = Number.POSITIVE_INFINITY;
  let max = Number.NEGATIVE_INFINITY;
  for (let i = column; i < x.length; i += columns) {
    min = Math.min(min, x[i] as number);
    max = Math.max(max, x[i] as number);
  }
  return { min, max };
}

function countCopies(train: LabelledPoints, test: LabelledPoints): number {
  const places = new Set(listPlaces(train));
  return listPlaces(test).filter((place) => places.has(place)).length;
}

function listPlaces({ points, labels }: LabelledPoints): string[] {
  return Array.from(labels, (_, row) => `${points[2 * row]} ${points[2 * row + 1]}`);
}

function describeBatches(experiment: Experiment, { labels }: LabelledPoints): BatchStatistics {
  const batches = new Batches(labels.length, experiment);
  const statistics: BatchStatistics = { count: batches.stepsLeft, first: [], pure: 0 };
  for (let index = 0; index < statistics.count; index += 1) {
    const signs = Array.from(batches.next, (row) => (labels[row] as number) >= 0);
    if (index < shownBatches) statistics.first.push(signs);
    if (signs.every((sign) => sign === signs[0])) statistics.pure += 1;
    batches.advance();
  }
  return statistics;
}

function findNeighbourShare({ points, labels }: LabelledPoints): number {
  const rows = chooseEvenly(labels.length, mostCompared);
  let alike = 0;
  for (const row of rows) {
    let nearest = row;
    let least = Number.POSITIVE_INFINITY;
    for (const other of rows) {
      if (other === row) continue;
      const dx = (points[2 * row] as number) - (points[2 * other] as number);
      const dy = (points[2 * row + 1] as number) - (points[2 * other + 1] as number);
      const distance = dx * dx + dy * dy;
      if (distance < least) {
        least = distance;
        nearest = other;
      }
    }
    if ((labels[row] as number) >= 0 === (labels[nearest] as number) >= 0) alike += 1;
  }
  return alike / rows.length;
}
