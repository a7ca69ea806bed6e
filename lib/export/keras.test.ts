import { spawnSync } from "node:child_process";
import { describe, expect, it } from "vitest";
import { type ExperimentInput, parseExperiment } from "../experiment/experiment";
import { experimentToKeras } from "./keras";
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

  it.skipIf(!hasPython)(
    "is told by Python's parser where a program is wrong (needs python3)",
    () => {
      expect(findSyntaxError("x = (1,")).toContain("SyntaxError");
    },
  );

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
