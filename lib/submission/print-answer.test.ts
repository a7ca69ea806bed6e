import { describe, expect, it } from "vitest";
import { printAnswer } from "./print-answer";
import { anExperiment, exercises } from "./testing";

const print = (kind: keyof typeof exercises, answer: unknown) =>
  printAnswer(answer, exercises[kind], 8).source;

describe("printAnswer(answer, exercise, seed)", () => {
  it("gives the texts of what was chosen, safe in Markdown", () => {
    expect(print("choice", ["right"])).toBe("- The slope \\* the rate");
    expect(print("choice", ["gone"])).toBe("- gone");
    expect(print("choice", [])).toBe("Nothing was chosen.");
  });

  it("gives each question as it was drawn, with what was typed", () => {
    expect(print("number", { texts: ["8", "<b>4"] })).toBe(
      "How much is 8?\n\nLength of the step: **8** %\n\nAnd half of it?\n\nLength of the step: **\\<b\\>4** %",
    );
    expect(print("number", { texts: [" "] })).toMatch(/nothing$/);
  });

  it("numbers an order", () => {
    expect(print("order", ["compare", "predict"])).toBe("1. Compare\n2. Predict");
  });

  it("gives pairs as a table", () => {
    expect(print("match", { a: "small" })).toBe(
      "|  | matched with |\n| --- | --- |\n| A steep fall | α = 0.001 |\n| A slow fall |  |",
    );
  });

  it("gives a sketched curve as a table, beside the first one", () => {
    const answer = { form: "curve", sketch: [null, 0.6, 0.25], first: [null, 1, 1] };
    expect(print("predict", answer)).toContain("| 1.00 | 0.600 | 1.00 |");
  });

  it("gives the settings that were changed, the starts that were measured, and the Experiment", () => {
    const runs = [
      { seed: 7, loss: 0.25, testLoss: 0.5, history: [{ epoch: 0, loss: 1, testLoss: null }] },
      { seed: 9, loss: null, testLoss: null, history: [] },
    ];
    const printed = print("goal", { experiment: anExperiment, runs });
    expect(printed).toContain("| `fit.batchSize` | 10 | 2 |");
    expect(printed).toContain("| 1 | 7 | 0.250 | 0.500 |");
    expect(printed).toContain("| 2 | 9 | broke off | broke off |");
    expect(printed).toContain('"batchSize": 2');
    expect(print("goal", { experiment: null, runs: [] })).toMatch(/as the figure came with/);
  });

  it("gives a diagnosis by its name, with what was turned", () => {
    const { experiment } = exercises.diagnose.drawPatient(8);
    const mended = { ...experiment, fit: { ...experiment.fit, batchSize: 3 } };
    const printed = print("diagnose", { illness: "rate-too-high", experiment: mended });
    expect(printed).toMatch(/^Diagnosis: \*\*The learning rate is too high\*\*\n\n/);
    expect(printed).toMatch(/\| `fit\.batchSize` \| \d+ \| 3 \|/);
    expect(print("diagnose", { illness: null, experiment })).toMatch(
      /^Diagnosis: none\n\nNo setting was changed\./,
    );
  });

  it("gives code as a cell", () => {
    expect(printAnswer({ code: "const a = 1;" }, exercises.code, 8)).toEqual({
      kind: "code",
      source: "const a = 1;",
    });
  });

  it("shows what does not fit the exercise as it is, in a fence that it cannot leave", () => {
    expect(print("order", { a: 1 })).toBe('```json\n{\n "a": 1\n}\n```');
    expect(printAnswer("``` <b>", undefined, 8).source).toBe('````json\n"``` <b>"\n````');
  });

  it("shows only the beginning of what is long, also where laid out it would be longer than any text", () => {
    let deep: unknown = new Array(3_000_000).fill(0);
    for (let level = 0; level < 190; level += 1) deep = [deep];
    const { source } = printAnswer(deep, undefined, 0);
    expect(source).toMatch(/^```json\n\[{191}0,0,/);
    expect(source.length).toBeLessThan(20_100);
  });
});
