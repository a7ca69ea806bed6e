import type { PredictionTask } from "@/components/widgets/train/prediction";
import { recordRun } from "@/components/widgets/train/record";
import { type ExperimentInput, parseExperiment } from "@/lib/experiment/experiment";
import { TrainFigure } from "./train-figure";

interface Props {
  id: string;
  title: string;
  experiment?: ExperimentInput;
  predict?: PredictionTask;
}

/** A trainable network, with a run that is recorded when the page is built. */
export async function Train({ id, title, experiment: input = {}, predict }: Props) {
  const experiment = parseExperiment(input);
  const recorded = await recordRun(experiment);
  return (
    <TrainFigure
      id={id}
      title={title}
      experiment={experiment}
      recorded={recorded}
      predict={predict}
    />
  );
}
