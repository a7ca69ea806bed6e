import { describe, expect, it } from "vitest";
import { activations, seluAlpha, seluScale, softmax } from "./activations";

const names = Object.keys(activations) as (keyof typeof activations)[];

describe("activations", () => {
  it.each(names)("%s has the slope of its own curve", (name) => {
    const { value, slope } = activations[name];
    const h = 1e-5;
    // The kinks, and jumps in the second derivative, are at 0. Third derivatives times h²/6 and
    // rounding over 2h are both some 1e-11.
    for (const z of [-8, -4, -1.5, -0.3, -0.01, 0.01, 0.2, 1, 3.5, 8]) {
      const measured = (value(z + h) - value(z - h)) / (2 * h);
      expect(Math.abs(slope(z, value(z)) - measured)).toBeLessThan(1e-9);
    }
  });

  it.each(names)("%s and its slope are finite far out", (name) => {
    const { value, slope } = activations[name];
    for (const z of [-1e3, -750, -100, 0, 100, 750, 1e3]) {
      expect(value(z)).toSatisfy(Number.isFinite);
      expect(slope(z, value(z))).toSatisfy(Number.isFinite);
    }
  });

  // At −1000 and +1000: what each tends to, [value, slope].
  it.each<[keyof typeof activations, [number, number], [number, number]]>([
    ["linear", [-1000, 1], [1000, 1]],
    ["relu", [0, 0], [1000, 1]],
    ["leakyRelu", [-200, 0.2], [1000, 1]],
    ["elu", [-1, 0], [1000, 1]],
    // −λα and 1000λ.
    ["selu", [-1.7580993408473766, 0], [1050.7009873554805, 1.0507009873554805]],
    ["gelu", [0, 0], [1000, 1]],
    ["swish", [0, 0], [1000, 1]],
    ["softplus", [0, 0], [1000, 1]],
    // 1000/1001 and 1/1001².
    ["softsign", [-1000 / 1001, 1 / 1002001], [1000 / 1001, 1 / 1002001]],
    ["sigmoid", [0, 0], [1, 0]],
    ["tanh", [-1, 0], [1, 0]],
  ])("%s has its limits", (name, below, above) => {
    const { value, slope } = activations[name];
    for (const [z, [limit, slopeThere]] of [
      [-1000, below],
      [1000, above],
    ] as const) {
      expect(value(z)).toBeCloseTo(limit, 10);
      expect(slope(z, value(z))).toBeCloseTo(slopeThere, 12);
    }
  });

  it("have the values that they are known for", () => {
    const { linear, relu, sigmoid, tanh } = activations;
    expect([-2, 0, 3].map(linear.value)).toEqual([-2, 0, 3]);
    expect([-2, 0, 3].map(relu.value)).toEqual([0, 0, 3]);
    expect(relu.slope(0, 0)).toBe(0);
    expect(sigmoid.value(0)).toBe(0.5);
    expect(sigmoid.slope(0, 0.5)).toBe(0.25);
    // tanh(z) = 2σ(2z) − 1
    expect(tanh.value(0.7)).toBeCloseTo(2 * sigmoid.value(1.4) - 1, 12);
  });

  it("have the values of their papers", () => {
    const { leakyRelu, elu, selu, gelu, swish, softplus, softsign } = activations;
    expect([-2, 0, 3].map(leakyRelu.value)).toEqual([-0.4, 0, 3]);
    // e⁻¹ − 1; with a slope of e⁻¹.
    expect(elu.value(-1)).toBeCloseTo(-0.6321205588285577, 15);
    expect(elu.slope(-1, elu.value(-1))).toBeCloseTo(Math.exp(-1), 15);
    // λα(e⁻¹ − 1), and λ·1.
    expect(selu.value(-1)).toBeCloseTo(-1.1113307378125625, 13);
    expect(selu.value(1)).toBe(seluScale);
    // Φ(1) = 0.841344746068543, Φ(2) = 0.977249868051821 (tables of the normal distribution).
    expect(gelu.value(1)).toBeCloseTo(0.841344746068543, 14);
    expect(gelu.value(-1)).toBeCloseTo(0.841344746068543 - 1, 14);
    expect(gelu.value(2)).toBeCloseTo(2 * 0.977249868051821, 14);
    expect(gelu.slope(0, 0)).toBe(0.5);
    // σ(1) = 0.731058578630005, as in the worked neuron of the facts.
    expect(swish.value(1)).toBeCloseTo(0.731058578630005, 14);
    expect(swish.value(-1)).toBeCloseTo(0.731058578630005 - 1, 14);
    expect(swish.slope(0, 0)).toBe(0.5);
    // log 2, and log(1 + e).
    expect(softplus.value(0)).toBeCloseTo(Math.LN2, 15);
    expect(softplus.value(1)).toBeCloseTo(1.3132616875182228, 14);
    expect([-1, 0, 3].map(softsign.value)).toEqual([-0.5, 0, 0.75]);
  });

  it("keeps the mean 0 and the variance 1 of normal numbers under SELU", () => {
    // Klambauer et al. (2017), theorem 1: ∫ φ(z) dΦ = 0 and ∫ φ(z)² dΦ = 1, by the trapezoid rule,
    // which converges fast on a function that vanishes at both ends; its kink costs h².
    const h = 1e-3;
    let mean = 0;
    let square = 0;
    for (let z = -10; z <= 10; z += h) {
      const value = activations.selu.value(z);
      const weight = (h * Math.exp((-z * z) / 2)) / Math.sqrt(2 * Math.PI);
      mean += value * weight;
      square += value * value * weight;
    }
    expect(mean).toBeCloseTo(0, 6);
    expect(square).toBeCloseTo(1, 6);
    expect(seluAlpha).toBeCloseTo(1.6733, 4);
  });

  it("keeps small numbers apart near 0, where e^z − 1 would lose them", () => {
    expect(activations.elu.value(-1e-12) / -1e-12).toBeCloseTo(1, 11);
    expect(activations.softplus.value(-40) / Math.exp(-40)).toBeCloseTo(1, 12);
  });
});

describe("softmax(z)", () => {
  it("gives equal shares to equal numbers", () => {
    expect([...softmax(Float64Array.of(3, 3, 3, 3))]).toEqual([0.25, 0.25, 0.25, 0.25]);
  });

  it("gives back the probabilities whose logarithms it is shown", () => {
    const shares = Float64Array.of(0.2, 0.3, 0.5);
    for (const [i, p] of softmax(shares.map(Math.log)).entries()) {
      expect(p).toBeCloseTo(shares[i] as number, 14);
    }
  });

  it("does not change when a constant is added, and does not overflow at ±1000", () => {
    const shifted = softmax(Float64Array.of(1000, 1001, 1002));
    for (const [i, p] of softmax(Float64Array.of(0, 1, 2)).entries()) {
      expect(shifted[i]).toBeCloseTo(p, 14);
    }
    expect([...softmax(Float64Array.of(1000, -1000))]).toEqual([1, 0]);
    expect([...softmax(Float64Array.of(-1000, -1000))]).toEqual([0.5, 0.5]);
  });
});
