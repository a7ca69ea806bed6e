import type { Optimizer, Schedule } from "../experiment/experiment";
import { hasMomentum, optimizerClasses } from "./optimizers";
import { joinWords, printComment, printNumber } from "./print";
import { printOptimizerClass } from "./tfjs-optimizer-class";

interface PrintedOptimizer {
  /** A class that the program has to define first, or an empty text. */
  definition: string;
  /** What the arguments in `code` mean, or an empty text. */
  comment: string;
  /** An expression for the optimizer. */
  code: string;
  /** A statement that gives the optimizer named `optimizer` the learning rate `value`. */
  setLearningRate(value: string): string;
}

/**
 * An optimizer in JavaScript: that of TensorFlow.js where its formula is Keras', and otherwise a class
 * of the program's own.
 */
export function printTfjsOptimizer(
  optimizer: Optimizer,
  schedule: Schedule["name"],
): PrintedOptimizer {
  const gaps = findGaps(optimizer, schedule);
  if (gaps.length === 0) return printNative(optimizer);
  const className = optimizerClasses[optimizer.name];
  const comment = `${className} as in Keras, since TensorFlow.js ${joinWords(gaps)}.`;
  return {
    definition: `${printComment(comment, "//")}\n${printOptimizerClass(className, optimizer)}`,
    comment: "",
    code: `new ${className}(${printNumber(optimizer.learningRate)})`,
    setLearningRate: (value) => `optimizer.learningRate = ${value};`,
  };
}

/** What keeps TensorFlow.js 4 from doing as Keras does. */
function findGaps(optimizer: Optimizer, schedule: Schedule["name"]): string[] {
  const { weightDecay, clipnorm, clipvalue, globalClipnorm } = optimizer;
  const isClipped = [clipnorm, clipvalue, globalClipnorm].some((limit) => limit !== undefined);
  const lacks = [
    ...(optimizer.name === "nadam" ? ["Nadam"] : []),
    ...(optimizer.name === "adam" && optimizer.amsgrad ? ["AMSGrad"] : []),
    ...(weightDecay > 0 ? ["weight decay"] : []),
    ...(isClipped ? ["gradient clipping"] : []),
  ];
  return [
    ...findOddities(optimizer, schedule),
    ...(lacks.length === 0 ? [] : [`has no ${joinWords(lacks, "or")}`]),
  ];
}

/** The epsilon of TensorFlow.js where it computes in float32, and the default of Keras. */
const usualEpsilon = 1e-7;

/** Where an optimizer of TensorFlow.js goes by another formula than Keras'. */
function findOddities(optimizer: Optimizer, schedule: Schedule["name"]): string[] {
  switch (optimizer.name) {
    case "sgd":
      // Keras' velocity holds each gradient times the rate of its own step.
      return hasMomentum(optimizer) && schedule !== "constant"
        ? ["multiplies old gradients, too, by the newest learning rate"]
        : [];
    case "rmsprop":
      return optimizer.centered ? ["subtracts epsilon where it should add it"] : [];
    case "adagrad":
      return optimizer.epsilon === usualEpsilon ? [] : ["takes no other epsilon than 1e-7"];
    case "adadelta":
      return ["divides by an average that lacks the newest gradient"];
    case "adam":
      return optimizer.epsilon === usualEpsilon ? [] : ["adds epsilon elsewhere"];
    case "adamax":
    case "nadam":
      return [];
  }
}

/** What an argument means, its value, and the default of TensorFlow.js, at which it may be left out. */
type NativeArgument = [meaning: string, value: number | boolean, fallback?: number | boolean];

interface NativeCall {
  method: string;
  /** After the learning rate. */
  rest: NativeArgument[];
  note?: string;
}

function printNative(optimizer: Optimizer): PrintedOptimizer {
  const { method, rest, note } = describeNative(optimizer);
  const all: NativeArgument[] = [["Learning rate", optimizer.learningRate], ...rest];
  const used = all.slice(0, all.findLastIndex(([, value, fallback]) => value !== fallback) + 1);
  const values = used.map(([, value]) => (typeof value === "number" ? printNumber(value) : value));
  const meanings = used.length === 1 ? [] : [`${used.map(([meaning]) => meaning).join(", ")}.`];
  const isSgd = optimizer.name === "sgd";
  return {
    definition: "",
    comment: [...meanings, ...(note ? [note] : [])].join(" "),
    code: `tf.train.${method}(${values.join(", ")})`,
    setLearningRate: (value) =>
      isSgd ? `optimizer.setLearningRate(${value});` : `optimizer.learningRate = ${value};`,
  };
}

function describeNative(optimizer: Optimizer): NativeCall {
  switch (optimizer.name) {
    case "sgd": {
      if (!hasMomentum(optimizer)) return { method: "sgd", rest: [] };
      const { momentum, nesterov } = optimizer;
      return {
        method: "momentum",
        rest: [
          ["momentum", momentum],
          ["and Nesterov's form of it", nesterov, false],
        ],
      };
    }
    case "rmsprop": {
      const { rho, momentum, epsilon } = optimizer;
      return {
        method: "rmsprop",
        rest: [
          ["rho", rho, 0.9],
          ["momentum", momentum, 0],
          ["epsilon", epsilon, usualEpsilon],
        ],
      };
    }
    case "adagrad":
      return {
        method: "adagrad",
        rest: [["initial accumulator value", optimizer.initialAccumulatorValue, 0.1]],
      };
    case "adam":
      return {
        method: "adam",
        rest: [
          ["beta 1", optimizer.beta1, 0.9],
          ["beta 2", optimizer.beta2, 0.999],
        ],
        note: "Keras adds its epsilon, 1e-7, elsewhere, which shows only in gradients below about 1e-5.",
      };
    case "adamax": {
      const { beta1, beta2, epsilon } = optimizer;
      return {
        method: "adamax",
        rest: [
          ["beta 1", beta1, 0.9],
          ["beta 2", beta2, 0.999],
          ["epsilon", epsilon, usualEpsilon],
        ],
      };
    }
    case "adadelta":
    case "nadam":
      throw new Error(
        `internal: describeNative: TensorFlow.js has no ${optimizer.name} like Keras'.`,
      );
  }
}
