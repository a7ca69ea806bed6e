import type { Schedule } from "../experiment/experiment";
import { maxColumns, printNumber } from "./print";

type ChangingSchedule = Exclude<Schedule, { name: "constant" }>;

/** `computeLearningRate(step)` in JavaScript, since TensorFlow.js has no schedules. */
export function printTfjsSchedule(schedule: ChangingSchedule, learningRate: number): string {
  return `// The learning rate of each step, counted from 0.\n${printFunction(schedule, learningRate)}`;
}

function printFunction(schedule: ChangingSchedule, learningRate: number): string {
  const rate = printNumber(learningRate);
  switch (schedule.name) {
    case "inverseTimeDecay": {
      const decay = printNumber(schedule.decayRate);
      return printFormula(`${rate} / (1 + ${decay} * ${printPeriods(schedule)})`);
    }
    case "exponentialDecay":
      return printFormula(
        `${rate} * ${printNumber(schedule.decayRate)} ** ${printPeriods(schedule)}`,
      );
    case "piecewiseConstantDecay": {
      const rates = schedule.factors.map((factor) => printNumber(learningRate * factor));
      const pieces = schedule.boundaries.map(
        (boundary, piece) => `  if (step <= ${boundary}) return ${rates[piece]};\n`,
      );
      return `const computeLearningRate = (step) => {
${pieces.join("")}  return ${rates.at(-1)};
};`;
    }
    case "polynomialDecay":
      return printPolynomialDecay(schedule, rate);
    case "cosineDecay":
      return printCosineDecay(schedule, rate);
    case "oneCycle":
      return printOneCycle(schedule, learningRate);
    case "warmup":
      return printFormula(`${rate} * Math.min(step / ${schedule.warmupSteps}, 1)`);
  }
}

function printFormula(formula: string): string {
  const start = "const computeLearningRate = (step) =>";
  const line = `${start} ${formula};`;
  return line.length <= maxColumns ? line : `${start}\n  ${formula};`;
}

function printPeriods({ decaySteps, staircase }: { decaySteps: number; staircase: boolean }) {
  const periods = `step / ${decaySteps}`;
  return staircase ? `Math.floor(${periods})` : `(${periods})`;
}

type ScheduleOf<Name> = Extract<Schedule, { name: Name }>;

function printPolynomialDecay(
  { decaySteps, endLearningRate, power, cycle }: ScheduleOf<"polynomialDecay">,
  rate: string,
): string {
  const end = printNumber(endLearningRate);
  const left = cycle
    ? `  // Whenever the end is reached, it moves on by as many steps.
  const end = ${decaySteps} * Math.max(1, Math.ceil(step / ${decaySteps}));
  const left = 1 - step / end;`
    : `  const left = 1 - Math.min(step / ${decaySteps}, 1);`;
  return `const computeLearningRate = (step) => {
${left}
  return ${end} + (${rate} - ${end}) * left${power === 1 ? "" : ` ** ${printNumber(power)}`};
};`;
}

function printCosineDecay(
  { decaySteps, alpha, warmupSteps }: ScheduleOf<"cosineDecay">,
  rate: string,
): string {
  const warmup =
    warmupSteps > 0
      ? `  if (step < ${warmupSteps}) return ${rate} * (step / ${warmupSteps});\n`
      : "";
  const past = warmupSteps > 0 ? `(step - ${warmupSteps})` : "step";
  const share = alpha === 0 ? "wave" : `(${printNumber(alpha)} + ${printNumber(1 - alpha)} * wave)`;
  return `const computeLearningRate = (step) => {
${warmup}  const done = Math.min(${past} / ${decaySteps}, 1);
  const wave = (1 + Math.cos(Math.PI * done)) / 2; // from 1 to 0
  return ${rate} * ${share};
};`;
}

function printOneCycle(
  { totalSteps, risingShare, divisor, finalDivisor }: ScheduleOf<"oneCycle">,
  learningRate: number,
): string {
  const rate = printNumber(learningRate);
  const first = printNumber(learningRate / divisor);
  const last = printNumber(learningRate / divisor / finalDivisor);
  const peak = printNumber(risingShare * totalSteps);
  const past = risingShare === 0 ? "step" : `(step - ${peak})`;
  const rising = `  if (step < ${peak}) return followWave(${first}, ${rate}, step / ${peak});\n`;
  const falling = `  const share = Math.min(${past} / ${printNumber(totalSteps - risingShare * totalSteps)}, 1);
  return followWave(${rate}, ${last}, share);`;
  return `const computeLearningRate = (step) => {
${risingShare === 0 ? "" : rising}${risingShare === 1 ? `  return ${last};` : falling}
};

// From start to end along half a cosine wave.
function followWave(start, end, share) {
  return end + ((start - end) * (1 + Math.cos(Math.PI * share))) / 2;
}`;
}
