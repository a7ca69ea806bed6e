import { spawnSync } from "node:child_process";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { experimentArbitrary } from "../experiment/arbitrary";
import { type ExperimentInput, parseExperiment } from "../experiment/experiment";
import { experimentToKeras } from "./keras";
import { indentLines } from "./print";
import { variants } from "./variants";

const hasPython = spawnSync("python3", ["--version"]).status === 0;

/** Python's own complaint about a program, or an empty text. It only parses; it does not run. */
function findSyntaxError(program: string): string {
  const { stderr, status } = spawnSync(
    "python3",
    ["-c", "import ast, sys; ast.parse(sys.stdin.read())"],
    { input: program, encoding: "utf8" },
  );
  return status === 0 ? "" : stderr;
}

describe("experimentToKeras(experiment)", () => {
  it.each(Object.entries(variants))(
    "prints the program kept as %s.golden.py",
    async (name, input) => {
      const program = experimentToKeras(parseExperiment(input));
      await expect(program).toMatchFileSnapshot(`golden/${name}.golden.py`);
    },
  );

  it.skipIf(!hasPython).each(Object.entries(variants))(
    "is accepted by Python's parser (needs python3): %s",
    (_, input) => {
      expect(findSyntaxError(experimentToKeras(parseExperiment(input)))).toBe("");
    },
  );

  it.skipIf(!hasPython)("is accepted by Python's parser for any Experiment (needs python3)", () => {
    // In functions of their own, so that one process reads them all.
    const programs = fc.sample(experimentArbitrary, 100).map(experimentToKeras);
    const bodies = programs.map((program) => `def run():\n${indentLines(program, "    ")}`);
    expect(findSyntaxError(bodies.join("\n"))).toBe("");
  });

  it.skipIf(!hasPython)(
    "is told by Python's parser where a program is wrong (needs python3)",
    () => {
      expect(findSyntaxError("x = (1,")).toContain("SyntaxError");
    },
  );

  it("keeps every line within the 88 columns of Black", () => {
    for (const input of Object.values(variants)) {
      const lines = experimentToKeras(parseExperiment(input)).split("\n");
      expect(lines.filter((line) => line.length > 88)).toEqual([]);
    }
  });

  it("writes whole numbers as floats where Keras insists on them", () => {
    // `SGD(momentum=1)` is a ValueError, and a schedule from `1` counts in integers.
    const optimizer = { learningRate: 1, momentum: 1 };
    const schedule = { name: "exponentialDecay", decaySteps: 10, decayRate: 1 } as const;
    const program = experimentToKeras(
      parseExperiment({ compile: { optimizer }, fit: { schedule } }),
    );
    expect(program).toContain("momentum=1.0");
    expect(program).toContain("initial_learning_rate=1.0");
    expect(program).toContain("decay_rate=1.0");
  });

  it("names only the settings that are not Keras' own", () => {
    const print = (optimizer: object) =>
      /keras\.optimizers\.\w+\([^)]*\)/.exec(
        experimentToKeras(parseExperiment({ compile: { optimizer } })),
      )?.[0];
    expect(print({ name: "adam" })).toBe("keras.optimizers.Adam(learning_rate=0.001)");
    expect(print({ nesterov: true })).toBe("keras.optimizers.SGD(learning_rate=0.03)");
    expect(print({ name: "adam", beta2: 0.9, clipnorm: 2 })).toBe(
      "keras.optimizers.Adam(learning_rate=0.001, beta_2=0.9, clipnorm=2.0)",
    );
  });

  it("writes true and false in Python's way", () => {
    const input: ExperimentInput = {
      compile: { optimizer: { momentum: 0.5, nesterov: true } },
      fit: { shuffle: true },
    };
    const program = experimentToKeras(parseExperiment(input));
    expect(program).toContain("nesterov=True");
    expect(program).toContain("shuffle=True");
    expect(program).not.toMatch(/\b(true|false|null|undefined)\b/);
  });
});
