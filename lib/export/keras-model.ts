import type { Initializer, Layer } from "../experiment/experiment";
import { indentLines, printNumber, toSnakeCase } from "./print";

/** `model = keras.Sequential(…)` in Python. */
export function printKerasModel(inputs: number, layers: readonly Layer[]): string {
  const isRandom = layers.every(
    ({ kernelInitializer }) => !["zeros", "ones", "constant"].includes(kernelInitializer.name),
  );
  return `${isRandom ? "# Random weights: units that start alike stay alike.\n" : ""}model = keras.Sequential(
    [
        keras.Input(shape=(${inputs},)),
${indentLines(layers.map(printLayer).join("\n"), "        ")}
    ]
)`;
}

function printLayer({
  units,
  activation,
  kernelInitializer,
  biasInitializer,
  kernelRegularizer,
  dropout,
}: Layer): string {
  const regularizer = printRegularizer(kernelRegularizer);
  return [
    "keras.layers.Dense(",
    `    ${units},`,
    `    activation="${toSnakeCase(activation)}",`,
    `    kernel_initializer=${printInitializer(kernelInitializer)},`,
    `    bias_initializer=${printInitializer(biasInitializer)},`,
    ...(regularizer === null ? [] : [`    kernel_regularizer=${regularizer},`]),
    "),",
    ...(dropout === 0 ? [] : [`keras.layers.Dropout(${printNumber(dropout)}),`]),
  ].join("\n");
}

/** Keras names an initializer without settings in snake case, and one with settings as a class. */
function printInitializer({ name, ...settings }: Initializer): string {
  const values = Object.values(settings);
  const isPlain = values.length === 0 || (name === "orthogonal" && values[0] === 1);
  if (isPlain) return `"${toSnakeCase(name)}"`;
  const className = `${name[0]?.toUpperCase()}${name.slice(1)}`;
  // As in the signature: (minval, maxval), (mean, stddev), (value), (gain).
  return `keras.initializers.${className}(${values.map(printNumber).join(", ")})`;
}

function printRegularizer({ l1, l2 }: Layer["kernelRegularizer"]): string | null {
  if (l1 === 0 && l2 === 0) return null;
  const [first, second] = [printNumber(l1), printNumber(l2)];
  if (l2 === 0) return `keras.regularizers.L1(${first})`;
  if (l1 === 0) return `keras.regularizers.L2(${second})`;
  return `keras.regularizers.L1L2(l1=${first}, l2=${second})`;
}
