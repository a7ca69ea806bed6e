import type { Experiment, Loss, MetricName, Optimizer } from "../experiment/experiment";
import { printKerasSchedule } from "./keras-schedules";
import { findChosenSettings, optimizerClasses } from "./optimizers";
import { indentLines, printFloat, printList, toSnakeCase } from "./print";
import { findTargetCoding, type TargetCoding } from "./target-coding";

/** `model.compile(…)` in Python, with the functions and classes that it needs. */
export function printKerasCompile(experiment: Experiment): string {
  const { optimizer, loss, metrics } = experiment.compile;
  const coding = findTargetCoding(experiment);
  const schedule = printKerasSchedule(experiment.fit.schedule, optimizer.learningRate);
  const isConstant = experiment.fit.schedule.name === "constant";
  const definitions = [
    loss.name === "halfSquaredError" ? halfSquaredError : "",
    ...metrics.map((name) => printMetricDefinition(name, coding)),
    schedule.definition,
  ].filter((definition) => definition !== "");

  const settings = [
    printOptimizer(optimizer, isConstant ? schedule.code : "learning_rate"),
    `loss=${printLoss(loss)}`,
    ...(metrics.length === 0 ? [] : [printMetrics(metrics, coding)]),
  ];
  return [
    definitions.length === 0 ? "" : `\n${definitions.join("\n\n\n")}\n\n\n`,
    isConstant ? "" : `# Keras asks for the rate of each step, counted from 0.\n`,
    isConstant ? "" : `learning_rate = ${schedule.code}\n`,
    `model.compile(\n${settings.map((setting) => `${indentLines(setting, "    ")},\n`).join("")})`,
  ].join("");
}

const halfSquaredError = `def half_squared_error(y_true, y_pred):
    """Half the squared error: its slope is simply the error, y_pred - y_true."""
    return keras.ops.mean(keras.ops.square(y_pred - y_true), axis=-1) / 2`;

function printLoss(loss: Loss): string {
  if (loss.name === "halfSquaredError") return "half_squared_error";
  if (loss.name === "huber") return `keras.losses.Huber(delta=${printFloat(loss.delta)})`;
  return `"${toSnakeCase(loss.name)}"`;
}

function printOptimizer(optimizer: Optimizer, learningRate: string): string {
  const settings = findChosenSettings(optimizer).map(
    ([name, value]) =>
      `${toSnakeCase(name)}=${typeof value === "number" ? printFloat(value) : "True"}`,
  );
  return printSetting(
    `optimizer=keras.optimizers.${optimizerClasses[optimizer.name]}(`,
    [`learning_rate=${learningRate}`, ...settings],
    ")",
  );
}

/** Black's width, less the comma that follows. */
const columns = 88 - 1;

/** A list that is to stand in `model.compile(…)`, four columns further in. */
function printSetting(before: string, items: readonly string[], after: string): string {
  return printList(`    ${before}`, items, after, { indent: "    ", columns }).trimStart();
}

/** Keras chooses the form of "accuracy" by shape, and takes one output for the probability of a yes. */
function printMetricDefinition(name: MetricName, coding: TargetCoding): string {
  if (name === "accuracy") {
    if (coding !== "label") return "";
    return `def accuracy(y_true, y_pred):
    """The share of outputs on their label's side of 0."""
    return keras.ops.equal(y_pred >= 0, y_true >= 0)`;
  }
  if (coding !== "classIndex") return "";
  const snakeName = toSnakeCase(name);
  return `def ${snakeName}(y_true, y_pred):
    """Of the probabilities of both classes, where the right one is to be 1."""
    y_true = keras.ops.one_hot(keras.ops.cast(y_true[:, 0], "int32"), 2)
    return keras.losses.${snakeName}(y_true, y_pred)`;
}

function printMetrics(names: readonly MetricName[], coding: TargetCoding): string {
  const codes = names.map((name) => {
    const isDefined = printMetricDefinition(name, coding) !== "";
    return isDefined ? toSnakeCase(name) : `"${toSnakeCase(name)}"`;
  });
  return printSetting("metrics=[", codes, "]");
}
