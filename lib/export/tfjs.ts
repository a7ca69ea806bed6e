import {
  countTestPoints,
  type Experiment,
  type FeatureName,
  type Initializer,
  type Layer,
} from "../experiment/experiment";
import { chooseReportInterval, indentLines, printList, printNumber } from "./print";
import { printDrawPoint } from "./tfjs-data";

/**
 * An Experiment as a complete program for TensorFlow.js, to be run as a module in a browser or in
 * Node: it draws the data, builds, compiles and fits the model, and prints the final test loss.
 *
 * Its random numbers come from `Math.random`, since TensorFlow.js has no seed for a whole program;
 * so it repeats the Experiment with another start, and the Experiment's seed does not appear.
 */
export function experimentToTfjs(experiment: Experiment): string {
  const sections = [
    'import * as tf from "@tensorflow/tfjs";',
    "// Math.random has no seed: every run draws other points and other weights.\n" +
      "const uniform = (min, max) => min + (max - min) * Math.random();",
    printDrawPoint(experiment.data),
    printSplit(experiment.data),
    printModel(experiment),
    printCompile(experiment.compile),
    printFit(experiment.fit),
  ];
  return `${sections.join("\n\n")}\n`;
}

const featureCode: Record<FeatureName, string> = {
  x1: "x1",
  x2: "x2",
  "x1^2": "x1 * x1",
  "x2^2": "x2 * x2",
  "x1*x2": "x1 * x2",
  "sin(x1)": "Math.sin(x1)",
  "sin(x2)": "Math.sin(x2)",
};

function printSplit(data: Experiment["data"]): string {
  const columns = data.features.map((name) => featureCode[name]);
  const coordinates = ["x1", "x2"].filter((name) => data.features.some((f) => f.includes(name)));
  const testPoints = countTestPoints(data);
  const features = printList("const toFeatures = ({ COORDINATES }) => [", columns, "];").replace(
    "COORDINATES",
    coordinates.join(", "),
  );
  return `// In random order, so that the test points are a fair sample.
const count = ${data.samples};
const points = Array.from({ length: count }, (_, i) => drawPoint(i, count));
tf.util.shuffle(points);

// What the network sees of a point.
${features}
const toTensors = (rows) => [
  tf.tensor2d(rows.map(toFeatures)),
  tf.tensor2d(rows.map(({ label }) => [label])),
];

// The network never trains on the test points.
const [xTest, yTest] = toTensors(points.slice(0, ${testPoints}));
const [xTrain, yTrain] = toTensors(points.slice(${testPoints}));`;
}

function printModel({ data, model }: Experiment): string {
  const { layers } = model;
  const first = layers[0] as Layer;
  const isShared = (field: "kernelInitializer" | "biasInitializer") =>
    layers.every((layer) => JSON.stringify(layer[field]) === JSON.stringify(first[field]));

  // An initializer without a seed draws anew for each layer, so that one object serves them all.
  const shared = (["kernelInitializer", "biasInitializer"] as const)
    .filter(isShared)
    .map((field) => `const ${field} = ${printInitializer(first[field], `const ${field} = `)};`);

  const printed = layers.map((layer, index) => {
    const fields = [
      ...(index === 0 ? [`inputShape: [${data.features.length}]`] : []),
      `units: ${layer.units}`,
      `activation: "${layer.activation}"`,
      ...(["kernelInitializer", "biasInitializer"] as const).map((field) =>
        isShared(field) ? field : `${field}: ${printInitializer(layer[field], `      ${field}: `)}`,
      ),
    ];
    return printList("tf.layers.dense({", fields, "}),", { padding: " " });
  });

  return [
    ...(isUniformlyRandom(layers) ? ["// Random weights: units that start alike stay alike."] : []),
    ...(layers.some(isTruncatedNormal)
      ? [
          "// TensorFlow.js cuts the tails off these normal numbers and leaves it at that,",
          "// so its weights are 12 % smaller than those of Keras.",
        ]
      : []),
    ...shared,
    ...(shared.length > 0 ? [""] : []),
    "const model = tf.sequential({",
    "  layers: [",
    indentLines(printed.join("\n"), "    "),
    "  ],",
    "});",
  ].join("\n");
}

const fixedInitializers = ["zeros", "ones", "constant"];

function isUniformlyRandom(layers: readonly Layer[]): boolean {
  return layers.every(
    ({ kernelInitializer }) => !fixedInitializers.includes(kernelInitializer.name),
  );
}

function isTruncatedNormal({ kernelInitializer }: Layer): boolean {
  return ["glorotNormal", "heNormal", "lecunNormal"].includes(kernelInitializer.name);
}

function printInitializer(initializer: Initializer, before: string): string {
  const { name, ...settings } = initializer;
  const entries = Object.entries(settings).map(([key, value]) => `${key}: ${printNumber(value)}`);
  // Of LeCun's two, TensorFlow.js knows only one by name, and spells both its own way.
  if (name === "lecunUniform") return "tf.initializers.leCunUniform({})";
  if (name === "lecunNormal") return "tf.initializers.leCunNormal({})";
  if (entries.length === 0) return `"${name}"`;
  return printList(`${before}tf.initializers.${name}({`, entries, "})", {
    padding: " ",
  }).slice(before.length);
}

function printCompile({ optimizer, loss }: Experiment["compile"]): string {
  const rate = printNumber(optimizer.learningRate);
  const momentum = printNumber(optimizer.momentum);
  const nesterov = optimizer.nesterov ? ", true" : "";
  const sgd =
    optimizer.momentum === 0
      ? [`  optimizer: tf.train.sgd(${rate}),`]
      : [
          `  // Learning rate, momentum${optimizer.nesterov ? ", and Nesterov's form of it" : ""}.`,
          `  optimizer: tf.train.momentum(${rate}, ${momentum}${nesterov}),`,
        ];
  const definition =
    loss === "halfSquaredError"
      ? [
          "// Half the squared error: its slope is simply the error, yPred - yTrue.",
          "const halfSquaredError = (yTrue, yPred) =>",
          "  tf.squaredDifference(yTrue, yPred).mean().div(2);",
          "",
        ]
      : [];
  const lossCode = loss === "halfSquaredError" ? "halfSquaredError" : '"meanSquaredError"';
  return [...definition, "model.compile({", ...sgd, `  loss: ${lossCode},`, "});"].join("\n");
}

function printFit({ epochs, batchSize, shuffle }: Experiment["fit"]): string {
  const interval = chooseReportInterval(epochs);
  const skip = interval === 1 ? "" : `      if (epoch % ${interval} !== 0) return;\n`;
  return `const { history } = await model.fit(xTrain, yTrain, {
  epochs: ${epochs},
  batchSize: ${batchSize},
  shuffle: ${shuffle},
  validationData: [xTest, yTest],
  callbacks: {
    onEpochEnd: (lastEpoch, logs) => {
      const epoch = lastEpoch + 1; // TensorFlow.js counts from 0.
${skip}      console.log(\`Epoch \${epoch}: test loss \${logs.val_loss.toFixed(4)}\`);
    },
  },
});

console.log("Final test loss:", history.val_loss.at(-1));`;
}
