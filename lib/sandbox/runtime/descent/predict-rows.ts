/**
 * The method by which a model takes plain rows and gives its answer as a tensor, which is the caller's to
 * dispose. TensorFlow.js, where it is loaded, gives it to its models, since the helpers do not know tensors.
 */
export const predictRows = Symbol.for("descent.predictRows");
