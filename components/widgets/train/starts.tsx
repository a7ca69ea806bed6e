import { DistributionChart } from "@/components/charts/distribution-chart";
import { Button } from "@/components/controls";
import { isRegression } from "@/lib/experiment/experiment";
import { formatCount, formatNumber } from "@/lib/format";
import type { Run } from "@/lib/kernel/run";
import type { RunState } from "@/lib/kernel/run-state";
import { useThrottled } from "../use-throttled";
import styles from "./train.module.css";
import { curveCount, type Starts, startCount } from "./use-starts";

/** A run below this test loss has learned its classes. */
const solvedLoss = 0.05;
const lossDomain = [1e-5, 2] as const;

interface StartsPanelProps {
  run: Run;
  state: RunState;
  starts: Starts;
}

/** The same Experiment from a thousand random starts: how they end, as it comes in. */
export function StartsPanel({ run, state, starts }: StartsPanelProps) {
  const { testLosses, isTraining, reason, isCurrent } = starts;
  const known = testLosses.filter((loss) => loss !== undefined);
  const isStale = !isCurrent && known.length > 0;
  const ranked = rankSeeds(testLosses);
  // As in the sentence, which leaves out those that diverged.
  const converged = ranked.filter((seed) => Number.isFinite(testLosses[seed]));
  const sentence = isStale
    ? "These starts had the settings before; those with the new ones follow as soon as the settings rest."
    : describeStarts(known, state, isTraining);
  const announced = useThrottled(sentence, 2000);
  const { seed, fit } = state.experiment;
  const present = testLosses[seed];
  const choices = [
    { name: "best", seed: ranked[0] },
    { name: "median", seed: converged[Math.floor(converged.length / 2)] },
    { name: "worst", seed: ranked.at(-1) },
  ];
  return (
    <section className={styles.starts} aria-label={`${startCount} random starts`}>
      <DistributionChart
        description={`How often each test loss came out. ${sentence}`}
        xLabel={`test loss after ${formatCount(fit.epochs, "epoch")}`}
        xDomain={lossDomain}
        values={known}
        threshold={
          isRegression(state.experiment.data.name)
            ? undefined
            : { value: solvedLoss, label: "solved below 0.05" }
        }
        isFaint={isStale}
        mark={present === undefined ? undefined : { value: present, label: `seed ${seed}` }}
      />
      <div className={styles.startsText}>
        <p>{sentence}</p>
        <p className="visually-hidden" role="status">
          {announced}
        </p>
        <div className={styles.startsChoices}>
          {choices.map(({ name, seed: chosen }) => (
            <Button
              key={name}
              isUnavailable={isTraining || isStale || chosen === undefined}
              onClick={() =>
                // From its own start, also where the present run is a fork of another.
                chosen !== undefined && run.retrain({ ...state.experiment, seed: chosen })
              }
            >
              Open the {name}
            </Button>
          ))}
        </div>
        {/* Said from the beginning, so that nothing moves when they are there. */}
        <p className={styles.device}>
          Faint, beside the loss: the test losses of the first {curveCount}. {reason}
        </p>
      </div>
    </section>
  );
}

/** The seeds from the lowest test loss to the highest; diverged ones come last. */
function rankSeeds(testLosses: readonly (number | undefined)[]): number[] {
  const rank = (loss: number) => (Number.isFinite(loss) ? loss : Number.POSITIVE_INFINITY);
  return testLosses
    .flatMap((loss, seed) => (loss === undefined ? [] : [{ loss: rank(loss), seed }]))
    .sort((a, b) => (a.loss === b.loss ? a.seed - b.seed : a.loss - b.loss))
    .map(({ seed }) => seed);
}

function describeStarts(known: readonly number[], { experiment }: RunState, isTraining: boolean) {
  if (known.length === 0) return "Training the same network from a thousand random starts.";
  const losses = known.filter(Number.isFinite).sort((a, b) => a - b);
  const at = (share: number) => formatNumber(losses[Math.floor(share * losses.length)] ?? NaN);
  const diverged = known.length - losses.length;
  const of = `Of ${isTraining ? "the first " : ""}${known.length} ${known.length === 1 ? "start" : "starts"}`;
  if (losses.length === 0) return `${of}, all diverged.`;
  const between = `end between ${at(0.25)} and ${at(0.75)}, with the median at ${at(0.5)}.`;
  const share = formatShare(diverged, known.length);
  const others = `Half of those that did not diverge ${between}`;
  if (isRegression(experiment.data.name)) {
    return diverged === 0 ? `${of}, half ${between}` : `${of}, ${share} diverged. ${others}`;
  }
  const solved = losses.filter((loss) => loss < solvedLoss).length;
  return `${of}, ${formatShare(solved, known.length)} solve it: their test loss is below 0.05. ${diverged === 0 ? `Half of all ${between}` : `${share} diverged. ${others}`}`;
}

function formatShare(count: number, total: number): string {
  const percent = (100 * count) / total;
  const isExtreme = percent > 0 && percent < 100 && (percent < 1 || percent > 99);
  return `${isExtreme ? percent.toFixed(1) : Math.round(percent)} %`;
}
