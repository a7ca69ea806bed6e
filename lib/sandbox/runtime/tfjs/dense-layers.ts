import { createNetwork, type Network } from "../../../engine/network";
import type { ActivationName } from "../../../experiment/experiment";
import type { LayerInternals, ModelInternals } from "./internals";

/** The activations whose formulas are the same here and there. */
const activations: readonly ActivationName[] = [
  "linear",
  "relu",
  "elu",
  "selu",
  "gelu",
  "swish",
  "softplus",
  "softsign",
  "sigmoid",
  "tanh",
  "softmax",
];

/** What a dense layer may have that our engine has not. */
const extras = [
  "kernelRegularizer",
  "biasRegularizer",
  "activityRegularizer",
  "kernelConstraint",
  "biasConstraint",
];

/** The model as a stack of dense layers, or a reason why it is none that our engine can train. */
export function readNetwork(model: ModelInternals): Network | string {
  const layers = model.layers.filter((layer) => layer.getClassName() !== "InputLayer");
  for (const [place, layer] of layers.entries()) {
    const reason = findOddity(layer, layers[place - 1], place === layers.length - 1);
    if (reason) return reason;
  }
  if (layers.length === 0) return "since the model has no layers";
  if (model.outputs.length > 1) return "since the model has several outputs";
  // TensorFlow.js updates what was trainable when the model was compiled.
  if (model.collectedTrainableWeights?.length !== 2 * layers.length) {
    return "since some of its layers are not trained";
  }
  return createNetwork(
    {
      layers: layers.map((layer) => ({
        units: layer.units,
        activation: readActivation(layer),
        kernelInitializer: { name: "zeros" as const },
        biasInitializer: { name: "zeros" as const },
        kernelRegularizer: { l1: 0, l2: 0 },
        dropout: 0,
      })),
    },
    (layers[0] as LayerInternals).kernel.val.shape[0] as number,
  );
}

function readActivation(layer: LayerInternals): ActivationName {
  return layer.getConfig().activation as ActivationName;
}

function findOddity(
  layer: LayerInternals,
  below: LayerInternals | undefined,
  isLast: boolean,
): string | undefined {
  const type = layer.getClassName();
  if (type !== "Dense") return `since the model has a layer of type ${type}`;
  const [node, ...others] = layer.inboundNodes;
  const [source, ...more] = node?.inboundLayers ?? [];
  const isBelow = below ? source === below : source?.getClassName() === "InputLayer";
  if (others.length > 0 || more.length > 0 || (source && !isBelow)) {
    return "since its layers are not simply one after the other";
  }
  const config = layer.getConfig();
  const extra = extras.find((name) => config[name]);
  if (extra) return `since layer ${layer.name} has a ${extra}`;
  if (!layer.useBias) return `since layer ${layer.name} has no bias`;
  if (layer.kernel?.val.shape.length !== 2) return `since layer ${layer.name} is not built`;
  const activation = readActivation(layer);
  if (!activations.includes(activation) || (activation === "softmax" && !isLast)) {
    return `since layer ${layer.name} has the activation ${activation}`;
  }
  return undefined;
}
