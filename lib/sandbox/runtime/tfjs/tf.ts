import * as core from "@tensorflow/tfjs-core";
import * as data from "@tensorflow/tfjs-data";
import * as layers from "@tensorflow/tfjs-layers";
// After the packages: where they are bundles of their own, as in Node, the first to come makes the engine.
import "@tensorflow/tfjs-core/dist/register_all_gradients";
import "@tensorflow/tfjs-core/dist/public/chained_ops/register_all_chained_ops";
import "@tensorflow/tfjs-backend-cpu";

/**
 * The whole of TensorFlow.js but for its converter, whose models come from the network, which the kernel
 * has not, and its WebGL backend.
 */
export const tf = { ...core, ...layers, data };

// The bundle's classes have names of one letter, which the inspector would show.
for (const [name, value] of Object.entries(tf)) {
  if (typeof value === "function") Object.defineProperty(value, "name", { value: name });
}

// Of rows of unequal length it would else make a tensor that has fewer values than its shape says.
tf.env().set("TENSORLIKE_CHECK_SHAPE_CONSISTENCY", true);
