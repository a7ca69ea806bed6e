import * as z from "zod/mini";
import { ExperimentError } from "../experiment/errors";
import { type Experiment, parseExperiment } from "../experiment/experiment";
import { formatNumber } from "../format";
import { findChanges, type Setting } from "./changes";
import type { ExerciseBase } from "./exercise";
import type { LiveRun } from "./live-runs";

export interface GoalDefinition {
  id: string;
  title: string;
  objective: string;
  /** The id of the live figure in which it is to be reached. */
  widget: string;
  /** The test loss counts at the end of this epoch. */
  epoch: number;
  /** It must be smaller than this. */
  testLossBelow: number;
  /** Said after success. */
  explanation: string;
}

/** The run to judge, or null where the figure has none. */
export type GoalAnswer = LiveRun | null;

export interface GoalExercise extends ExerciseBase<"goal", GoalAnswer> {
  widget: string;
  epoch: number;
}

const experimentSchema = z.pipe(
  z.unknown(),
  z.transform((value, context): Experiment => {
    try {
      return parseExperiment(value);
    } catch (error) {
      if (!(error instanceof ExperimentError)) throw error;
      context.issues.push({ code: "custom", input: value, message: error.message });
      return z.NEVER;
    }
  }),
);

const answerSchema = z.nullable(
  z.object({
    base: experimentSchema,
    experiment: experimentSchema,
    logs: z.array(z.object({ epoch: z.number(), loss: z.number(), testLoss: z.number() })),
    changedAtEpoch: z.nullable(z.number()),
  }),
) as unknown as z.ZodMiniType<GoalAnswer>;

/** An exercise on a live figure: a small enough test loss in time, by changing one setting. */
export function goalExercise(definition: GoalDefinition): GoalExercise {
  const { testLossBelow, explanation, ...rest } = definition;
  const { epoch } = rest;
  return {
    ...rest,
    kind: "goal",
    answerSchema,
    judge(run) {
      const missing = findWhatIsMissing(run, epoch, testLossBelow);
      return missing === undefined
        ? { isCorrect: true, reply: explanation }
        : { isCorrect: false, reply: missing };
    },
  };
}

function findWhatIsMissing(
  run: GoalAnswer,
  epoch: number,
  testLossBelow: number,
): string | undefined {
  if (run === null) return "The figure has no run yet. Change one setting there and press Train.";
  const changes = findChanges(run.base, run.experiment);
  const unfair = explainUnfair(changes);
  if (unfair !== undefined) return unfair;
  if (changes.length === 0) {
    return "All settings are still those that the figure came with. Change one of them and press Train.";
  }
  if (changes.length > 1) {
    const names = changes.map(({ name }) => name);
    return `You changed ${countWord(names.length)} settings: ${joinNames(names)}. Put all but one back.`;
  }
  if (run.changedAtEpoch !== null) {
    return `A setting changed in the middle of this run, at epoch ${Math.floor(run.changedAtEpoch)}. Press Reset and train from the start.`;
  }
  const reached = Math.floor(run.logs.at(-1)?.epoch ?? 0);
  if (reached < epoch) return `The run has reached epoch ${reached}; train to ${epoch}.`;
  const log = run.logs.find((entry) => entry.epoch === epoch);
  if (!log) return `The run kept no loss for epoch ${epoch}. Press Reset and train from the start.`;
  if (!(log.testLoss < testLossBelow)) {
    return `At epoch ${epoch} the test loss was ${formatNumber(log.testLoss)}; it is to be below ${testLossBelow}.`;
  }
  return undefined;
}

/** Why two runs cannot be compared, if they cannot. */
function explainUnfair(changes: readonly Setting[]): string | undefined {
  const nameOf = (role: Setting["role"]) => changes.find((change) => change.role === role)?.name;
  const problem = nameOf("problem");
  if (problem) return `You changed ${problem}, and that is another problem. Put it back.`;
  const measure = nameOf("measure");
  if (measure) {
    return `You changed ${measure}, and with it the scale on which the goal is measured. Put it back.`;
  }
  const luck = nameOf("luck");
  if (luck) {
    return `You changed ${luck}. That is another start, so it is luck and not a setting. Put it back.`;
  }
  return undefined;
}

function countWord(count: number): string {
  return ["no", "one", "two", "three", "four", "five", "six"][count] ?? String(count);
}

function joinNames(names: readonly string[]): string {
  return `${names.slice(0, -1).join(", ")} and ${names.at(-1)}`;
}
