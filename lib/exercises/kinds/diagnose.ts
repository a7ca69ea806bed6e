import * as z from "zod/mini";
import type { Experiment } from "../../experiment/experiment";
import { formatCount } from "../../format";
import { answerExperimentSchema } from "../answer-experiment";
import { findChanges } from "../changes";
import {
  findMiss,
  type Illness,
  type IllnessId,
  illnessIds,
  isMeant,
  listRemedies,
} from "../diagnose/illness";
import { drawPatient, illnesses, type Patient } from "../diagnose/illnesses";
import {
  findMending,
  type Mending,
  mend,
  type RemedyName,
  remedyNames,
} from "../diagnose/remedies";
import type { ExerciseBase, ExerciseText, PartVerdict, Sample, Verdict } from "../exercise";
import { type KeptRuns, keepRuns, keptRunsSchema } from "../kept-runs";
import { describeStarts, judgeStarts } from "../starts";

export interface DiagnoseDefinition extends ExerciseText {
  /** Of which each reader finds one. */
  illnesses: readonly IllnessId[];
  /** The list from which the reader chooses: 5 to 12, in this order. */
  options: readonly IllnessId[];
  /**
   * What the reader may turn: more than one illness needs, so that what is offered betrays none. Without it,
   * whatever the illnesses in the list have to do with.
   */
  remedies?: readonly RemedyName[];
}

export interface DiagnoseAnswer {
  /** Null where nothing was chosen. */
  illness: IllnessId | null;
  /** What the reader has made of the broken network. */
  experiment: Experiment;
  /** Those that the last check has measured. */
  runs: KeptRuns;
}

export interface DiagnoseExercise extends ExerciseBase<"diagnose", DiagnoseAnswer> {
  options: readonly { id: IllnessId; name: string }[];
  remedies: readonly RemedyName[];
  /** The broken network of a reader. */
  drawPatient(seed: number): Patient;
}

const answerSchema = z.object({
  illness: z.nullable(z.enum(illnessIds)),
  experiment: answerExperimentSchema,
  runs: z._default(keptRunsSchema, []),
});

const starts = { of: 7, atLeast: 5 };

/**
 * A broken network: the reader looks at its probes, names what ails it, and mends it, and the mended network
 * has to train. The name is judged first, then what was turned, then what new starts make of it.
 *
 * Throws a RangeError for fewer than 5 options or more than 12, one given twice, and for an illness that is none of
 * them or that the remedies do not cure.
 */
export function diagnoseExercise(definition: DiagnoseDefinition): DiagnoseExercise {
  const {
    illnesses: ids,
    options,
    remedies: offered = listRemediesOf(definition.options),
    ...text
  } = definition;
  checkDefinition({ ...definition, remedies: offered });
  const drawFor = (seed: number) => drawPatient(seed, text.id, ids);
  const assess = (answer: DiagnoseAnswer, seed: number) =>
    assessAnswer(answer, drawFor(seed), offered);
  return {
    ...text,
    kind: "diagnose",
    options: options.map((id) => ({ id, name: illnesses[id].name })),
    remedies: offered,
    drawPatient: drawFor,
    answerSchema,
    async judge(answer, context) {
      const assessed = assess(answer, context.seed);
      if ("verdict" in assessed) return assessed.verdict;
      const { patient, mending, sample } = assessed;
      const { statement, experiment } = sample;
      const seeds = context.drawStartSeeds(text.id, statement.of);
      const { isTrue, ...result } = judgeStarts(
        statement,
        await context.trainStarts(experiment, seeds),
      );
      return {
        isCorrect: isTrue,
        reply: isTrue
          ? explainCure(patient, mending)
          : `The name is right, and the network does not yet train as it should. ${describeStarts(result)}`,
        parts: [nameIsRight, judgeMend(isTrue, describeStarts(result))],
        starts: result,
      };
    },
    addMeasured: (answer, { starts: measured }) => ({
      ...answer,
      runs: keepRuns(measured?.runs ?? []),
    }),
    findSample(answer, seed) {
      const assessed = assess(answer, seed);
      return "verdict" in assessed ? null : assessed.sample;
    },
    prove(seed) {
      const { illness, experiment } = drawFor(seed);
      const answerWith = (name: IllnessId | null, mending: Mending = {}): DiagnoseAnswer => ({
        illness: name,
        experiment: mend(experiment, mending),
        runs: [],
      });
      const [first, ...others] = illness.cures
        .filter((cure) => isOffered(cure, offered))
        .map(({ mending }) => answerWith(illness.id, mending));
      return {
        starter: answerWith(null),
        solutions: [first as DiagnoseAnswer, ...others],
        wrong: [
          ...options
            .filter((id) => id !== illness.id)
            .map((id) => ({ answer: answerWith(id), says: explainName(id, illness) })),
          ...illness.misses
            .filter((miss) => isOffered(miss, offered))
            .map(({ mending, reply }) => ({
              answer: answerWith(illness.id, mending),
              says: reply,
            })),
        ],
      };
    },
  };
}

type Assessment = { verdict: Verdict } | { patient: Patient; mending: Mending; sample: Sample };

/** What can be said of an answer without training anything, or what has to be trained. */
function assessAnswer(
  answer: DiagnoseAnswer,
  patient: Patient,
  offered: readonly RemedyName[],
): Assessment {
  const { illness, experiment: broken } = patient;
  if (answer.illness === null) {
    const reply = "Choose a name for what ails this network first.";
    return { verdict: { isCorrect: false, isBlank: true, reply } };
  }
  if (answer.illness !== illness.id) {
    const reply = explainName(answer.illness, illness);
    const parts = [judgeName(false), judgeMend(false, "To be judged once the name is right.")];
    return { verdict: { isCorrect: false, reply, parts } };
  }
  const fail = (reply: string): Assessment => ({
    verdict: { isCorrect: false, reply, parts: [nameIsRight, judgeMend(false, reply)] },
  });
  const mending = findMending(broken, answer.experiment, offered);
  if (!mending) return fail(explainForeign(broken, answer.experiment));
  if (listRemedies(mending).length === 0) {
    return fail("That is what ails it. Now mend it: turn the settings until the network trains.");
  }
  if ((mending.epochs ?? 0) > broken.fit.epochs) {
    return fail(
      `That is what ails it, and more epochs are no cure. It has ${formatCount(broken.fit.epochs, "epoch")}; put them back, or take fewer.`,
    );
  }
  const miss = findMiss(illness, mending, broken);
  if (miss) return fail(`That is what ails it, but this does not mend it. ${miss.reply}`);
  return { patient, mending, sample: createSample(illness, answer.experiment) };
}

function createSample({ statement, measure }: Illness, mended: Experiment): Sample {
  const measured = measure?.(mended) ?? mended;
  return {
    // The statement is about other starts, whatever the reader's own is.
    experiment: { ...measured, seed: 0 },
    statement: { ...starts, ...statement, epochs: measured.fit.epochs },
  };
}

function explainName(named: IllnessId, { mistakenFor }: Illness): string {
  return mistakenFor?.[named] ?? illnesses[named].against;
}

function explainCure({ illness, experiment }: Patient, mending: Mending): string {
  const cure = illness.cures.find((one) => isMeant(one, mending, experiment));
  const explanation = cure?.explanation ?? "What you turned mends it as well.";
  return `${illness.clue} ${explanation}`;
}

/** Of an Experiment that no control of the exercise leads to. */
function explainForeign(broken: Experiment, mended: Experiment): string {
  const problem = findChanges(broken, mended).find(
    ({ role }) => role === "problem" || role === "luck",
  );
  const what = problem
    ? `With it you changed ${problem.name}`
    : "Something else was changed with it";
  return `That is what ails it. ${what}, and that is not among the settings to be turned here. Put it back.`;
}

const nameIsRight = judgeName(true);

function judgeName(isCorrect: boolean): PartVerdict {
  return { id: "name", isCorrect, says: isCorrect ? "The name is right." : "It has another name." };
}

function judgeMend(isCorrect: boolean, says: string): PartVerdict {
  return { id: "mend", isCorrect, says };
}

function isOffered({ mending }: { mending: Mending }, offered: readonly RemedyName[]): boolean {
  return listRemedies(mending).every((name) => offered.includes(name));
}

function listRemediesOf(options: readonly IllnessId[]): RemedyName[] {
  const used = new Set(
    options.flatMap((id) =>
      [...illnesses[id].cures, ...illnesses[id].misses].flatMap(({ mending }) =>
        listRemedies(mending),
      ),
    ),
  );
  return remedyNames.filter((name) => used.has(name));
}

function checkDefinition({
  id,
  illnesses: drawn,
  options,
  remedies,
}: DiagnoseDefinition & { remedies: readonly RemedyName[] }): void {
  const fail = (sentence: string): never => {
    throw new RangeError(`diagnoseExercise ${id}: ${sentence}`);
  };
  if (options.length < 5 || options.length > 12) {
    fail(`expected 5 to 12 options, but got ${options.length}.`);
  }
  if (new Set(options).size !== options.length) fail("expected each option once.");
  if (drawn.length === 0) fail("expected at least one illness to draw, but got none.");
  const missing = drawn.find((illness) => !options.includes(illness));
  if (missing) fail(`expected ${missing} among the options.`);
  const incurable = drawn.find(
    (illness) => !illnesses[illness].cures.some((cure) => isOffered(cure, remedies)),
  );
  if (incurable) fail(`expected remedies that cure ${incurable}.`);
}
