import * as z from "zod/mini";
import { createDraw, type Draw } from "../code/draw-arguments";
import type { Finding } from "../code/expect";
import { runStartsCheck } from "../code/run-starts-check";
import { StudentError, type StudentRealm } from "../code/student-realm";
import type {
  ExerciseBase,
  ExerciseSources,
  ExerciseText,
  JudgeContext,
  PartVerdict,
  Verdict,
} from "../exercise";
import type { StartsResult, StartsStatement } from "../starts";

export interface CodeDefinition extends ExerciseText {
  /** In the order in which a student gets them right, most likely. */
  checks: readonly [CodeCheck, ...CodeCheck[]];
  /** Said when all checks hold. */
  explanation: string;
  /** Files of the folder that fail, as `wrong/plain.ts`, each with words of the reply that it gets. */
  wrong: readonly { file: string; says: string }[];
}

export type CodeCheck = PlainCheck | StartsCheck;

interface CheckText {
  id: string;
  /** What holds, as in "The path begins at the start.". */
  says: string;
  /** Said where it does not hold and the finding has no advice of its own. */
  advice?: string;
}

export interface PlainCheck extends CheckText {
  /**
   * Looks at what the student's functions give back. What this rejects with is a failure of the check, so a
   * value of another shape than expected needs no care.
   */
  run(student: StudentRealm, source: string, draw: Draw): Promise<Finding>;
}

/** Of code that trains: in so many of so many starts, the number that `call` gives must be small enough. */
export interface StartsCheck extends CheckText, StartsStatement {
  /** Trains from this seed, and gives the quantity. */
  call(student: StudentRealm, seed: number): Promise<number>;
}

const longestCode = 100_000;
const answerSchema = z.object({ code: z.string().check(z.maxLength(longestCode)) });

/** The text of the cell; empty as long as it is the starter. */
export type CodeAnswer = z.output<typeof answerSchema>;

export interface CodeExercise extends ExerciseBase<"code", CodeAnswer> {
  checks: readonly CodeCheck[];
}

/**
 * An exercise whose answer is code. It runs alone in a realm of its own; the checks run here, which never
 * evaluate any of it, and see plain data only.
 *
 * Throws a RangeError if two checks have the same id.
 */
export function codeExercise(definition: CodeDefinition): CodeExercise {
  const { explanation, wrong, ...rest } = definition;
  const { id, checks } = rest;
  if (new Set(checks.map((check) => check.id)).size !== checks.length) {
    throw new RangeError(`codeExercise ${id}: expected each check's id once.`);
  }
  return {
    ...rest,
    kind: "code",
    answerSchema,
    async judge({ code }, context) {
      if (code.trim() === "") {
        return { isCorrect: false, isBlank: true, reply: "You have not changed the code yet." };
      }
      let student: StudentRealm;
      try {
        student = await context.openStudentRealm(code);
      } catch (error) {
        if (!(error instanceof StudentError)) throw error;
        return { isCorrect: false, reply: `Your code does not run to its end. ${error.message}` };
      }
      try {
        return await judgeByChecks(student, code, context);
      } finally {
        student.close();
      }
    },
    prove(_seed, files) {
      return {
        starter: { code: getFile(files, "starter.ts") },
        solutions: [{ code: getFile(files, "solution.ts") }],
        wrong: wrong.map(({ file, says }) => ({ answer: { code: getFile(files, file) }, says })),
      };
    },
  };

  async function judgeByChecks(
    student: StudentRealm,
    code: string,
    context: JudgeContext,
  ): Promise<Verdict> {
    const parts: PartVerdict[] = [];
    let reply: string | undefined;
    let starts: StartsResult | undefined;
    const [drawSeed = context.seed] = context.drawStartSeeds(id, 1);
    for (const check of checks) {
      const finding: Finding & { starts?: StartsResult } = await attempt(check, () =>
        "call" in check
          ? runStartsCheck(check, student, context.drawStartSeeds(`${id}/${check.id}`, check.of))
          : check.run(student, code, createDraw(drawSeed, `${id}/${check.id}`)),
      );
      starts ??= finding.starts;
      if (!finding.isCorrect) reply ??= finding.advice ?? check.advice ?? phrase(check, finding);
      parts.push(toPart(check, finding));
    }
    const isCorrect = reply === undefined;
    return { isCorrect, reply: reply ?? explanation, parts, ...(starts && { starts }) };
  }

  function getFile(files: ExerciseSources, name: string): string {
    const text = files[name];
    if (text === undefined) throw new RangeError(`codeExercise ${id}: there is no file ${name}.`);
    return text;
  }
}

/** A check that cannot be made does not hold. */
async function attempt(check: CodeCheck, run: () => Promise<Finding>): Promise<Finding> {
  try {
    return await run();
  } catch (error) {
    if (error instanceof StudentError) {
      return { isCorrect: false, actual: error.message, advice: error.message };
    }
    const advice = check.advice ?? "What your code gave back has not the shape that is asked for.";
    return { isCorrect: false, advice };
  }
}

function toPart({ id, says }: CodeCheck, { isCorrect, expected, actual }: Finding): PartVerdict {
  if (isCorrect) return { id, isCorrect, says };
  return { id, isCorrect, says, ...(expected && { expected }), ...(actual && { actual }) };
}

function phrase({ says }: CodeCheck, { expected, actual }: Finding): string {
  if (expected === undefined) return `This does not hold yet: ${says}`;
  return `This does not hold yet: ${says} Expected ${expected}, but got ${actual}.`;
}
