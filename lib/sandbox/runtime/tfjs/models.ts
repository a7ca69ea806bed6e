import type { LayersModel } from "@tensorflow/tfjs-layers";
import type { MimeBundle } from "../../../notebook/output";
import { predictRows } from "../descent/predict-rows";
import type { Displayer, Host } from "../host";
import { tf } from "./tf";

export const modelDisplayer: Displayer = (value) =>
  value instanceof tf.LayersModel ? describeModel(value) : undefined;

/** The summary of a model as a table; layers that have not been built have no weights yet. */
function describeModel(model: LayersModel): MimeBundle {
  const layers = model.layers.map((layer) => ({
    name: layer.name,
    type: layer.getClassName(),
    outputShape: describeOutputShape(layer),
    params: layer.built ? layer.countParams() : 0,
  }));
  const count = (weights: typeof model.weights) =>
    weights.reduce((sum, { shape }) => sum + tf.util.sizeFromShape(shape as number[]), 0);
  const view = {
    name: model.name,
    layers,
    totalParams: model.built ? count(model.weights) : 0,
    trainableParams: model.built ? count(model.trainableWeights) : 0,
  };
  const lines = layers.map(
    ({ name, type, outputShape, params }) => `${name} (${type})  ${outputShape}  ${params}`,
  );
  return {
    "text/plain": [
      view.name,
      ...lines,
      `Total params: ${view.totalParams}, trainable: ${view.trainableParams}`,
    ].join("\n"),
    "application/vnd.descent.model+json": view,
  };
}

function describeOutputShape(layer: LayersModel["layers"][number]): string {
  try {
    return JSON.stringify(layer.outputShape).replaceAll(",", ", ");
  } catch {
    return "multiple";
  }
}

const { summary } = tf.LayersModel.prototype;

/** `model.summary()` shows the table, unless the reader brings a function that prints. */
export function replaceSummary(host: Host): void {
  for (const { prototype } of [tf.LayersModel, tf.Sequential]) {
    prototype.summary = function (this: LayersModel, lineLength, positions, printFn) {
      if (this instanceof tf.Sequential && !this.built) this.build();
      if (printFn || !this.built) summary.call(this, lineLength, positions, printFn);
      else host.display(describeModel(this));
    };
  }
}

/** Lets the helpers ask a model about plain rows. */
export function offerPredictRows(): void {
  Object.assign(tf.LayersModel.prototype, {
    [predictRows](this: LayersModel, rows: number[][]) {
      return tf.tidy(() => this.predict(tf.tensor2d(rows)));
    },
  });
}
