import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { experimentArbitrary } from "./arbitrary";
import { ExperimentError } from "./errors";
import { parseExperiment } from "./experiment";
import { decodeExperiment, encodeExperiment, maxLinkBytes } from "./link";

const base = parseExperiment({});

function problemsOf(link: string): readonly string[] {
  try {
    decodeExperiment(link, base);
    return [];
  } catch (error) {
    if (error instanceof ExperimentError) return error.problems;
    throw error;
  }
}

describe("encodeExperiment(experiment, base)", () => {
  it("is empty where nothing differs", () => {
    expect(encodeExperiment(base, base)).toBe("");
  });

  it("names only what differs, readably", () => {
    const changed = parseExperiment({ data: { noise: 0.1 }, fit: { batchSize: 2, shuffle: true } });
    expect(encodeExperiment(changed, base)).toBe("data.noise=0.1&fit.batchSize=2&fit.shuffle=true");
  });
});

describe("decodeExperiment(link, base)", () => {
  it("gives back any valid Experiment exactly, from any base", () => {
    fc.assert(
      fc.property(experimentArbitrary, experimentArbitrary, (experiment, from) => {
        const link = encodeExperiment(experiment, from);
        expect(decodeExperiment(link, from)).toStrictEqual(experiment);
        expect(new URL(`http://localhost/#${link}`).hash.slice(1)).toBe(link);
      }),
    );
  });

  it("leaves out what the Experiment has not, and keeps an empty list empty", () => {
    const from = parseExperiment({
      compile: {
        optimizer: { name: "adam", clipnorm: 1 },
        metrics: ["accuracy", "meanSquaredError"],
      },
      fit: { schedule: { name: "warmup", warmupSteps: 10 } },
    });
    const link = encodeExperiment(base, from);
    expect(link.split("&")).toEqual(
      expect.arrayContaining([
        "-compile.optimizer.clipnorm",
        "-compile.optimizer.beta1",
        "-compile.metrics.0",
        "-compile.metrics.1",
        "-fit.schedule.warmupSteps",
        "fit.schedule.name=constant",
      ]),
    );
    expect(decodeExperiment(link, from)).toStrictEqual(base);
  });

  it("takes a setting that is undefined as one that is not there", () => {
    const cleared = parseExperiment({ compile: { optimizer: { clipnorm: undefined } } });
    const clipped = parseExperiment({ compile: { optimizer: { clipnorm: 2 } } });
    expect(encodeExperiment(cleared, base)).toBe("");
    expect(decodeExperiment(encodeExperiment(cleared, clipped), clipped)).toStrictEqual(base);
  });

  it("refuses a link that is too large, before reading it", () => {
    expect(problemsOf("x".repeat(maxLinkBytes + 1))).toEqual([
      "The link: expected at most 65536 bytes, but got 65537.",
    ]);
  });

  it.each([
    [
      "fit.batchSize",
      'The link: expected entries such as "fit.batchSize=2", but got "fit.batchSize".',
    ],
    ["data.noise=%E0%A4%A", 'The link: "%E0%A4%A" is not a valid encoding.'],
    ["fit.batchSize=0", "fit.batchSize: expected a number not below 1, but got 0."],
    ["__proto__.x=1", 'the experiment: unknown field "__proto__".'],
    ["model.layers.9999999.units=4", ""],
  ])("says what is wrong with %s", (link, problem) => {
    expect(problemsOf(link).join(" ")).toBe(
      problem ||
        'model.layers.3.units: expected 1, since each point of "circle" has one label, but got 4.',
    );
  });

  it("survives any text, and never touches a prototype", () => {
    fc.assert(
      fc.property(
        fc.oneof(
          fc.string({ maxLength: 300 }),
          fc.string({
            unit: fc.constantFrom(...'adflmnoisty.=&-0123456789%_"{}[]'),
            maxLength: 200,
          }),
        ),
        (link) => {
          problemsOf(link);
        },
      ),
      { numRuns: 2000 },
    );
    expect(({} as Record<string, unknown>).x).toBeUndefined();
  });
});
