import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { type CurveName, curves } from "./curves";
import { descend } from "./descend";
import { regime } from "./regime";

function nameOf(name: CurveName, start: number, learningRate: number, steps = 20) {
  const curve = curves[name];
  return regime(curve, descend(curve, start, learningRate, steps), learningRate);
}

describe("regime on w²", () => {
  it.each([
    [0.01, "creeping"],
    [0.05, "creeping"],
    [0.1, "converging"],
    [0.4, "converging"],
    [0.5, "converging"],
    [0.8, "bouncing"],
    [0.95, "bouncing"],
    [1, "swinging"],
    [1.1, "diverging"],
    [10, "diverging"],
  ])("from 8 with α = %d is %s", (learningRate, kind) => {
    expect(nameOf("quadratic", 8, learningRate).kind).toBe(kind);
  });

  it("says with numbers that α is too large", () => {
    // 10 · 1.2¹⁰ = 61.9, squared 3834.
    expect(nameOf("quadratic", 10, 1.1, 10).sentence).toBe(
      "Diverging: α is too large, each step lands farther up the other side. After 10 steps w\u00a0=\u00a061.9 and the loss is 3834.",
    );
  });

  it("says that one step arrives where α = 0.5 makes the factor 0", () => {
    expect(nameOf("quadratic", 10, 0.5).sentence).toContain("one step lands at the bottom");
    expect(nameOf("quadratic", 10, 0.49).sentence).not.toContain("one step");
  });

  it("says how long creeping takes", () => {
    // 0.98ᵏ < 0.01 from k = 228 on.
    expect(nameOf("quadratic", 8, 0.01).sentence).toContain("left only after 228 steps");
  });

  it("is still at the minimum", () => {
    expect(nameOf("quadratic", 0, 0.3).kind).toBe("still");
  });

  it("is never a lasting swing but at α = 1", () => {
    fc.assert(
      fc.property(
        fc.double({ min: 0.5, max: 10, noNaN: true }),
        fc.double({ min: 0.01, max: 3, noNaN: true }),
        (start, learningRate) => {
          fc.pre(Math.abs(learningRate - 1) > 1e-3);
          const { kind } = nameOf("quadratic", start, learningRate);
          expect(kind === "diverging").toBe(learningRate > 1);
          expect(kind).not.toBe("swinging");
        },
      ),
    );
  });
});

describe("regime on the double well", () => {
  it.each([
    [1.05, "for ever between 0.873 and 1.09."],
    [1.1, "for ever between 0.815 and 1.12."],
    // The period doubles at about 1.236, 1.288 and 1.2995: four values at 1.25, sixteen at 1.3
    // (iterated 200,000 times in float64).
    [1.25, "the same 4 values"],
    [1.3, "the same 16 values"],
    [1.4, "never repeats itself"],
  ])("from 0.5 swings with α = %d: %s", (learningRate, text) => {
    const { kind, sentence } = nameOf("double-well", 0.5, learningRate);
    expect(kind).toBe("swinging");
    expect(sentence).toContain(text);
  });

  it("diverges for α above 2", () => {
    for (const learningRate of [2.05, 2.2, 3])
      expect(nameOf("double-well", 0.5, learningRate).kind).toBe("diverging");
  });

  it("bounces out at α = 0.95", () => {
    expect(nameOf("double-well", 0.5, 0.95).kind).toBe("bouncing");
  });

  it("tells when the path ends in the other well", () => {
    // One step from 1.6: 1.6 − 0.8 · 2.496 = −0.397.
    const { kind, sentence } = nameOf("double-well", 1.6, 0.8);
    expect(kind).toBe("other well");
    expect(sentence).toContain("step 1 jumps over the hump");
  });

  it("stands still on the summit", () => {
    expect(nameOf("double-well", 0, 0.3)).toMatchObject({
      kind: "still",
      sentence: expect.stringContaining("the loss is 0.25"),
    });
  });
});

describe("regime on the plateau and at the cliff", () => {
  it("is stuck on the plateau, and gets off it with a larger α", () => {
    expect(nameOf("plateau", 4, 0.1).kind).toBe("stuck");
    expect(nameOf("plateau", 1, 0.5).kind).not.toBe("stuck");
  });

  it("is thrown by the cliff", () => {
    const { kind, sentence } = nameOf("cliff", -3, 1);
    expect(kind).toBe("thrown");
    // The slope at −1.5 is −0.75 − 30/4 = −8.25.
    expect(sentence).toContain("the slope is −8.25, and step 2 hurls w from −1.5 to 6.75");
    expect(nameOf("cliff", 5, 1).kind).toBe("converging");
  });
});

it("regime gives one sentence without NaN for any start and α on any curve", () => {
  fc.assert(
    fc.property(
      fc.constantFrom(...(Object.keys(curves) as CurveName[])),
      fc.double({ min: -10, max: 10, noNaN: true }),
      fc.double({ min: 0.001, max: 20, noNaN: true }),
      fc.integer({ min: 1, max: 60 }),
      (name, start, learningRate, steps) => {
        const { sentence } = nameOf(name, start, learningRate, steps);
        expect(sentence).toMatch(/^[A-Z].*\.$/);
        expect(sentence).not.toMatch(/NaN|undefined|not a number/);
      },
    ),
    { numRuns: 300 },
  );
});
