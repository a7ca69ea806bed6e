import type { Experiment, Loss, MetricName } from "../experiment/experiment";
import { printComment, printNumber } from "./print";
import { findTargetCoding, type TargetCoding } from "./target-coding";
import { printTfjsOptimizer } from "./tfjs-optimizers";
import { printTfjsSchedule } from "./tfjs-schedules";

/** `model.compile(…)` in JavaScript, with the functions and classes that it needs. */
export function printTfjsCompile(experiment: Experiment): string {
  const { optimizer, loss, metrics } = experiment.compile;
  const { schedule } = experiment.fit;
  const coding = findTargetCoding(experiment);
  const { definition, comment, code } = printTfjsOptimizer(optimizer, schedule.name);
  const printedMetrics = metrics.map((name) => printMetric(name, coding));
  const definitions = [
    printLossDefinition(loss),
    ...printedMetrics.map((metric) => metric.definition),
    schedule.name === "constant" ? "" : printTfjsSchedule(schedule, optimizer.learningRate),
    definition,
  ].filter((text) => text !== "");

  const comments = comment === "" ? [] : [printComment(comment, "//")];
  // A schedule has to get at the optimizer again.
  const isNamed = schedule.name !== "constant";
  const names = printedMetrics.map((metric) => metric.code).join(", ");
  return [
    ...definitions.map((text) => `${text}\n`),
    ...(isNamed ? [...comments, `const optimizer = ${code};`] : []),
    "model.compile({",
    ...(isNamed
      ? ["  optimizer,"]
      : [...comments.map((text) => text.replaceAll(/^/gm, "  ")), `  optimizer: ${code},`]),
    `  loss: ${printLoss(loss)},`,
    ...(names === "" ? [] : [`  metrics: [${names}],`]),
    "});",
  ].join("\n");
}

function printLossDefinition(loss: Loss): string {
  if (loss.name === "halfSquaredError") {
    return `// Half the squared error: its slope is simply the error, yPred - yTrue.
const halfSquaredError = (yTrue, yPred) =>
  tf.squaredDifference(yTrue, yPred).mean().div(2);`;
  }
  if (loss.name === "huber") {
    const delta = printNumber(loss.delta);
    return `// Half the squared error up to ${delta}, and from there a straight line.
const huber = (yTrue, yPred) =>
  tf.losses.huberLoss(yTrue, yPred, undefined, ${delta});`;
  }
  return "";
}

function printLoss({ name }: Loss): string {
  return name === "halfSquaredError" || name === "huber" ? name : `"${name}"`;
}

interface PrintedMetric {
  /** A function that the program has to define first, or an empty text. */
  definition: string;
  code: string;
  /** How `history` names its values for the test points. */
  logName: string;
}

/** TensorFlow.js chooses the form of "accuracy" by shape, and takes one output for the probability of a yes. */
export function printMetric(name: MetricName, coding: TargetCoding): PrintedMetric {
  if (name === "accuracy") {
    if (coding !== "label") return { definition: "", code: '"accuracy"', logName: "val_acc" };
    return {
      definition: `// The share of outputs on their label's side of 0.
const accuracy = (yTrue, yPred) =>
  yPred.greaterEqual(0).equal(yTrue.greaterEqual(0)).cast("float32").mean();`,
      code: name,
      logName: `val_${name}`,
    };
  }
  if (coding === "classIndex") {
    return {
      definition: `// Of the probabilities of both classes, where the right one is to be 1.
const ${name} = (yTrue, yPred) =>
  tf.metrics.${name}(tf.oneHot(yTrue.flatten().toInt(), 2), yPred);`,
      code: name,
      logName: `val_${name}`,
    };
  }
  const short = name === "meanSquaredError" ? "mse" : "mae";
  return { definition: "", code: `"${short}"`, logName: `val_${short}` };
}
