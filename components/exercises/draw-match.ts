import { createReferenceStepper } from "@/lib/engine/reference";
import { createTask } from "@/lib/engine/task";
import { createTrainer } from "@/lib/engine/trainer";
import type { CurvePoint, CurveSource, MatchExercise } from "@/lib/exercises/kinds/match";
import { parseExperiment } from "@/lib/experiment/experiment";

/** A picture as the page shows it. */
export interface DrawnPicture {
  id: string;
  text: string;
  curve?: readonly CurvePoint[];
}

/** Closer together than that nothing can be seen. */
const mostPoints = 120;

/** The pictures of a match exercise with their curves, trained in float64 while the site is built. */
export function drawPictures({ pictures }: MatchExercise): Promise<DrawnPicture[]> {
  return Promise.all(
    pictures.map(async ({ id, text, curve }) => ({
      id,
      text,
      ...(curve ? { curve: thin(await getPoints(curve)) } : {}),
    })),
  );
}

async function getPoints(source: CurveSource): Promise<readonly CurvePoint[]> {
  if ("getPoints" in source) return source.getPoints();
  const experiment = parseExperiment(source.experiment);
  const trainer = createTrainer(createTask(experiment), createReferenceStepper);
  const start = await trainer.evaluate();
  const { logs } = await trainer.train({ epoch: experiment.fit.epochs }, Number.POSITIVE_INFINITY);
  return [start, ...logs].map((entry) => [entry.epoch, entry[source.quantity]]);
}

/** Every so many points, with the last; a run that breaks off ends where it does. */
function thin(points: readonly CurvePoint[]): CurvePoint[] {
  const finite = points.filter(([, y]) => Number.isFinite(y));
  const every = Math.max(1, Math.ceil(finite.length / mostPoints));
  return finite
    .filter((_, index) => index % every === 0 || index === finite.length - 1)
    .map(([x, y]) => [Number(x.toPrecision(4)), Number(y.toPrecision(3))]);
}
