import { countTestPoints, type Experiment, type FeatureName } from "../experiment/experiment";
import { chooseReportInterval, printList, printNumber, toWords } from "./print";
import { findTargetCoding, type TargetCoding } from "./target-coding";
import { printMetric, printTfjsCompile } from "./tfjs-compile";
import { printDrawPoint } from "./tfjs-data";
import { printTfjsModel } from "./tfjs-model";
import { printTfjsOptimizer } from "./tfjs-optimizers";

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
    printSplit(experiment.data, findTargetCoding(experiment)),
    printTfjsModel(experiment),
    printTfjsCompile(experiment),
    printFit(experiment),
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

/** The target of a point, with a comment where that is not the label itself. */
const targetCode: Record<TargetCoding, { comment: string; row: string }> = {
  label: { comment: "", row: "[label]" },
  zeroOrOne: {
    comment: "// As a sigmoid says it: 0 for a negative label, 1 for any other.\n",
    row: "[label >= 0 ? 1 : 0]",
  },
  oneHot: {
    comment: "// How likely each class is: that of the negative labels comes first.\n",
    row: "(label >= 0 ? [0, 1] : [1, 0])",
  },
  classIndex: {
    comment: "// The class as its index: 0 for a negative label, 1 for any other.\n",
    row: "[label >= 0 ? 1 : 0]",
  },
};

function printSplit(data: Experiment["data"], coding: TargetCoding): string {
  const { comment, row } = targetCode[coding];
  const { scale } = data;
  const columns = data.features
    .map((name) => featureCode[name])
    .map((code) => (scale === 1 ? code : `${printNumber(scale)} * ${code}`));
  const coordinates = ["x1", "x2"].filter((name) => data.features.some((f) => f.includes(name)));
  const features = printList("const toFeatures = ({ COORDINATES }) => [", columns, "];").replace(
    "COORDINATES",
    coordinates.join(", "),
  );
  return `// In random order, so that the test points are a fair sample.
const count = ${data.samples};
const points = Array.from({ length: count }, (_, i) => drawPoint(i, count));
tf.util.shuffle(points);
${data.labels === "shuffled" ? shuffledLabels : ""}
// What the network sees of a point.
${features}
${comment}const toTensors = (rows) => [
  tf.tensor2d(rows.map(toFeatures)),
  tf.tensor2d(rows.map(({ label }) => ${row})),
];

${printTestPoints(data)}`;
}

const shuffledLabels = `
// A fault: every label belongs to some point, but not to its own.
const labels = points.map(({ label }) => label);
tf.util.shuffle(labels);
points.forEach((point, i) => {
  point.label = labels[i];
});
`;

function printTestPoints(data: Experiment["data"]): string {
  const testPoints = countTestPoints(data);
  const copies = Math.round(data.leak * testPoints);
  if (copies === 0 && data.order === "mixed") {
    return `// The network never trains on the test points.
const [xTest, yTest] = toTensors(points.slice(0, ${testPoints}));
const [xTrain, yTrain] = toTensors(points.slice(${testPoints}));`;
  }
  const leak = `// A fault: the first ${copies} test points are copies of training points.
for (let i = 0; i < ${copies}; i += 1) {
  testPoints[i] = trainPoints[i % trainPoints.length];
}
`;
  const sorting = `// A fault: in the order of their labels, one class after the other.
trainPoints.sort((a, b) => a.label - b.label);
`;
  return `${copies === 0 ? "// The network never trains on the test points.\n" : ""}const testPoints = points.slice(0, ${testPoints});
const trainPoints = points.slice(${testPoints});
${copies === 0 ? "" : leak}${data.order === "mixed" ? "" : sorting}const [xTest, yTest] = toTensors(testPoints);
const [xTrain, yTrain] = toTensors(trainPoints);`;
}

function printFit(experiment: Experiment): string {
  const { epochs, batchSize, shuffle, schedule } = experiment.fit;
  const { optimizer, metrics } = experiment.compile;
  const interval = chooseReportInterval(epochs);
  const skip = interval === 1 ? "" : `      if (epoch % ${interval} !== 0) return;\n`;
  const { setLearningRate } = printTfjsOptimizer(optimizer, schedule.name);
  const onBatchBegin =
    schedule.name === "constant"
      ? ""
      : `    onBatchBegin: () => {
      ${setLearningRate("computeLearningRate(optimizer.iterations)")}
    },
`;
  const results = metrics.map((name) => {
    const { logName } = printMetric(name, findTargetCoding(experiment));
    return printList(
      "console.log(",
      [`"Final test ${toWords(name)}:"`, `history.${logName}.at(-1)`],
      ");",
    );
  });
  return `const { history } = await model.fit(xTrain, yTrain, {
  epochs: ${epochs},
  batchSize: ${batchSize},
  shuffle: ${shuffle},
  validationData: [xTest, yTest],
  callbacks: {
${onBatchBegin}    onEpochEnd: (lastEpoch, logs) => {
      const epoch = lastEpoch + 1; // TensorFlow.js counts from 0.
${skip}      console.log(\`Epoch \${epoch}: test loss \${logs.val_loss.toFixed(4)}\`);
    },
  },
});

${['console.log("Final test loss:", history.val_loss.at(-1));', ...results].join("\n")}`;
}
