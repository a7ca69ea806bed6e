import type { CustomCallbackArgs, ModelFitArgs } from "@tensorflow/tfjs-layers";
import { tf } from "./tf";

export type FitCallback = InstanceType<typeof tf.CallbackList>["callbacks"][number];

// The class of all callbacks is not exported by itself.
const BaseCallback = Object.getPrototypeOf(tf.CustomCallback) as new () => FitCallback;

/**
 * The callbacks of `fit` as TensorFlow.js makes them of its arguments, but without their waiting for a
 * frame, which a worker may never get: between two batches we wait ourselves.
 */
export function toCallbacks({
  callbacks,
  yieldEvery,
}: Pick<ModelFitArgs, "callbacks" | "yieldEvery">): FitCallback[] {
  const given = callbacks ?? [];
  const list = Array.isArray(given) ? given : [given];
  return list.map((callback) =>
    callback instanceof BaseCallback
      ? callback
      : new tf.CustomCallback(
          { nextFrameFunc: async () => {}, ...(callback as CustomCallbackArgs) },
          yieldEvery ?? "auto",
        ),
  );
}
