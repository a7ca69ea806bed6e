import { describeGpuLoss } from "./backend";
import { DivergenceError, divergenceAdvice } from "./divergence";

/** Why an error of TensorFlow.js happens and what to do, for those that are common. */
export function explainError(error: Error): string | undefined {
  const loss = describeGpuLoss();
  if (loss && !["ReferenceError", "SyntaxError"].includes(error.name)) return loss;
  if (error instanceof DivergenceError) return divergenceAdvice;
  for (const [pattern, advise] of advice) {
    const match = pattern.exec(error.message);
    if (match) return advise(...match.slice(1));
  }
  return undefined;
}

/** What TensorFlow.js 4.22 says, and what it means; the first that fits. */
const advice: readonly [RegExp, (...parts: string[]) => string][] = [
  [
    /^target expected .*tensor shape \[\*,(\d+)\]\).*tensor shape \[\d+,(\d+)\]\)/,
    (expected, got) => explainTargets(Number(expected), Number(got)),
  ],
  [
    /target array of shape .* 'categorical_crossentropy'/,
    () =>
      "categoricalCrossentropy compares the shares of several classes, but each label here is one number. For two classes use one unit with a sigmoid and binaryCrossentropy; for more, a softmax with a unit for each class and sparseCategoricalCrossentropy, which takes class numbers.",
  ],
  [
    /^input expected .*tensor shape \[\*,([\d,]+)\]\).*tensor shape \[([\d,]+)\]\)/,
    (expected, got) => explainInputs(`*,${expected}`, got as string),
  ],
  [
    /^Error when checking .*: expected \S+ to have shape \[null,([\d,]+)\] but got array with shape \[([\d,]+)\]/,
    (expected, got) => explainInputs(`*,${expected}`, got as string),
  ],
  [
    /expected \S+ to have (\d+) dimension\(s\)\. but got array with shape ([\d,]+)/,
    (expected, got) =>
      `The model takes tensors of ${expected} dimensions, the first of which counts the examples, but this one has shape [${spread(got as string)}]. Bring it into shape with reshape, or give the first layer another inputShape, which leaves the count of examples out.`,
  ],
  [
    /same number of samples as target.* Found (\d+) input sample\(s\) and (\d+) target/,
    (inputs, targets) =>
      `Each example needs its label: there are ${inputs} rows of inputs, but ${targets} of labels. Usually one of the two was cut or split without the other.`,
  ],
  [
    /needs to be compiled|must compile a model/,
    () =>
      'Before it can learn, a model must be told how: model.compile({ optimizer: "sgd", loss: "meanSquaredError" }).',
  ],
  [
    /^Unknown loss (\S+)/,
    (name) =>
      `There is no loss called ${name}. TensorFlow.js writes names in full: meanSquaredError, binaryCrossentropy, categoricalCrossentropy, sparseCategoricalCrossentropy.`,
  ],
  [
    /^Unknown Optimizer (\S+)/,
    (name) =>
      `There is no optimizer called ${name}. There are sgd, adam, rmsprop, adagrad, adadelta and adamax by name, and with settings tf.train.sgd(0.1), tf.train.momentum(0.1, 0.9), tf.train.adam(0.01) and so on.`,
  ],
  [
    /^Unknown metric (\S+)/,
    (name) => `There is no metric called ${name}. There are, for example, accuracy, mse and mae.`,
  ],
  [
    /Tensor is disposed|is already disposed/,
    () =>
      "Its memory has been freed: by dispose(), by tf.tidy, which keeps only what its function returns, or because its cell was run again and its name now holds another. Run the cell that creates it again, or keep it out of tf.tidy with tf.keep.",
  ],
  [
    /inner shapes \((\d+)\) and \((\d+)\) of Tensors with shapes ([\d,]+) and ([\d,]+)/,
    (left, right, a, b) =>
      `In a matrix product the columns of the first must be as many as the rows of the second: [${spread(a as string)}] has ${left} columns and [${spread(b as string)}] has ${right} rows. Often one of the two must be transposed, or they must change places.`,
  ],
  [
    /could not be broadcast together with shapes ([\d,]*) and ([\d,]*)/,
    (a, b) =>
      `Element by element, [${spread(a as string)}] and [${spread(b as string)}] do not fit: from the last dimension on, lengths must be equal, or one of them 1.`,
  ],
  [
    /^Size\((\d+)\) must match the product of shape (.+)/,
    (size, shape) =>
      `reshape keeps the values: ${size} of them do not fill the shape [${spread(shape as string)}]. One length may be -1, which is then worked out.`,
  ],
  [
    /^Based on the provided shape, \[(.*)\], the tensor should have (\d+) values but has (\d+)/,
    (shape, expected, got) =>
      `The shape [${spread(shape as string)}] holds ${expected} values, but ${got} were given.`,
  ],
  [
    /must be a Tensor or TensorLike, but got 'Promise'/,
    () =>
      "This is a Promise: a value that is still to come. Write await before the call that gives it, such as await tensor.data() or await model.fit(…).",
  ],
  [
    /must be a Tensor or TensorLike, but got '(null|undefined)'/,
    () =>
      "There is no value here. Perhaps the function that should give it has no return, or a name is misspelt.",
  ],
  [
    /must be a Tensor or TensorLike, but got '(\w+)'/,
    (kind) =>
      `Operations take tensors, numbers and lists of numbers, but this is a ${kind}. Of what model.predict and others return, take the tensor itself.`,
  ],
  [
    /^Argument '(\w+)' passed to '(\w+)' must be (int32|bool) tensor, but got (\w+) tensor/,
    (_argument, operation, expected, got) =>
      `${operation} needs values of type ${expected}, but these are ${got}. Convert them with tensor.cast("${expected}"), or create them with it: tf.tensor1d(values, "${expected}").`,
  ],
  [
    /must be numeric tensor, but got string tensor/,
    () =>
      "These values are text. Numbers in quotes are text, too; convert them with Number before making a tensor.",
  ],
  [
    /^(dtype|shape) of the new value/,
    (what) =>
      `A variable keeps its ${what}: what is assigned to it must have the same. Convert it first${what === "dtype" ? ", with cast" : ", with reshape"}.`,
  ],
  [
    /^Cannot compute gradient of y=f\(x\)|^Cannot find a connection between any variable/,
    () =>
      "The way from the variable to the result must be made of tensor operations all along. It breaks where values are read out with data, dataSync or array, where Math functions are used, and where the variable is not used inside the function.",
  ],
  [
    /must return a scalar, but it returned a rank-(\d+) tensor/,
    () =>
      "What is minimized must be one number. Take the mean of the losses of all examples: .mean().",
  ],
  [
    /first layer in a Sequential model must get an `inputShape`/,
    () =>
      "Only the first layer has to be told what comes in: inputShape: [2] for examples of two numbers. The count of examples is left out.",
  ],
  [
    /^Input \d+ is incompatible with layer (\S+): expected (min_)?ndim=(\d+), found ndim=(\d+)/,
    (layer, _least, expected, got) =>
      `Layer ${layer} takes tensors of ${expected} dimensions, the examples counted, but gets ${got}. Between pictures and dense layers stands tf.layers.flatten(); pictures have shape [height, width, channels].`,
  ],
  [
    /another fit\(\) call is ongoing/,
    () => "The model is still training. Wait for it: await model.fit(…).",
  ],
  [
    /^Kernel '(\w+)' not registered for backend '(\w+)'/,
    (kernel, backend) =>
      `TensorFlow.js has no ${kernel} on ${backend}. Compute on the CPU instead: await tf.setBackend("cpu").`,
  ],
  [
    /^Backend name '(\w+)' not found/,
    (name) => `There is no ${name} here. There are webgpu, where the browser has it, wasm and cpu.`,
  ],
  [
    /reading '(loss|val_loss|acc|val_acc|history)'/,
    () =>
      "This is how it looks when model.fit has not finished: write const history = await model.fit(…). The names in history.history are those of the loss and of the metrics that compile asked for.",
  ],
  [
    /Cannot find any (save|load) handlers|fetch failed|Failed to fetch/,
    () => "Cells have no network and no storage, so models cannot be loaded or saved here.",
  ],
];

function explainTargets(units: number, columns: number): string {
  if (columns === 1) {
    return `The model gives ${units} numbers for each example, but a label has only 1. If labels are class numbers from 0 to ${units - 1}, use the loss sparseCategoricalCrossentropy, or turn them into rows with tf.oneHot(labels, ${units}). If the label is what the model should say, its last layer needs 1 unit.`;
  }
  if (units === 1) {
    return `Each label has ${columns} numbers where 1 is expected. If they are one-hot, the last layer needs ${columns} units with a softmax, and the loss is categoricalCrossentropy; sparseCategoricalCrossentropy takes class numbers instead.`;
  }
  return `The model gives ${units} numbers for each example, but a label has ${columns}. The units of the last layer and the columns of the labels must be as many.`;
}

function explainInputs(expected: string, got: string): string {
  return `The model takes inputs of shape [${spread(expected)}], where * is the count of examples, but these have [${spread(got)}]. Either the examples need another shape, or the first layer another inputShape. A single example is a row of its own: tf.tensor2d([[1, 2]]).`;
}

function spread(shape: string): string {
  return shape.replaceAll(/,\s*/g, ", ");
}
