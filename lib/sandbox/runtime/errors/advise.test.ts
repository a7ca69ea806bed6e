import { describe, expect, it } from "vitest";
import { startTestRuntime } from "../testing-runtime";
import { findNear } from "./advise";

describe("advice", () => {
  it.each<[code: string, advice: RegExp]>([
    ["missing + 1", /^Run the cell that defines `missing` first, or check the spelling\.$/],
    ["learningrate * 2", /^Did you mean `learningRate`\?/],
    ["lerningRate * 2", /^Did you mean `learningRate`\?/],
    ["maht.PI", /^Did you mean `Math`\?/],
    ["learningRate = 2", /declared with const keeps its value/],
    ["rate = 2", /^Here, a new name is declared first: let rate = …$/],
    ["learningrate = 2", /^Did you mean `learningRate`\? Otherwise, a new name is declared/],
    ["rate == 2", /^Run the cell that defines `rate` first/],
    ["print(1)", /console\.log/],
    ["document.title", /apart from the page/],
    ["require('fs')", /without Node\.js/],
    ["throw new TypeError('Failed to fetch')", /cannot reach the network/],
    ["const f = () => f(); f()", /calls itself without end/],
    ["new Array(-1)", /whole number from 0/],
    ["new Float64Array(1e15)", /whole number|no memory left/],
    ["fetched.dataSync()", /^`fetched` is a promise: its value comes later\. Write await/],
    ["fetched.data.length", /^`fetched` is a promise/],
    ["object.method()", /no function/],
    ["object.missing.deep", /has no value here/],
    ["const { a } = object.missing", /has no value here/],
    ["new object.Missing()", /has to be a class/],
    ["(() => early)(); let early = 1; early", /^Run the cell that defines `early` first/],
    ["(() => { inner; let inner })()", /declares this name comes later/],
  ])("helps with %s", async (code, advice) => {
    const { run } = startTestRuntime();
    await run("const learningRate = 0.1, object = {}; const fetched = Promise.resolve(1)");
    expect((await run(code)).error?.advice).toMatch(advice);
  });

  it("is left out where there is none", async () => {
    const { error } = await startTestRuntime().run("throw new Error('mine')");
    expect(error && "advice" in error).toBe(false);
  });
});

describe("findNear(name, names)", () => {
  it.each([
    ["xtrain", ["xTrain", "xTest"], "xTrain"],
    ["xTrian", ["xTrain"], "xTrain"],
    ["xTrai", ["xTrain"], "xTrain"],
    ["xTrainn", ["xTrain"], "xTrain"],
    ["xTrwin", ["xTrain"], "xTrain"],
    ["y", ["x"], undefined],
    ["model", ["optimizer"], undefined],
  ])("%s in %j is %s", (name, names, near) => {
    expect(findNear(name, names)).toBe(near);
  });
});
