/** A loss that is NaN or infinite: from there on no step can be right. */
export class DivergenceError extends Error {
  override name = "DivergenceError";

  /** `epoch` counts from 0. */
  constructor(loss: number, epoch: number) {
    super(`model.fit: the loss became ${loss} in epoch ${epoch + 1}, so training stopped there.`);
  }
}

export const divergenceAdvice =
  "The steps led farther away instead of down. Usually the learning rate is too large, or the inputs are not scaled to numbers around 1, or they already hold a NaN. Create the model anew before the next try, since its weights are lost.";
