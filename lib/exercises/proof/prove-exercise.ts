import type { AnyExercise } from "./cases";
import { checkText } from "./check-text";
import { checkFileNames, type ExerciseFiles, findIn } from "./exercise-files";
import type { Finding } from "./finding";
import type { Measurement } from "./measurement";
import { type ProofTools, proveAnswers } from "./prove-answers";

/** What is known of an exercise after its proof. It holds where there are no findings. */
export interface ExerciseProof {
  files: ExerciseFiles;
  /** Undefined where the exercise could not be loaded. */
  kind?: string;
  /** How many answers were judged. */
  answerCount: number;
  measurements: readonly Measurement[];
  /** Whether something was trained of which a record could be kept. */
  isRecordable?: boolean;
  findings: readonly Finding[];
}

/** Proves an exercise by its files and its own answers. Never rejects. */
export async function proveExercise(
  files: ExerciseFiles,
  tools: ProofTools,
): Promise<ExerciseProof> {
  const missing = checkFileNames(files);
  if (files.sources["exercise.ts"] === undefined) {
    return { files, answerCount: 0, measurements: [], findings: missing };
  }
  try {
    const exercise = (await files.load()) as AnyExercise;
    const answers = await proveAnswers(files, exercise, tools);
    return {
      files,
      kind: exercise.kind,
      answerCount: answers.count,
      measurements: answers.measurements,
      isRecordable: answers.isRecordable,
      findings: [
        ...checkFileNames(files, exercise.kind),
        ...checkText(files, exercise),
        ...answers.findings,
      ],
    };
  } catch (error) {
    // A definition that throws says what is wrong with it.
    const message = error instanceof Error ? error.message : String(error);
    const thrown = findIn(files, "exercise.ts", "", message);
    return { files, answerCount: 0, measurements: [], findings: [...missing, thrown] };
  }
}
