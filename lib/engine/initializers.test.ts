import { describe, expect, it } from "vitest";
import { createRandom } from "../data/random";
import type { Initializer } from "../experiment/experiment";
import { planInitializer } from "./initializers";

function measure(initializer: Initializer, fanIn: number, fanOut: number) {
  const random = createRandom(1, "weights");
  const draw = planInitializer(initializer, fanIn, fanOut);
  const values = Array.from({ length: 40_000 }, () => draw(random));
  const mean = values.reduce((sum, value) => sum + value) / values.length;
  const variance = values.reduce((sum, value) => sum + (value - mean) ** 2, 0) / values.length;
  return { mean, stddev: Math.sqrt(variance), largest: Math.max(...values.map(Math.abs)) };
}

describe("planInitializer(initializer, fanIn, fanOut)", () => {
  // Standard deviations by the papers; 40,000 draws leave about 0.5 % of sampling error.
  it.each<[Initializer["name"], number]>([
    ["glorotUniform", Math.sqrt(2 / (784 + 300))],
    ["glorotNormal", Math.sqrt(2 / (784 + 300))],
    ["heUniform", Math.sqrt(2 / 784)],
    ["heNormal", Math.sqrt(2 / 784)],
    ["lecunUniform", Math.sqrt(1 / 784)],
    ["lecunNormal", Math.sqrt(1 / 784)],
  ])("%s has the spread that its scheme names", (name, expected) => {
    const { mean, stddev } = measure({ name } as Initializer, 784, 300);
    expect(stddev / expected).toBeCloseTo(1, 1.5);
    expect(Math.abs(mean)).toBeLessThan(0.02 * expected);
  });

  it("keeps Glorot's uniform limit, 0.0744 from 784 to 300 units", () => {
    const { largest } = measure({ name: "glorotUniform" }, 784, 300);
    expect(largest).toBeGreaterThan(0.0743);
    expect(largest).toBeLessThan(0.0744);
  });

  it("truncates He's normal at two standard deviations before widening", () => {
    const { largest } = measure({ name: "heNormal" }, 512, 1);
    expect(largest).toBeLessThan((2 * 0.0625) / 0.8796);
    expect(largest).toBeGreaterThan((1.99 * 0.0625) / 0.8797);
  });
});
