import type { ExerciseIndex } from "@/lib/exercises/exercise";

/** The exercises of the chapter, in its order. Each is a file of its own, and loaded by itself. */
export const exercises: ExerciseIndex = {
  "step-length": async () => (await import("./step-length")).stepLength,
  "rising-loss": async () => (await import("./rising-loss")).risingLoss,
  "sixty-epochs": async () => (await import("./sixty-epochs")).sixtyEpochs,
};
