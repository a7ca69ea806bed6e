import { execFile } from "node:child_process";
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import path from "node:path";
import { promisify } from "node:util";
import fc from "fast-check";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { experimentArbitrary } from "../experiment/arbitrary";
import { type ExperimentInput, parseExperiment } from "../experiment/experiment";
import { experimentToTfjs } from "./tfjs";
import { variants } from "./variants";

// Inside node_modules, from where the program's own import finds TensorFlow.js.
const cache = path.resolve("node_modules/.cache");
let folder: string;

beforeAll(() => {
  mkdirSync(cache, { recursive: true });
  folder = mkdtempSync(path.join(cache, "export-"));
});
afterAll(() => rmSync(folder, { recursive: true }));

interface Run {
  /** Test losses in the order in which the program reported them. */
  reported: number[];
  final: number;
}

/** Runs the program as a reader would, word for word. V8's seed makes its Math.random repeatable. */
async function runProgram(input: ExperimentInput): Promise<Run> {
  const file = path.join(folder, `${crypto.randomUUID()}.mjs`);
  writeFileSync(file, experimentToTfjs(parseExperiment(input)));
  const { stdout } = await promisify(execFile)(process.execPath, ["--random-seed=1", file]);
  const reported = [...stdout.matchAll(/^Epoch \d+: test loss (\S+)$/gm)].map(([, x]) => Number(x));
  return { reported, final: Number(/^Final test loss: (\S+)$/m.exec(stdout)?.[1]) };
}

describe("experimentToTfjs(experiment)", () => {
  it.concurrent.each(Object.entries(variants))(
    "prints a program that runs and learns: %s",
    async (_, input) => {
      const { reported, final } = await runProgram({
        ...input,
        fit: { ...input.fit, epochs: Math.min(input.fit?.epochs ?? 20, 20) },
      });
      expect(reported).toHaveLength(Math.min(10, reported.length));
      expect(reported.length).toBeGreaterThanOrEqual(5);
      // Or it was solved in the first epoch.
      expect(final).toBeLessThan(Math.max(reported[0] as number, 0.001));
      expect(reported.every(Number.isFinite)).toBe(true);
    },
  );

  it("prints what JavaScript accepts for any Experiment", () => {
    // A module's top-level await, without its import.
    const AsyncFunction = (async () => {}).constructor as FunctionConstructor;
    fc.assert(
      fc.property(experimentArbitrary, (experiment) => {
        const [, ...lines] = experimentToTfjs(experiment).split("\n");
        expect(() => new AsyncFunction("tf", lines.join("\n"))).not.toThrow();
      }),
    );
  });

  it("gives the data the faults that the Experiment's have", () => {
    const data = { samples: 200, scale: 100, leak: 0.4, order: "byLabel", labels: "shuffled" };
    const program = experimentToTfjs(parseExperiment({ data }));
    const last = "toTensors(trainPoints);";
    const drawData = program.slice(program.indexOf("\n"), program.indexOf(last) + last.length);
    const tf = {
      util: { shuffle: (rows: unknown[]) => rows.sort(() => Math.random() - 0.5) },
      tensor2d: (rows: number[][]) => rows,
    };
    const run = new Function("tf", `${drawData}; return { xTrain, yTrain, xTest };`);
    const { xTrain, yTrain, xTest } = run(tf) as Record<string, number[][]>;
    const labels = (yTrain as number[][]).flat();
    expect(labels).toEqual(labels.toSorted((a, b) => a - b));
    const seen = new Set((xTrain as number[][]).map(String));
    expect((xTest as number[][]).filter((row) => seen.has(String(row)))).toHaveLength(40);
    // With its own label, +1 for the inner disc, no point with −1 would lie within 250 of the centre.
    const isInner = (xTrain as number[][]).map(([x1 = 0, x2 = 0]) => Math.hypot(x1, x2) < 250);
    expect(isInner.some((inner, row) => inner && labels[row] === -1)).toBe(true);
    expect(isInner.some((inner, row) => !inner && labels[row] === 1)).toBe(true);
  });

  it("solves the two clouds with one unit", async () => {
    // lib/engine's float64 path has them below 0.01 after 10 epochs in nearly every start.
    const { final } = await runProgram(variants["gauss-one-unit"] as ExperimentInput);
    expect(final).toBeLessThan(0.02);
  });

  it("solves the circle of the book, as most starts do by epoch 200", async () => {
    const { reported, final } = await runProgram({});
    expect(reported).toHaveLength(10);
    expect(final).toBeLessThan(0.05);
  });

  it("keeps every line within 80 columns, so that little of it scrolls", () => {
    for (const input of Object.values(variants)) {
      const lines = experimentToTfjs(parseExperiment(input)).split("\n");
      expect(lines.filter((line) => line.length > 80)).toEqual([]);
    }
  });

  it("says so where TensorFlow.js would take a 0 for a value not given", () => {
    const program = (minval: number) => {
      const kernelInitializer = { name: "randomUniform" as const, minval, maxval: 1 };
      return experimentToTfjs(
        parseExperiment({ model: { layers: [{ units: 1, kernelInitializer }] } }),
      );
    };
    expect(program(0)).toContain("minval: Number.MIN_VALUE,");
    expect(program(0)).toContain("// TensorFlow.js takes a 0 for a value not given");
    expect(program(0.1)).not.toContain("MIN_VALUE");
  });

  it("says where TensorFlow.js draws smaller weights than Keras", () => {
    const program = (name: "heNormal" | "heUniform") =>
      experimentToTfjs(
        parseExperiment({ model: { layers: [{ units: 1, kernelInitializer: { name } }] } }),
      );
    expect(program("heNormal")).toContain("12 % smaller");
    expect(program("heUniform")).not.toContain("12 % smaller");
  });
});
