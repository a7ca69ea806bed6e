import { countTestPoints, type Experiment, type FeatureName } from "../experiment/experiment";
import { printKerasCompile } from "./keras-compile";
import { printDrawPoints } from "./keras-data";
import { printKerasModel } from "./keras-model";
import { printList, printNumber, toSnakeCase, toWords } from "./print";
import { findTargetCoding, type TargetCoding } from "./target-coding";

/**
 * An Experiment as a complete Python program for Keras 3: it draws the data, builds, compiles and
 * fits the model, and prints the final test loss.
 *
 * The seed of the Experiment makes the program repeatable, but Keras draws other numbers from it
 * than this book does, so the losses differ like those of another start.
 */
export function experimentToKeras(experiment: Experiment): string {
  const { data, model, seed } = experiment;
  const sections = [
    "import keras\nimport numpy as np",
    `# The same points and the same starting weights in every run.
keras.utils.set_random_seed(${seed})
rng = np.random.default_rng(${seed})`,
    `\n${printDrawPoints(data)}\n`,
    printSplit(data, findTargetCoding(experiment)),
    printKerasModel(data.features.length, model.layers),
    printKerasCompile(experiment),
    printFit(experiment),
  ];
  return `${sections.join("\n\n")}\n`;
}

const featureCode: Record<FeatureName, string> = {
  x1: "x1",
  x2: "x2",
  "x1^2": "x1**2",
  "x2^2": "x2**2",
  "x1*x2": "x1 * x2",
  "sin(x1)": "np.sin(x1)",
  "sin(x2)": "np.sin(x2)",
};

const targetCode: Record<TargetCoding, string> = {
  label: "y = label[:, np.newaxis]",
  zeroOrOne: `# As a sigmoid says it: 0 for a negative label, 1 for any other.
y = (label >= 0).astype("float32")[:, np.newaxis]`,
  oneHot: `# How likely each class is: that of the negative labels comes first.
y = np.column_stack([label < 0, label >= 0]).astype("float32")`,
  classIndex: `# The class as its index: 0 for a negative label, 1 for any other.
y = (label >= 0).astype("int32")[:, np.newaxis]`,
};

function printSplit(data: Experiment["data"], coding: TargetCoding): string {
  const { scale } = data;
  const columns = data.features
    .map((name) => featureCode[name])
    .map((code) => (scale === 1 ? code : `${printNumber(scale)} * ${code}`));
  return `x1, x2, label = draw_points(${data.samples})
${data.labels === "shuffled" ? shuffledLabels : ""}
# What the network sees of each point.
${printList("x = np.column_stack([", columns, "])", { indent: "    " })}
${targetCode[coding]}

${printTestPoints(data)}`;
}

const shuffledLabels = `# A fault: every label belongs to some point, but not to its own.
label = rng.permutation(label)
`;

function printTestPoints(data: Experiment["data"]): string {
  const testPoints = countTestPoints(data);
  const copies = Math.round(data.leak * testPoints);
  const lines = [
    "# In random order, so that the test points are a fair sample.",
    `order = rng.permutation(${data.samples})`,
    ...(copies === 0 ? ["# The network never trains on the test points."] : []),
    `test, train = order[:${testPoints}], order[${testPoints}:]`,
  ];
  if (copies > 0) {
    lines.push(
      `# A fault: the first ${copies} test points are copies of training points.`,
      `test[:${copies}] = np.resize(train, ${copies})`,
    );
  }
  if (data.order === "byLabel") {
    lines.push(
      "# A fault: in the order of their labels, one class after the other.",
      'train = train[np.argsort(label[train], kind="stable")]',
    );
  }
  return lines.join("\n");
}

function printFit({ model, compile, fit }: Experiment): string {
  const { epochs, batchSize, shuffle } = fit;
  const isPenalized = model.layers.some(({ kernelRegularizer: { l1, l2 } }) => l1 > 0 || l2 > 0);
  const finalLoss = 'history.history["val_loss"][-1]';
  const results = [
    isPenalized
      ? `# Keras adds the penalty on the weights to every loss that it reports.
penalty = float(sum(model.losses))
print("Final test loss:", ${finalLoss} - penalty)`
      : `print("Final test loss:", ${finalLoss})`,
    ...compile.metrics.map((name) =>
      printList(
        "print(",
        [`"Final test ${toWords(name)}:"`, `history.history["val_${toSnakeCase(name)}"][-1]`],
        ")",
        { indent: "    " },
      ),
    ),
  ];
  return `history = model.fit(
    x[train],
    y[train],
    epochs=${epochs},
    batch_size=${batchSize},
    shuffle=${shuffle ? "True" : "False"},
    validation_data=(x[test], y[test]),
    verbose=2,  # one line for each epoch
)

${results.join("\n")}`;
}
