import { describe, expect, it } from "vitest";
import { type ExperimentInput, parseExperiment } from "../experiment/experiment";
import { createOptimizer, type Variables } from "./optimizers";

type Settings = NonNullable<NonNullable<ExperimentInput["compile"]>["optimizer"]>;

const oneWeight: Variables = [{ start: 0, end: 1 }];

function create(settings: Settings, variables: Variables = oneWeight) {
  const { optimizer } = parseExperiment({ compile: { optimizer: settings } }).compile;
  return { ...createOptimizer(optimizer, variables), learningRate: optimizer.learningRate };
}

/** How one weight of 0 moves, step by step, under these gradients. */
function movesOf(settings: Settings, ...gradients: number[]): number[] {
  const { createSlots, makeMove, learningRate } = create(settings);
  const slots = Float64Array.from(createSlots());
  return gradients.map((gradient, step) => {
    const [move] = makeMove(
      Float64Array.of(0),
      slots,
      Float64Array.of(gradient),
      step,
      learningRate,
    );
    return move as number;
  });
}

function expectClose(actual: Iterable<number>, expected: readonly number[]) {
  const values = [...actual];
  expect(values).toHaveLength(expected.length);
  // 1 − 0.999 and its powers lose up to three of float64's sixteen digits.
  for (const [i, value] of expected.entries()) expect(values[i]).toBeCloseTo(value, 12);
}

// Each number is worked out by hand from the formulas of Keras 3, keras/src/optimizers/<name>.py.
// Most have ε = 0, so that fractions come out; where ε stands has tests of its own.
describe("createOptimizer(options, variables)", () => {
  it("sgd: −αg, whatever came before", () => {
    expectClose(movesOf({ learningRate: 0.1 }, 1, 2, -3), [-0.1, -0.2, 0.3]);
  });

  it("sgd with momentum: v ← βv − αg, and the move is v", () => {
    // v = −0.1; 0.9·(−0.1) − 0.2 = −0.29; 0.9·(−0.29) − 0 = −0.261.
    expectClose(movesOf({ learningRate: 0.1, momentum: 0.9 }, 1, 2, 0), [-0.1, -0.29, -0.261]);
  });

  it("sgd with Nesterov's momentum: the move is βv − αg with the new v", () => {
    // The same v: 0.9·(−0.1) − 0.1; 0.9·(−0.29) − 0.2; 0.9·(−0.261).
    expectClose(
      movesOf({ learningRate: 0.1, momentum: 0.9, nesterov: true }, 1, 2, 0),
      [-0.19, -0.461, -0.2349],
    );
  });

  it("rmsprop: −αg/√v", () => {
    // v = ¼·4 = 1, so −0.2/1; v = ¾·1 + ¼·1 = 1, so −0.1/1; v = ¾ + ¼·13 = 4, so −0.1·√13/2.
    expectClose(
      movesOf({ name: "rmsprop", learningRate: 0.1, rho: 0.75, epsilon: 0 }, 2, 1, Math.sqrt(13)),
      [-0.2, -0.1, -0.05 * Math.sqrt(13)],
    );
  });

  it("rmsprop: Keras' own example leads from 10 to 9.683772", () => {
    // keras/src/optimizers/rmsprop.py, docstring: w²/2 at 10, α = 0.1.
    const [move = Number.NaN] = movesOf({ name: "rmsprop", learningRate: 0.1 }, 10);
    expect(10 + move).toBeCloseTo(9.683772, 6);
  });

  it("rmsprop: ε stands under the root", () => {
    // v = 1, so −0.2/√1.44.
    const settings: Settings = { name: "rmsprop", learningRate: 0.1, rho: 0.75, epsilon: 0.44 };
    expectClose(movesOf(settings, 2), [-0.2 / 1.2]);
  });

  it("rmsprop with momentum: m ← βm + αg/√v, and the move is −m", () => {
    // v = 1, 1, ¾: m = 0.2; 0.1 + 0.1 = 0.2; 0.1 + 0.
    expectClose(
      movesOf(
        { name: "rmsprop", learningRate: 0.1, rho: 0.75, epsilon: 0, momentum: 0.5 },
        2,
        1,
        0,
      ),
      [-0.2, -0.2, -0.1],
    );
  });

  const centered: Settings = {
    name: "rmsprop",
    learningRate: 0.1,
    rho: 0.5,
    epsilon: 0,
    centered: true,
  };

  it("rmsprop, centred: the variance v − a² takes the place of v", () => {
    // v = 2, a = 1: −0.2/√1. v = 1 + ½ = 1.5, a = ½ + ½ = 1: −0.1/√½.
    // v = ¾ + ½·4 = 2.75, a = ½ − 1 = −½: −0.1·(−2)/√2.5.
    expectClose(movesOf(centered, 2, 1, -2), [-0.2, -0.1 * Math.SQRT2, 0.2 / Math.sqrt(2.5)]);
  });

  it("rmsprop, centred: a steady gradient, whose variance comes to 0, leaves α·g/√ε", () => {
    const moves = movesOf({ ...centered, epsilon: 1e-7 }, ...new Array<number>(2000).fill(0.3));
    for (const move of moves) expect(move).toSatisfy(Number.isFinite);
    // By then v and a² differ by rounding only, some 1e-17 beside 1e-7.
    expect((moves.at(-1) as number) / (-0.03 / Math.sqrt(1e-7))).toBeCloseTo(1, 6);
  });

  it("adagrad: −αg/√Σg², from its initial value", () => {
    // a = 7 + 9 = 16: −0.3/4. a = 25: −0.3/5. a = 25 + 24 = 49: −0.1·√24/7.
    expectClose(
      movesOf(
        { name: "adagrad", learningRate: 0.1, initialAccumulatorValue: 7, epsilon: 0 },
        3,
        3,
        Math.sqrt(24),
      ),
      [-0.075, -0.06, (-0.1 * Math.sqrt(24)) / 7],
    );
  });

  it("adagrad: ε stands under the root", () => {
    expectClose(
      movesOf(
        { name: "adagrad", learningRate: 0.1, initialAccumulatorValue: 7, epsilon: 0.81 },
        // 7 + 8.19 + 0.81 = 16.
        Math.sqrt(8.19),
      ),
      [(-0.1 * Math.sqrt(8.19)) / 4],
    );
  });

  it("adadelta: the gradient times √(b + ε)/√(a + ε)", () => {
    // ρ = ½, ε = 1. a = 8, so d = 4·√1/√9 = 4/3, b = ½·16/9 = 8/9.
    // a = 4 + 2 = 6, so d = 2·√(17/9)/√7, b = 4/9 + ½·(4·17)/(9·7) = 62/63.
    // a = 3, so with g = 0 nothing.
    expectClose(movesOf({ name: "adadelta", learningRate: 1, rho: 0.5, epsilon: 1 }, 4, 2, 0), [
      -4 / 3,
      (-2 * Math.sqrt(17)) / (3 * Math.sqrt(7)),
      -0,
    ]);
  });

  it("adam: the first step is ±α where |g| is far above ε", () => {
    for (const gradient of [1e-3, 1, -1, -1e6]) {
      const [move = Number.NaN] = movesOf({ name: "adam", learningRate: 0.1 }, gradient);
      // ε/√v = 1e-7/(0.0316·|g|) is taken off: 0.32 % at |g| = 1e-3.
      expect(Math.abs(move / (-0.1 * Math.sign(gradient)) - 1)).toBeLessThan(0.0032);
    }
  });

  it("adam: the gradients' average over the root of that of their squares, both corrected", () => {
    // While |g| = 1, v/(1 − 0.999ᵗ) = 1. m = 0.1, then 0.09 − 0.1 = −0.01; over 1 − 0.9ᵗ = 0.1, 0.19.
    expectClose(movesOf({ name: "adam", learningRate: 0.1, epsilon: 0 }, 1, -1), [
      -0.1,
      0.001 / 0.19,
    ]);
    // β₁ = β₂ = ½: m = ½, −¾ (¼ − 1), v = ½, 9/4 (¼ + 2); corrections √½/½ and √¾/¾.
    // Second move: −0.1·√¾/¾·(−¾)/√(9/4) = 0.1·√¾/1.5.
    expectClose(
      movesOf({ name: "adam", learningRate: 0.1, beta1: 0.5, beta2: 0.5, epsilon: 0 }, 1, -2),
      [-0.1, (0.1 * Math.sqrt(0.75)) / 1.5],
    );
  });

  it("adam: ε stands beside √v, before the corrections, as in Keras and not as in TensorFlow.js", () => {
    // β₁ = β₂ = ½, g = 1, ε = 1: α·(√½/½)·½/(√½ + 1) = α·(√2 − 1). TensorFlow.js: α/2.
    const settings: Settings = {
      name: "adam",
      learningRate: 0.1,
      beta1: 0.5,
      beta2: 0.5,
      epsilon: 1,
    };
    expectClose(movesOf(settings, 1), [-0.1 * (Math.SQRT2 - 1)]);
  });

  it("adam with AMSGrad: the largest v so far", () => {
    const settings: Settings = {
      name: "adam",
      learningRate: 0.1,
      beta1: 0,
      beta2: 0.5,
      epsilon: 0,
    };
    // v = 2, then 1 + ½ = 1.5, then ¾ + 4.5 = 5.25; corrections √½, √¾, √⅞.
    expectClose(movesOf({ ...settings, amsgrad: true }, 2, 1, 3), [
      -0.1,
      -0.1 * Math.sqrt(0.75 / 2),
      -0.3 * Math.sqrt(0.875 / 5.25),
    ]);
    expectClose(movesOf(settings, 2, 1), [-0.1, -0.1 * Math.sqrt(0.75 / 1.5)]);
  });

  it("adamax: over the largest |g|, which fades", () => {
    // m = 0.1, u = 1: −0.1·(0.1/0.1)/1. m = 0.09 − 0.05 = 0.04, u = max(0.999, 0.5):
    // −0.1·0.04/(0.19·0.999). m = 0.036 + 0.2 = 0.236, u = 2: −0.1·0.236/(0.271·2).
    expectClose(movesOf({ name: "adamax", learningRate: 0.1, epsilon: 0 }, 1, -0.5, 2), [
      -0.1,
      -0.004 / (0.19 * 0.999),
      -0.0236 / 0.542,
    ]);
    // ε beside u: −0.1/(1 + 1).
    expectClose(movesOf({ name: "adamax", learningRate: 0.1, epsilon: 1 }, 1), [-0.05]);
  });

  it("nadam: Adam that looks ahead, with a momentum that rises", () => {
    // μₜ = 0.9(1 − ½·0.96ᵗ) = 0.468, 0.48528, 0.5018688, 0.517794048; their products Πₜ = 0.468,
    // 0.22711104, 0.113979945111552. m = 0.1, 0.19, −0.029; v̂ = 1, 1, 0.005997001/0.002997001.
    // m̂ₜ = μₜ₊₁m/(1 − Πₜ₊₁) + (1 − μₜ)g/(1 − Πₜ):
    // 1: 0.048528/0.77288896 + 1 = 1.0627878033087703
    // 2: 0.095355072/0.886020054888448 + 0.51472/0.77288896 = 0.7735906851070853
    // 3: −0.015016027392/(1 − 0.0590181372) − 2·0.4981312/0.886020054888448 = −1.1403820384202875
    // The moves are −0.1·m̂/√v̂; √v̂ of the third is 1.4145674.
    expectClose(
      movesOf({ name: "nadam", learningRate: 0.1, epsilon: 0 }, 1, 1, -2),
      [-0.10627878033087702, -0.07735906851070853, 0.08061702207474589],
    );
  });

  it("nadam: ε stands beside √v̂, after the correction", () => {
    // v̂ = 1, so half of the move without it.
    expectClose(movesOf({ name: "nadam", learningRate: 0.1, epsilon: 1 }, 1), [
      -0.10627878033087702 / 2,
    ]);
  });

  it("nadam asks for steps in any order, as a run resumed from a snapshot does", () => {
    const settings: Settings = { name: "nadam", learningRate: 0.1, epsilon: 0 };
    const { makeMove } = create(settings);
    const resumed = makeMove(
      Float64Array.of(0),
      Float64Array.of(0.19, 0.001999),
      Float64Array.of(-2),
      2,
      0.1,
    );
    expectClose(resumed, [0.08061702207474589]);
  });

  it.each(["sgd", "rmsprop", "adagrad", "adadelta", "adam", "adamax", "nadam"] as const)(
    "%s stands still at a gradient of 0, and is finite after a million steps",
    (name) => {
      const { createSlots, makeMove } = create({ name });
      const still = makeMove(Float64Array.of(5), createSlots(), Float64Array.of(0), 0, 0.1);
      expect(Math.abs(still[0] as number)).toBe(0);
      const late = makeMove(Float64Array.of(5), createSlots(), Float64Array.of(1), 1e6, 0.1);
      expect(late[0]).toSatisfy(Number.isFinite);
      expect(late[0]).toBeLessThan(0);
    },
  );

  it("lets weights decay by rate × weightDecay, biases too, beside any rule", () => {
    // keras/src/optimizers/base_optimizer.py: w ← w − w·λ·α before the step; no rule here looks at w.
    const variables = [
      { start: 0, end: 2 },
      { start: 2, end: 3 },
    ];
    const weights = Float64Array.of(2, -4, 1);
    const gradient = Float64Array.of(1, 0, 0);
    const sgd = create({ learningRate: 0.1, weightDecay: 0.5 }, variables);
    // −0.1·1 − 0.1·0.5·2; −0.05·(−4); −0.05·1.
    expectClose(sgd.makeMove(weights, sgd.createSlots(), gradient, 0, 0.1), [-0.2, 0.2, -0.05]);
    // Adamax' first step is −0.1·g/(|g| + 1).
    const adamax = create({ name: "adamax", weightDecay: 0.5, epsilon: 1 }, variables);
    expectClose(
      adamax.makeMove(weights, adamax.createSlots(), gradient, 0, 0.1),
      [-0.15, 0.2, -0.05],
    );
  });

  it("takes the learning rate of the step, not that of its options", () => {
    const { makeMove, createSlots } = create({ learningRate: 0.1 });
    expectClose(makeMove(Float64Array.of(0), createSlots(), Float64Array.of(1), 7, 0.25), [-0.25]);
  });

  describe("clips the gradient", () => {
    const variables = [
      { start: 0, end: 2 },
      { start: 2, end: 3 },
    ];
    const clipped = (settings: Settings, ...gradient: number[]) => {
      const { makeMove, createSlots } = create({ learningRate: 1, ...settings }, variables);
      const given = Float64Array.from(gradient);
      const moves = makeMove(new Float64Array(3), createSlots(), given, 0, 1);
      expect([...given]).toEqual(gradient);
      return [...moves].map((move) => -move);
    };

    it("by value: each number", () => {
      expect(clipped({ clipvalue: 0.5 }, 3, -4, 0.25)).toEqual([0.5, -0.5, 0.25]);
    });

    it("by norm: the gradient of each kernel and of each bias", () => {
      // (3, 4) has norm 5; 0.25 is short enough.
      expectClose(clipped({ clipnorm: 1 }, 3, 4, 0.25), [0.6, 0.8, 0.25]);
      expectClose(clipped({ clipnorm: 1 }, 0.3, 0.4, -12), [0.3, 0.4, -1]);
    });

    it("by global norm: all of it together", () => {
      // (3, 4, 12) has norm 13.
      expectClose(clipped({ globalClipnorm: 1.3 }, 3, 4, 12), [0.3, 0.4, 1.2]);
      expect(clipped({ globalClipnorm: 14 }, 3, 4, 12)).toEqual([3, 4, 12]);
    });

    it("and not what is 0", () => {
      for (const settings of [{ clipvalue: 1 }, { clipnorm: 1 }, { globalClipnorm: 1 }]) {
        expectClose(clipped(settings, 0, 0, 0), [0, 0, 0]);
      }
    });

    it("before the rule: Adagrad sums the squares of what is left", () => {
      // Clipped to 3: a = 16, as above.
      expectClose(
        movesOf(
          {
            name: "adagrad",
            learningRate: 0.1,
            initialAccumulatorValue: 7,
            epsilon: 0,
            clipvalue: 3,
          },
          50,
        ),
        [-0.075],
      );
    });
  });

  it("keeps its memory slot by slot, each as long as the weights", () => {
    const variables = [{ start: 0, end: 2 }];
    const adagrad = create({ name: "adagrad", initialAccumulatorValue: 0.5 }, variables);
    expect([...adagrad.createSlots()]).toEqual([0.5, 0.5]);
    const adam = create({ name: "adam", beta1: 0.5, beta2: 0.75 }, variables);
    const slots = Float64Array.from(adam.createSlots());
    adam.makeMove(new Float64Array(2), slots, Float64Array.of(2, -4), 0, 0.1);
    // m of both weights, v of both, and the largest v, which only AMSGrad uses.
    expect([...slots]).toEqual([1, -2, 1, 4, 0, 0]);
  });
});
