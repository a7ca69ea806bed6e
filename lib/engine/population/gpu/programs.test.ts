import { describe, expect, it } from "vitest";
import { type ExperimentInput, parseExperiment } from "../../../experiment/experiment";
import { createTask } from "../../task";
import { defaultLimits } from "./can-train";
import { chooseLayout } from "./choose-layout";
import { packMembers } from "./member-struct";
import { printPrograms } from "./programs";
import { createStructure } from "./structure";
import { printFloat } from "./wgsl-math";

const open = (experiment: ExperimentInput) => {
  const task = createTask(parseExperiment(experiment));
  return { task, structure: createStructure([task]) };
};

const xor: ExperimentInput = {
  data: { name: "xor" },
  model: { layers: [{ units: 4 }, { units: 1 }] },
};

// Whether the programs compile and are right is seen in gpu-population.test.ts.
describe("printPrograms(structure, layout)", () => {
  it("writes out every multiplication of a network in one invocation", () => {
    const { structure } = open(xor);
    const { train } = printPrograms(structure, { name: "invocation", lanes: 32 });
    // Kernel [2, 4], then 4 biases: unit 1 of layer 0 has weights 1 and 5, and bias 9.
    expect(train).toContain("let z0_1 = w[9] + x0 * w[1] + x1 * w[5];");
    expect(train).toContain("let d0_1 = (d1_0 * w[13]) * tanhSlope(z0_1, a0_1);");
  });

  it("has no number of a member in its text", () => {
    const layout = { name: "workgroup", lanes: 64, tileRows: 10 } as const;
    const [a, b] = [0.03, 0.7].map((learningRate) =>
      printPrograms(
        open({ ...xor, compile: { optimizer: { learningRate } }, fit: { batchSize: 5 } }).structure,
        layout,
      ),
    );
    expect(a).toEqual(b);
  });

  it("leaves out what no member uses", () => {
    const layout = { name: "workgroup", lanes: 64, tileRows: 10 } as const;
    const { train } = printPrograms(open(xor).structure, layout);
    for (const word of ["Factor", "velocity", "weightDecay", "penaltySlope", "softmax"]) {
      expect(train).not.toMatch(new RegExp(`\\b${word}\\b`));
    }
  });
});

describe("packMembers(structure, tasks, places)", () => {
  it("takes 1 − β in float64", () => {
    const { task, structure } = open({ ...xor, compile: { optimizer: { name: "adam" } } });
    const place = { train: { x: 0, y: 9 }, test: { x: 11, y: 12 }, track: 3 };
    const packed = packMembers(structure, [task], [place]);
    const integers = new Uint32Array(packed);
    const floats = new Float32Array(packed);
    expect([...integers.slice(0, 8)]).toEqual([10, 3, 250, 0, 9, 250, 11, 12]);
    // learningRate, 1 − β₁, 1 − β₂, ε.
    expect([...floats.slice(8)]).toEqual([0.001, 0.1, 0.001, 1e-7].map(Math.fround));
  });
});

describe("chooseLayout(structure, population, limits, options)", () => {
  const { structure } = open(xor);

  it("gives a tiny network an invocation only in a large population", () => {
    const choose = (size: number) =>
      chooseLayout(structure, { size, largestBatch: 10 }, defaultLimits).name;
    expect([choose(1000), choose(10_000)]).toEqual(["workgroup", "invocation"]);
  });

  it("cuts a batch in parts that fit", () => {
    const wide = open({ model: { layers: [{ units: 55 }, { units: 55 }, { units: 1 }] } });
    const layout = chooseLayout(wide.structure, { size: 1, largestBatch: 250 }, defaultLimits);
    // 3,301 weights leave 3,100 of 16,384 bytes; a row takes 4·(2 + 2·111).
    expect(layout).toEqual({ name: "workgroup", lanes: 128, tileRows: 2 });
  });

  it("refuses to write out a large network", () => {
    const large = open({ model: { layers: [{ units: 100 }, { units: 1 }] } }).structure;
    const population = { size: 1, largestBatch: 1 };
    expect(() => chooseLayout(large, population, defaultLimits, { layout: "invocation" })).toThrow(
      "expected at most 256 weights for a network in one invocation, but got 401",
    );
  });
});

describe("printFloat(value)", () => {
  it("never prints an integer", () => {
    expect([1, -2, 0.5, 1e21, 1e-7].map(printFloat)).toEqual([
      "1.0",
      "-2.0",
      "0.5",
      "1e+21",
      "1e-7",
    ]);
  });
});
