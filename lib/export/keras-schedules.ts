import type { Schedule } from "../experiment/experiment";
import { printFloat, printList, printNumber } from "./print";

interface PrintedSchedule {
  /** A class that the program has to define first, or an empty text. */
  definition: string;
  /** An expression for the schedule, or for a learning rate that stays as it is. */
  code: string;
}

/** A schedule of the learning rate in Python: one of Keras' own where it has one. */
export function printKerasSchedule(schedule: Schedule, learningRate: number): PrintedSchedule {
  const rate = printFloat(learningRate);
  switch (schedule.name) {
    case "constant":
      return { definition: "", code: rate };
    case "inverseTimeDecay":
    case "exponentialDecay":
      return printKerasClass(schedule.name, [
        `initial_learning_rate=${rate}`,
        `decay_steps=${schedule.decaySteps}`,
        `decay_rate=${printFloat(schedule.decayRate)}`,
        ...(schedule.staircase ? ["staircase=True"] : []),
      ]);
    case "piecewiseConstantDecay": {
      const values = schedule.factors.map((factor) => printFloat(learningRate * factor));
      return printKerasClass(schedule.name, [
        printList("boundaries=[", schedule.boundaries.map(String), "]", pythonIndent),
        printList("values=[", values, "]", pythonIndent),
      ]);
    }
    case "polynomialDecay":
      return printKerasClass(schedule.name, [
        `initial_learning_rate=${rate}`,
        `decay_steps=${schedule.decaySteps}`,
        `end_learning_rate=${printFloat(schedule.endLearningRate)}`,
        ...(schedule.power === 1 ? [] : [`power=${printFloat(schedule.power)}`]),
        ...(schedule.cycle ? ["cycle=True"] : []),
      ]);
    case "cosineDecay":
      return printKerasClass(schedule.name, [
        `initial_learning_rate=${schedule.warmupSteps === 0 ? rate : "0.0"}`,
        `decay_steps=${schedule.decaySteps}`,
        ...(schedule.alpha === 0 ? [] : [`alpha=${printFloat(schedule.alpha)}`]),
        ...(schedule.warmupSteps === 0
          ? []
          : [`warmup_target=${rate}`, `warmup_steps=${schedule.warmupSteps}`]),
      ]);
    case "oneCycle":
      return { definition: printOneCycle(schedule, learningRate), code: "OneCycle()" };
    case "warmup":
      return {
        definition: `class WarmUp(keras.optimizers.schedules.LearningRateSchedule):
    """A straight line from 0 to ${rate}, which step ${schedule.warmupSteps} reaches."""

    def __call__(self, step):
        step = keras.ops.cast(step, "float32")
        return ${rate} * keras.ops.minimum(step / ${schedule.warmupSteps}, 1.0)`,
        code: "WarmUp()",
      };
  }
}

const pythonIndent = { indent: "    " };

function printKerasClass(name: string, settings: readonly string[]): PrintedSchedule {
  const className = `${name[0]?.toUpperCase()}${name.slice(1)}`;
  return {
    definition: "",
    code: printList(`keras.optimizers.schedules.${className}(`, settings, ")", pythonIndent),
  };
}

function printOneCycle(
  { totalSteps, risingShare, divisor, finalDivisor }: Extract<Schedule, { name: "oneCycle" }>,
  learningRate: number,
): string {
  const rate = printFloat(learningRate);
  const first = printFloat(learningRate / divisor);
  const last = printFloat(learningRate / divisor / finalDivisor);
  const peak = printNumber(risingShare * totalSteps);
  const rest = printNumber(totalSteps - risingShare * totalSteps);
  const past = risingShare === 0 ? "step" : `(step - ${peak})`;
  const rising = `follow_wave(${first}, ${rate}, step / ${peak})`;
  const falling = risingShare === 1 ? last : `follow_wave(${rate}, ${last}, ${past} / ${rest})`;
  const body =
    risingShare === 0
      ? `return ${falling}`
      : `rising = ${rising}
        falling = ${falling}
        return keras.ops.where(step < ${peak}, rising, falling)`;
  return `def follow_wave(start, end, share):
    """From start to end along half a cosine wave."""
    share = keras.ops.minimum(share, 1.0)
    return end + (start - end) * (1 + keras.ops.cos(np.pi * share)) / 2


class OneCycle(keras.optimizers.schedules.LearningRateSchedule):
    """${risingShare === 0 ? "Down along a wave." : `Up along a wave until step ${peak}, then down along another.`}"""

    def __call__(self, step):
        step = keras.ops.cast(step, "float32")
        ${body}`;
}
