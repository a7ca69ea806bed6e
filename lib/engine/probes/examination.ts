import type { Experiment } from "../../experiment/experiment";
import type { Task } from "../task";
import type { Snapshot } from "../trainer";
import { computeDataStatistics, type DataStatistics } from "./data-statistics";
import { computeLayerStatistics, type NetworkStatistics } from "./layer-statistics";

/** What is looked at to find out why a network does not learn: its data, and what goes on in its layers. */
export interface Examination {
  data: DataStatistics;
  network: NetworkStatistics;
}

export function examine(experiment: Experiment, task: Task, snapshot: Snapshot): Examination {
  return {
    data: computeDataStatistics(experiment, task.dataset.train),
    network: computeLayerStatistics(task, snapshot),
  };
}
