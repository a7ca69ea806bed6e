import * as z from "zod/mini";
import type { JudgeContext, Sample, Verdict } from "../exercise";
import { isPassed, type StartRun } from "../starts";
import { type AnyExercise, type Case, describeCase, isDrawn, listCases } from "./cases";
import { explainLoud, isLoud, listWords } from "./check-text";
import type { CountPassing } from "./count-passing";
import { type ExerciseFiles, findIn } from "./exercise-files";
import type { Finding } from "./finding";
import { type Count, explainUnfair, type Measurement } from "./measurement";
import { getPath, hashSample } from "./records";

/** What a proof needs of the machine on which it runs. */
export interface ProofTools {
  createContext(seed: number): JudgeContext;
  countPassing: CountPassing;
  /** What was recorded of an answer, by its name or the hash of its sample; undefined where no record belongs to it. */
  findRecorded(files: ExerciseFiles, answer: string): Count | undefined;
}

export interface AnswersProof {
  findings: Finding[];
  measurements: Measurement[];
  /** How many answers were judged. */
  count: number;
  /** Whether something was trained of which a record could be kept. */
  isRecordable: boolean;
}

/** Judges the answers with a known verdict. What is wrong for several readers is found once. */
export async function proveAnswers(
  files: ExerciseFiles,
  exercise: AnyExercise,
  tools: ProofTools,
): Promise<AnswersProof> {
  const findings = new Map<string, Finding>();
  const measurements = new Map<string, Measurement>();
  const cases = listCases(exercise, files.sources);
  let isRecordable = false;
  for (const one of cases) {
    const { problems, measurement, isRecorded } = await proveCase(
      files,
      exercise,
      one,
      tools,
    ).catch(
      (error): CaseProof => ({
        problems: [`could not be judged: ${error instanceof Error ? error.message : error}`],
      }),
    );
    for (const problem of problems) {
      const finding = findCase(files, one, `The ${describeCase(one)} ${problem}`);
      findings.set(JSON.stringify(finding), finding);
    }
    if (measurement) measurements.set(JSON.stringify(measurement), measurement);
    isRecordable ||= isRecorded === false && isDrawn(cases);
  }
  return {
    findings: [...findings.values(), ...findUnused(files, cases)],
    measurements: [...measurements.values()],
    count: cases.length,
    isRecordable,
  };
}

/** Wrong answers that were written and not listed. */
function findUnused(files: ExerciseFiles, cases: readonly Case[]): Finding[] {
  const answers = cases.map(({ answer }) => JSON.stringify(answer));
  return Object.entries(files.sources)
    .filter(([name, text]) => {
      const written = JSON.stringify(text).slice(1, -1);
      return name.startsWith("wrong/") && !answers.some((answer) => answer.includes(written));
    })
    .map(([name]) => findIn(files, name, "", "This wrong answer is not listed."));
}

/** A finding where the answer was written. */
function findCase(files: ExerciseFiles, { role, says }: Case, message: string): Finding {
  const ownFile = { starter: "starter.ts", solution: "solution.ts", wrong: "" }[role];
  if (files.sources[ownFile] !== undefined) return findIn(files, ownFile, "", message);
  const place = { starter: "", solution: /\bsolution:/, wrong: says ?? "" }[role];
  return findIn(files, "exercise.ts", place, message);
}

interface CaseProof {
  /** Each goes on after "The starter …". */
  problems: string[];
  measurement?: Measurement;
  isRecorded?: boolean;
}

async function proveCase(
  files: ExerciseFiles,
  exercise: AnyExercise,
  one: Case,
  tools: ProofTools,
): Promise<CaseProof> {
  // As it comes back from the reader's storage, or out of a file.
  const kept = z.safeParse(exercise.answerSchema, JSON.parse(JSON.stringify(one.answer)));
  if (!kept.success) {
    const reasons = z.prettifyError(kept.error).replaceAll("\n", " ");
    return { problems: [`is no answer by its own schema: ${reasons}`] };
  }
  const answer = kept.data;
  const judged = await judgeTypically(exercise, answer, one, tools.createContext(one.seed));
  const { verdict } = judged;
  const problems = checkWords(one, verdict);

  const sample = exercise.findSample?.(answer, one.seed);
  const isLeftToChance = sample ?? (verdict.starts && !failsOtherwise(verdict));
  if (!isLeftToChance) return { problems: [...checkVerdict(one, verdict), ...problems] };

  const statement = sample?.statement ?? verdict.starts?.statement;
  const recorded = tools.findRecorded(files, sample ? hashSample(sample, one.role) : one.name);
  const count = recorded ?? (sample && (await tools.countPassing(sample, one.role)));
  if (!statement || !count) {
    problems.push(
      `has no record of how often it passes. Run: npm run check:book -- ${getPath(files)} --record`,
    );
    return { problems };
  }
  const measurement = { answer: describeCase(one), role: one.role, statement, ...count };
  const unfair = explainUnfair(measurement);
  if (unfair) problems.push(unfair);
  if (sample && !agrees(sample, judged)) {
    problems.push(
      "is judged by other starts than those that are measured: judge and findSample do not agree.",
    );
  }
  return { problems, measurement, isRecorded: recorded !== undefined };
}

/** Whether something beside the starts is wrong. */
function failsOtherwise({ isCorrect, starts }: Verdict): boolean {
  return !isCorrect && starts !== undefined && starts.passed >= starts.statement.atLeast;
}

/** A verdict with the training that it asked for. */
interface Judged {
  verdict: Verdict;
  trained: { experiment: Sample["experiment"]; runs: readonly StartRun[] }[];
}

/** Other starts may give another verdict, in a few cases; the usual one is what is looked at. */
const mostAttempts = 5;

async function judgeTypically(
  exercise: AnyExercise,
  answer: unknown,
  { role }: Case,
  context: JudgeContext,
): Promise<Judged> {
  let judged = await judgeOnce(exercise, answer, context, 0);
  for (let attempt = 1; attempt < mostAttempts; attempt += 1) {
    const isUsual = judged.verdict.isCorrect === (role === "solution");
    const isByStarts = judged.trained.length > 0 || judged.verdict.starts;
    if (isUsual || !isByStarts) break;
    judged = await judgeOnce(exercise, answer, context, attempt);
  }
  return judged;
}

/** Judges with the first starts of a reader, or with others. */
async function judgeOnce(
  exercise: AnyExercise,
  answer: unknown,
  context: JudgeContext,
  attempt: number,
): Promise<Judged> {
  const trained: Judged["trained"] = [];
  const verdict = await exercise.judge(answer, {
    ...context,
    drawStartSeeds: (id, count) =>
      context.drawStartSeeds(attempt === 0 ? id : `${id} ${attempt}`, count),
    async trainStarts(experiment, seeds) {
      const runs = await context.trainStarts(experiment, seeds);
      trained.push({ experiment, runs });
      return runs;
    },
  });
  return { verdict, trained };
}

/** How often an answer's starts pass, from as many verdicts as it takes. For answers in code, which alone can train them. */
export async function countByVerdicts(
  exercise: AnyExercise,
  answer: unknown,
  context: JudgeContext,
  wanted: number,
): Promise<Count | undefined> {
  const count = { passed: 0, tries: 0 };
  for (let attempt = 0; count.tries < wanted; attempt += 1) {
    const { verdict } = await judgeOnce(exercise, answer, context, attempt);
    if (!verdict.starts) return undefined;
    count.passed += verdict.starts.passed;
    count.tries += verdict.starts.statement.of;
  }
  return count;
}

/** Whether what was trained for a verdict is what its sample says, and decided it. */
function agrees({ experiment, statement }: Sample, { verdict, trained }: Judged): boolean {
  const [only, ...others] = trained;
  if (!only || others.length > 0) return false;
  const print = (trained: Sample["experiment"]) =>
    JSON.stringify({ ...trained, seed: 0, fit: { ...trained.fit, epochs: statement.epochs } });
  const passed = only.runs.filter((run) => isPassed(statement, run)).length;
  return (
    print(only.experiment) === print(experiment) &&
    only.runs.length === statement.of &&
    verdict.isCorrect === passed >= statement.atLeast
  );
}

/** Whether an answer that leaves nothing to chance gets the verdict that it has to. */
function checkVerdict({ role }: Case, { isCorrect, reply }: Verdict): string[] {
  if (isCorrect === (role === "solution")) return [];
  return isCorrect
    ? ["is taken as right, and it has to fail."]
    : [`is not taken as right: “${reply}”`];
}

function checkWords({ says, role }: Case, verdict: Verdict): string[] {
  const words = listWords(verdict);
  const problems: string[] = [];
  if (verdict.reply.trim() === "") problems.push("gets no reply.");
  if (role === "wrong" && !verdict.isCorrect && !words.some((text) => text.includes(says ?? ""))) {
    problems.push(`does not get its message, but “${verdict.reply}”`);
  }
  const loud = words.find(isLoud);
  if (loud) problems.push(`gets a loud reply. ${explainLoud(loud)}`);
  return problems;
}
