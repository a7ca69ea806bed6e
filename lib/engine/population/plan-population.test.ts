import { describe, expect, it } from "vitest";
import { isGpuWorthTrying, planPopulation } from "./plan-population";

describe("planPopulation(trial)", () => {
  it("leaves the GPU alone where the CPU is done at once", () => {
    const trial = { cpuRate: 1000, remaining: 900 };
    expect(isGpuWorthTrying(trial)).toBe(false);
    expect(planPopulation({ ...trial, gpu: null })).toEqual({
      engine: "dense",
      reason: "The CPU trains them all in less than 3 s, so no graphics processor is asked for.",
    });
  });

  it("takes the faster of the two where it was worth trying, and says what was measured", () => {
    const trial = { cpuRate: 100, remaining: 900 };
    expect(isGpuWorthTrying(trial)).toBe(true);
    expect(planPopulation({ ...trial, gpu: { rate: 5000, name: "Test GPU" } })).toEqual({
      engine: "webgpu",
      reason:
        "Measured on the first networks: the graphics processor (Test GPU) trains 5000 networks a second, the CPU 100, so the graphics processor trains the rest.",
    });
    expect(planPopulation({ ...trial, gpu: { rate: 3.25, name: "SwiftShader" } })).toMatchObject({
      engine: "dense",
      reason: expect.stringContaining("trains 3.3 networks a second, the CPU 100, so the CPU"),
    });
  });

  it("says why the GPU cannot", () => {
    expect(
      planPopulation({ cpuRate: 100, remaining: 900, gpu: "This browser has no WebGPU" }).reason,
    ).toBe("The CPU trains 100 networks a second. This browser has no WebGPU.");
  });
});
