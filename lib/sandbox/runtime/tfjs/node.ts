import { createTfjsModule } from "./module";

/** TensorFlow.js for the kernel in Node: tests, and the recording of the chapters' runs. */
export const tfjsModuleInNode = createTfjsModule(async () => {
  const [{ openTfjs }, { tf }] = await Promise.all([import("./main"), import("./tf")]);
  // Else its first operation prints an advertisement for its version of Node.
  tf.env().set("IS_NODE", false);
  return openTfjs;
});
