import type { Experiment, Initializer, Layer } from "../experiment/experiment";
import { indentLines, joinWords, printComment, printList, printNumber } from "./print";

/** `const model = tf.sequential(…)` in JavaScript. */
export function printTfjsModel({ data, model }: Pick<Experiment, "data" | "model">): string {
  const { layers } = model;
  const first = layers[0] as Layer;
  const isShared = (field: InitializerField) =>
    layers.every((layer) => JSON.stringify(layer[field]) === JSON.stringify(first[field]));

  // An initializer without a seed draws anew for each layer, so that one object serves them all.
  const shared = initializerFields
    .filter(isShared)
    .map((field) => `const ${field} = ${printInitializer(first[field], `const ${field} = `)};`);

  const printed = layers.flatMap((layer, index) => {
    const regularizer = printRegularizer(layer.kernelRegularizer);
    const isLeaky = layer.activation === "leakyRelu";
    const fields = [
      ...(index === 0 ? [`inputShape: [${data.features.length}]`] : []),
      `units: ${layer.units}`,
      ...(isLeaky ? [] : [`activation: "${layer.activation}"`]),
      ...initializerFields.map((field) =>
        isShared(field) ? field : `${field}: ${printInitializer(layer[field], `      ${field}: `)}`,
      ),
      ...(regularizer === null ? [] : [`kernelRegularizer: ${regularizer}`]),
    ];
    return [
      printList("tf.layers.dense({", fields, "}),", { padding: " " }),
      // The default of Keras 3; that of TensorFlow.js is 0.3.
      ...(isLeaky ? ["tf.layers.leakyReLU({ alpha: 0.2 }),"] : []),
      ...(layer.dropout === 0
        ? []
        : [`tf.layers.dropout({ rate: ${printNumber(layer.dropout)} }),`]),
    ];
  });

  return [
    ...(isUniformlyRandom(layers) ? ["// Random weights: units that start alike stay alike."] : []),
    ...printDifferences(layers),
    ...shared,
    ...(shared.length > 0 ? [""] : []),
    "const model = tf.sequential({",
    "  layers: [",
    indentLines(printed.join("\n"), "    "),
    "  ],",
    "});",
  ].join("\n");
}

type InitializerField = (typeof initializerFields)[number];
const initializerFields = ["kernelInitializer", "biasInitializer"] as const;

const fixedInitializers = ["zeros", "ones", "constant"];

function isUniformlyRandom(layers: readonly Layer[]): boolean {
  return layers.every(
    ({ kernelInitializer }) => !fixedInitializers.includes(kernelInitializer.name),
  );
}

/** Comments on where TensorFlow.js draws other starting weights than Keras and this book. */
function printDifferences(layers: readonly Layer[]): string[] {
  const all = layers.flatMap((layer) => [layer.kernelInitializer, layer.biasInitializer]);
  const isScaled = ({ name }: Initializer) => /^(glorot|he|lecun)/.test(name);
  const cut = all.filter(
    (initializer) => isScaled(initializer) && initializer.name.endsWith("Normal"),
  );
  const names = [...new Set(cut.map(({ name }) => name))];
  const comments = [
    ...(names.length > 0
      ? [
          `With ${joinWords(names)}, TensorFlow.js cuts the tails off the normal numbers and leaves it at that, so its weights are 12 % smaller than those of Keras.`,
        ]
      : []),
    ...(layers.some(({ biasInitializer, units }) => isScaled(biasInitializer) && units > 1)
      ? [
          "For the biases of n units, TensorFlow.js reckons with √n inputs and Keras with n, so they start larger here.",
        ]
      : []),
    ...(all.some(hasMisreadZero)
      ? ["TensorFlow.js takes a 0 for a value not given, so Number.MIN_VALUE stands for it."]
      : []),
  ];
  return comments.map((text) => printComment(text, "//"));
}

/** TensorFlow.js reads `maxval || 0.05`, and likewise for the others; a mean it takes as it is. */
const misread = ["minval", "maxval", "stddev"];

function hasMisreadZero(initializer: Initializer): boolean {
  return Object.entries(initializer).some(([key, value]) => misread.includes(key) && value === 0);
}

function printInitializer(initializer: Initializer, before: string): string {
  const { name, ...settings } = initializer;
  const entries = Object.entries(settings).map(([key, value]) => {
    // So small that it is 0 as a float32, and yet no 0.
    const isMisread = misread.includes(key) && value === 0;
    return `${key}: ${isMisread ? "Number.MIN_VALUE" : printNumber(value)}`;
  });
  // Of LeCun's two, TensorFlow.js knows only one by name, and spells both its own way.
  if (name === "lecunUniform") return "tf.initializers.leCunUniform({})";
  if (name === "lecunNormal") return "tf.initializers.leCunNormal({})";
  const isPlain =
    entries.length === 0 || (initializer.name === "orthogonal" && initializer.gain === 1);
  if (isPlain) return `"${name}"`;
  return printList(`${before}tf.initializers.${name}({`, entries, "})", {
    padding: " ",
  }).slice(before.length);
}

function printRegularizer({ l1, l2 }: Layer["kernelRegularizer"]): string | null {
  if (l1 === 0 && l2 === 0) return null;
  const [first, second] = [printNumber(l1), printNumber(l2)];
  if (l2 === 0) return `tf.regularizers.l1({ l1: ${first} })`;
  if (l1 === 0) return `tf.regularizers.l2({ l2: ${second} })`;
  return `tf.regularizers.l1l2({ l1: ${first}, l2: ${second} })`;
}
