import { describeKind } from "../descent/text";
import { tf } from "./tf";

const { predict, evaluate, trainOnBatch } = tf.LayersModel.prototype;

/** Methods with the arguments that must be tensors, which TensorFlow.js' own errors do not name. */
const methods: [name: string, method: unknown, tensors: string[]][] = [
  ["predict", predict, ["x"]],
  ["evaluate", evaluate, ["x", "y"]],
  ["trainOnBatch", trainOnBatch, ["x", "y"]],
];

/** Makes models say what they were given in place of tensors. */
export function checkInputsOfModels(): void {
  for (const [name, method, tensors] of methods) {
    Object.assign(tf.LayersModel.prototype, {
      [name](this: unknown, ...args: unknown[]) {
        for (const [place, tensor] of tensors.entries()) {
          checkTensor(`model.${name}`, tensor, args[place]);
        }
        return (method as (...args: unknown[]) => unknown).apply(this, args);
      },
    });
  }
}

/** Throws a TypeError unless it is a tensor, a list of tensors, or tensors by name. */
export function checkTensor(method: string, name: string, value: unknown): void {
  if (value instanceof tf.Tensor) return;
  const parts = typeof value === "object" && value !== null ? Object.values(value) : [];
  if (parts.length > 0 && parts.every((part) => part instanceof tf.Tensor)) return;
  const way = Array.isArray(value)
    ? ` Make one of it: ${Array.isArray(value[0]) ? "tf.tensor2d" : "tf.tensor1d"}(${name}).`
    : "";
  throw new TypeError(
    `${method}: expected ${name} to be a tensor, but got ${describeKind(value)}.${way}`,
  );
}
