import * as z from "zod/mini";
import {
  type Experiment,
  type ExperimentInput,
  parseExperiment,
} from "../../experiment/experiment";
import { decodeExperiment } from "../../experiment/link";
import { answerExperimentSchema, explainTooMuch } from "../answer-experiment";
import { findChanges, type Setting, settingNames } from "../changes";
import type { ExerciseBase, ExerciseText, Sample } from "../exercise";
import { type KeptRuns, keepRuns, keptRunsSchema } from "../kept-runs";
import { describeStarts, judgeStarts, type StartsStatement } from "../starts";

export interface GoalDefinition extends ExerciseText {
  /** The id of the live figure in which the goal is to be reached. */
  widget: string;
  /** The Experiment that the chapter gives this figure; content/figures.test.ts compares the two. */
  experiment: ExperimentInput;
  constraints?: GoalConstraints;
  statement: StartsStatement;
  /** Said after success, beneath what was measured. */
  explanation: string;
  /** Said where too few starts pass: what these settings do, without giving the answer away. */
  advise?(experiment: Experiment): string | undefined;
  /** Changes of the figure that reach the goal, as in a link: `fit.batchSize=2`. */
  solutions: readonly [string, ...string[]];
  /** Others that do not, each with words of its reply. */
  wrong: readonly { link: string; says: string }[];
}

/** What a reader may change, beyond what would be another problem, another measure or luck. */
export interface GoalConstraints {
  mostChanges?: number;
  /** Settings by their names in `changes.ts`; no others may change. */
  only?: readonly string[];
  mostHiddenUnits?: number;
}

export interface GoalAnswer {
  /** The figure's Experiment as the reader has left it; null where nothing has touched the figure. */
  experiment: Experiment | null;
  /** Those that the last check has measured. */
  runs: KeptRuns;
}

export interface GoalExercise extends ExerciseBase<"goal", GoalAnswer> {
  widget: string;
  /** As the figure comes. */
  base: Experiment;
  statement: StartsStatement;
}

const answerSchema = z.object({
  experiment: z.nullable(answerExperimentSchema),
  runs: keptRunsSchema,
}) as z.ZodMiniType<GoalAnswer>;

/**
 * An exercise on a live figure: settings with which its network does what a statement over starts asks.
 * The figure's own run counts for nothing; it is trained anew from other starts.
 *
 * Throws a RangeError for a statement or constraints that cannot be, an ExperimentError for settings that
 * are out of range.
 */
export function goalExercise(definition: GoalDefinition): GoalExercise {
  const {
    experiment,
    constraints = {},
    explanation,
    advise,
    solutions,
    wrong,
    ...rest
  } = definition;
  const { id, statement } = rest;
  checkDefinition(id, statement, constraints);
  const base = parseExperiment(experiment);
  const answerWith = (link: string): GoalAnswer => ({
    experiment: decodeExperiment(link, base),
    runs: [],
  });
  return {
    ...rest,
    kind: "goal",
    base,
    answerSchema,
    async judge({ experiment: present }, context) {
      const entry = present ?? base;
      const obstacle = findObstacle(base, entry, constraints, statement);
      if (obstacle !== undefined) return { isCorrect: false, reply: obstacle };
      const seeds = context.drawStartSeeds(id, statement.of);
      const runs = await context.trainStarts(prepare(entry, statement), seeds);
      const { isTrue, ...starts } = judgeStarts(statement, runs);
      const measured = describeStarts(starts);
      if (findChanges(base, entry).length === 0) {
        const reply = `All settings are still those that the figure came with: ${measured} Change a setting there.`;
        return { isCorrect: false, isBlank: true, reply, starts };
      }
      const said = isTrue ? explanation : advise?.(entry);
      return { isCorrect: isTrue, reply: [measured, said].filter(Boolean).join(" "), starts };
    },
    addMeasured: (answer, { starts }) => ({ ...answer, runs: keepRuns(starts?.runs ?? []) }),
    findSample({ experiment: present }): Sample | null {
      const entry = present ?? base;
      if (findObstacle(base, entry, constraints, statement) !== undefined) return null;
      return { experiment: prepare(entry, statement), statement };
    },
    prove: () => ({
      starter: { experiment: null, runs: [] },
      solutions: solutions.map(answerWith) as [GoalAnswer, ...GoalAnswer[]],
      wrong: wrong.map(({ link, says }) => ({ answer: answerWith(link), says })),
    }),
  };
}

/** How long the figure trains, and what else it measures, is its own affair. */
function prepare({ compile, fit, ...rest }: Experiment, { epochs }: StartsStatement): Experiment {
  return { ...rest, compile: { ...compile, metrics: [] }, fit: { ...fit, epochs } };
}

/** Why an Experiment does not even have to be trained, if so. */
function findObstacle(
  base: Experiment,
  experiment: Experiment,
  { mostChanges, only, mostHiddenUnits }: GoalConstraints,
  statement: StartsStatement,
): string | undefined {
  const changes = findChanges(base, experiment);
  const names = changes.map(({ name }) => name);
  const unfair = explainUnfair(changes);
  if (unfair !== undefined) return unfair;
  if (mostChanges !== undefined && names.length > mostChanges) {
    return `You changed ${countWord(names.length)} settings: ${joinNames(names)}. Put all but ${countWord(mostChanges)} back.`;
  }
  const forbidden = only ? names.filter((name) => !only.includes(name)) : [];
  if (only && forbidden.length > 0) {
    return `You changed ${joinNames(forbidden)}. Here only ${joinNames(only)} may change, so put that back.`;
  }
  const hiddenUnits = experiment.model.layers.slice(0, -1).reduce((sum, l) => sum + l.units, 0);
  if (mostHiddenUnits !== undefined && hiddenUnits > mostHiddenUnits) {
    return `The network has ${hiddenUnits} hidden units, and at most ${mostHiddenUnits} are allowed.`;
  }
  return explainTooMuch(prepare(experiment, statement));
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

function checkDefinition(
  id: string,
  { of, atLeast, below, epochs }: StartsStatement,
  { mostChanges = 1, only = [], mostHiddenUnits = 1 }: GoalConstraints,
): void {
  const isCount = (value: number) => Number.isInteger(value) && value >= 1;
  if (![of, atLeast, epochs].every(isCount) || atLeast > of || !(below > 0)) {
    throw new RangeError(`goalExercise ${id}: expected a statement that can be true.`);
  }
  const unknown = only.find((name) => !settingNames.includes(name));
  if (unknown !== undefined) {
    throw new RangeError(
      `goalExercise ${id}: expected names of settings (${settingNames.join(", ")}), but got "${unknown}".`,
    );
  }
  if (!isCount(mostChanges) || !isCount(mostHiddenUnits)) {
    throw new RangeError(
      `goalExercise ${id}: expected constraints that leave something to change.`,
    );
  }
}

function countWord(count: number): string {
  return ["no", "one", "two", "three", "four", "five", "six"][count] ?? String(count);
}

function joinNames(names: readonly string[]): string {
  if (names.length < 2) return names.join();
  return `${names.slice(0, -1).join(", ")} and ${names.at(-1)}`;
}
