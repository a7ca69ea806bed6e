import { describe, expect, it } from "vitest";
import { metrics } from "./metrics";

const of = (...values: number[]) => Float64Array.from(values);

describe("metrics", () => {
  it("accuracy of a softmax is whether the largest output is that of the class", () => {
    const { accuracy } = metrics;
    expect(accuracy(of(0.2, 0.5, 0.3), of(0, 1, 0), "softmax")).toBe(1);
    expect(accuracy(of(0.4, 0.3, 0.3), of(0, 1, 0), "softmax")).toBe(0);
    // Of equals the first, as argmax has it.
    expect(accuracy(of(0.5, 0.5), of(1, 0), "softmax")).toBe(1);
    expect(accuracy(of(0.5, 0.5), of(0, 1), "softmax")).toBe(0);
  });

  it("accuracy of sigmoids is the share on the right side of ½, which itself is a no", () => {
    const { accuracy } = metrics;
    expect(accuracy(of(0.51), of(1), "sigmoid")).toBe(1);
    expect(accuracy(of(0.5), of(1), "sigmoid")).toBe(0);
    expect(accuracy(of(0.5), of(0), "sigmoid")).toBe(1);
    // Multilabel: three of four.
    expect(accuracy(of(0.9, 0.2, 0.6, 0.1), of(1, 0, 0, 0), "sigmoid")).toBe(0.75);
  });

  it("accuracy of any other output is the share on the right side of 0", () => {
    const { accuracy } = metrics;
    expect(accuracy(of(0.01), of(1), "tanh")).toBe(1);
    expect(accuracy(of(-0.01), of(1), "tanh")).toBe(0);
    expect(accuracy(of(-3), of(-1), "linear")).toBe(1);
    expect(accuracy(of(0), of(1), "relu")).toBe(1);
  });

  it("the two errors are means over the outputs", () => {
    // Errors (0.5, −2).
    const [yPred, yTrue] = [of(1.5, -1), of(1, 1)];
    expect(metrics.meanSquaredError(yPred, yTrue, "linear")).toBe(2.125);
    expect(metrics.meanAbsoluteError(yPred, yTrue, "linear")).toBe(1.25);
  });
});
