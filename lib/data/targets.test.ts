import { describe, expect, it } from "vitest";
import { type ExperimentInput, parseExperiment } from "../experiment/experiment";
import { encodeTargets } from "./targets";

function encode(labels: number[], input: ExperimentInput): number[] {
  return [...encodeTargets(Float32Array.from(labels), parseExperiment(input))];
}

const softmax = { layers: [{ units: 2, activation: "softmax" as const }] };
const sigmoid = { layers: [{ units: 1, activation: "sigmoid" as const }] };

describe("encodeTargets(labels, experiment)", () => {
  it("leaves −1 and +1 as they are for an output that reaches both", () => {
    expect(encode([-1, 1, 1], {})).toEqual([-1, 1, 1]);
  });

  it("makes them 0 and 1 for a sigmoid, whatever the loss", () => {
    expect(encode([-1, 1, 1], { model: sigmoid })).toEqual([0, 1, 1]);
    expect(
      encode([-1, 1], { model: sigmoid, compile: { loss: { name: "binaryCrossentropy" } } }),
    ).toEqual([0, 1]);
  });

  it.each(["categoricalCrossentropy", "meanSquaredError"] as const)(
    "gives a softmax with %s a probability of each class, the one of −1 first",
    (name) => {
      expect(encode([-1, 1], { model: softmax, compile: { loss: { name } } })).toEqual([
        1, 0, 0, 1,
      ]);
    },
  );

  it("gives a sparse loss the index of the class", () => {
    const compile = { loss: { name: "sparseCategoricalCrossentropy" as const } };
    expect(encode([-1, 1, -1], { model: softmax, compile })).toEqual([0, 1, 0]);
  });

  it("never changes real labels, also not for a sigmoid", () => {
    const labels = [-0.5, 0, 0.75];
    expect(encode(labels, { data: { name: "plane" }, model: sigmoid })).toEqual(labels);
  });
});
