import { describe, expect, it } from "vitest";
import {
  describeStarts,
  describeStatement,
  judgeStarts,
  nameAxis,
  type StartRun,
  type StartsStatement,
} from "./starts";

const statement: StartsStatement = {
  of: 7,
  atLeast: 5,
  quantity: "testLoss",
  below: 0.02,
  epochs: 60,
};

const runsWith = (...testLosses: number[]): StartRun[] =>
  testLosses.map((testLoss, seed) => ({ seed, loss: 0.5, testLoss, history: [] }));

const { NaN: broken } = Number;

describe("judgeStarts(statement, runs)", () => {
  it("is true when as many pass as were asked for, and counts them", () => {
    const runs = runsWith(0.001, 0.019, 0.01, 0.01, 0.005, 0.02, broken);
    expect(judgeStarts(statement, runs)).toEqual({ statement, runs, passed: 5, isTrue: true });
  });

  it("takes neither the threshold itself nor a run that broke off", () => {
    const runs = runsWith(0.02, broken, 0.01, 0.01, 0.01, 0.01, Number.POSITIVE_INFINITY);
    expect(judgeStarts(statement, runs)).toMatchObject({ passed: 4, isTrue: false });
  });

  it("looks at the quantity that the statement names", () => {
    const runs = runsWith(0.01, 0.01, 0.01, 0.01, 0.01, 0.01, 0.01);
    expect(judgeStarts({ ...statement, quantity: "loss" }, runs).passed).toBe(0);
  });

  it("refuses another number of runs", () => {
    expect(() => judgeStarts(statement, runsWith(0.01))).toThrow("expected 7 runs, but got 1");
  });
});

describe("describeStarts(result)", () => {
  const say = (of: StartsStatement, ...testLosses: number[]) =>
    describeStarts(judgeStarts(of, runsWith(...testLosses)));

  it.each<[string, number[]]>([
    ["6 of 7 starts came below 0.02; 5 were asked for.", [0.01, 0.01, 0.01, 0.01, 0.01, 0.01, 0.5]],
    [
      "1 of 7 starts came below 0.02; 5 were asked for. Half of them had a test loss of 0.0400 or more.",
      [0.01, 0.02, 0.03, 0.04, 0.05, 0.06, 0.07],
    ],
    [
      "None of 7 starts came below 0.02; 5 were asked for. Half of them had a test loss of 0.500 or more. 2 broke off: the loss was no number any more.",
      [0.5, 0.5, 0.5, 0.5, 0.5, broken, broken],
    ],
    [
      "None of 7 starts came below 0.02; 5 were asked for. All broke off: the loss was no number any more.",
      [broken, broken, broken, broken, broken, broken, broken],
    ],
  ])("says: %s", (sentence, testLosses) => {
    expect(say(statement, ...testLosses)).toBe(sentence);
  });

  it("says so where every start has to pass", () => {
    expect(say({ ...statement, of: 2, atLeast: 2 }, 0.01, 0.01)).toBe(
      "2 of 2 starts came below 0.02; all were asked for.",
    );
  });
});

describe("describeStatement(statement)", () => {
  it("reads as the end of a sentence", () => {
    expect(describeStatement(statement)).toBe(
      "test loss below 0.02 after 60 epochs in at least 5 of 7 starts",
    );
    expect(nameAxis({ ...statement, quantity: "loss", epochs: 1 })).toBe(
      "training loss after 1 epoch",
    );
  });
});
