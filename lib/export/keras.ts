import {
  countTestPoints,
  type Experiment,
  type FeatureName,
  type Initializer,
  type Layer,
} from "../experiment/experiment";
import { printDrawPoints } from "./keras-data";
import { indentLines, printList, printNumber } from "./print";

/**
 * An Experiment as a complete Python program for Keras 3: it draws the data, builds, compiles and
 * fits the model, and prints the final test loss.
 *
 * The seed of the Experiment makes the program repeatable, but Keras draws other numbers from it
 * than this book does, so the losses differ like those of another start.
 */
export function experimentToKeras(experiment: Experiment): string {
  const { data, model, compile, fit, seed } = experiment;
  const sections = [
    "import keras\nimport numpy as np",
    `# The same points and the same starting weights in every run.
keras.utils.set_random_seed(${seed})
rng = np.random.default_rng(${seed})`,
    `\n${printDrawPoints(data)}\n`,
    printSplit(data),
    printModel(data.features.length, model.layers),
    printCompile(compile),
    printFit(fit),
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

function printSplit(data: Experiment["data"]): string {
  const columns = data.features.map((name) => featureCode[name]);
  const testPoints = countTestPoints(data);
  return `x1, x2, label = draw_points(${data.samples})

# What the network sees of each point.
${printList("x = np.column_stack([", columns, "])", { indent: "    " })}
y = label[:, np.newaxis]

# In random order, so that the test points are a fair sample.
order = rng.permutation(${data.samples})
# The network never trains on the test points.
test, train = order[:${testPoints}], order[${testPoints}:]`;
}

function printModel(inputs: number, layers: readonly Layer[]): string {
  const printed = layers.map((layer) =>
    [
      "keras.layers.Dense(",
      `    ${layer.units},`,
      `    activation="${layer.activation}",`,
      `    kernel_initializer=${printInitializer(layer.kernelInitializer)},`,
      `    bias_initializer=${printInitializer(layer.biasInitializer)},`,
      "),",
    ].join("\n"),
  );
  const isRandom = layers.every(
    ({ kernelInitializer }) => !["zeros", "ones", "constant"].includes(kernelInitializer.name),
  );
  return `${isRandom ? "# Random weights: units that start alike stay alike.\n" : ""}model = keras.Sequential(
    [
        keras.Input(shape=(${inputs},)),
${indentLines(printed.join("\n"), "        ")}
    ]
)`;
}

/** Keras names an initializer without settings in snake case, and one with settings as a class. */
function printInitializer({ name, ...settings }: Initializer): string {
  const entries = Object.entries(settings);
  if (entries.length === 0) {
    return `"${name.replaceAll(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`)}"`;
  }
  const className = `${name[0]?.toUpperCase()}${name.slice(1)}`;
  // As in the signature: (minval, maxval), (mean, stddev), (value).
  const values = entries.map(([, value]) => printNumber(value));
  return `keras.initializers.${className}(${values.join(", ")})`;
}

function printCompile({ optimizer, loss }: Experiment["compile"]): string {
  const { learningRate, momentum, nesterov } = optimizer;
  const settings = [
    `learning_rate=${printNumber(learningRate)}`,
    ...(momentum === 0 ? [] : [`momentum=${printNumber(momentum)}`]),
    ...(momentum === 0 || !nesterov ? [] : ["nesterov=True"]),
  ];
  const definition =
    loss === "halfSquaredError"
      ? `\ndef half_squared_error(y_true, y_pred):
    """Half the squared error: its slope is simply the error, y_pred - y_true."""
    return keras.ops.mean(keras.ops.square(y_pred - y_true), axis=-1) / 2


`
      : "";
  const lossCode = loss === "halfSquaredError" ? "half_squared_error" : '"mean_squared_error"';
  return `${definition}model.compile(
    optimizer=keras.optimizers.SGD(${settings.join(", ")}),
    loss=${lossCode},
)`;
}

function printFit({ epochs, batchSize, shuffle }: Experiment["fit"]): string {
  return `history = model.fit(
    x[train],
    y[train],
    epochs=${epochs},
    batch_size=${batchSize},
    shuffle=${shuffle ? "True" : "False"},
    validation_data=(x[test], y[test]),
    verbose=2,  # one line for each epoch
)

print("Final test loss:", history.history["val_loss"][-1])`;
}
