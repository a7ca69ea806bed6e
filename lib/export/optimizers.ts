import { type Optimizer, parseExperiment } from "../experiment/experiment";

/** What Keras calls the class of each optimizer. */
export const optimizerClasses: Record<Optimizer["name"], string> = {
  sgd: "SGD",
  rmsprop: "RMSprop",
  adagrad: "Adagrad",
  adadelta: "Adadelta",
  adam: "Adam",
  adamax: "Adamax",
  nadam: "Nadam",
};

/** The settings of an optimizer that are not Keras' own, in the order of its signatures, without the rate. */
export function findChosenSettings(optimizer: Optimizer): [string, number | boolean][] {
  const { name, learningRate, weightDecay, clipnorm, clipvalue, globalClipnorm, ...own } =
    optimizer;
  const settings = { ...own, weightDecay, clipnorm, clipvalue, globalClipnorm };
  const defaults: object = parseExperiment({ compile: { optimizer: { name } } }).compile.optimizer;
  return Object.entries(settings).flatMap<[string, number | boolean]>(([key, value]) => {
    const isUsed = key !== "nesterov" || hasMomentum(optimizer);
    const isDefault = value === undefined || value === defaults[key as keyof typeof defaults];
    return isUsed && !isDefault ? [[key, value]] : [];
  });
}

/** Without momentum, Nesterov's form of it changes nothing. */
export function hasMomentum(optimizer: Optimizer): boolean {
  return "momentum" in optimizer && optimizer.momentum > 0;
}
