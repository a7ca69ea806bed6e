import { readFileSync } from "node:fs";
import { beforeAll, describe, expect, it } from "vitest";
import { readCell } from "@/content/cells";
import { recordCells } from "@/content/record";
import { curves } from "@/lib/descent/curves";
import { descend } from "@/lib/descent/descend";
import {
  angleToMinimum,
  bestLearningRate,
  bestRate,
  factors,
  largestLearningRate,
  stepsToShare,
  valley,
  valleyPointAt,
} from "@/lib/descent/valley";
import { loadDenseInNode } from "@/lib/engine/dense/load-node";
import { createNetwork, drawWeights } from "@/lib/engine/network";
import { listSeeds } from "@/lib/engine/population/members";
import { trainMember } from "@/lib/engine/population/train-members";
import { createReferenceStepper } from "@/lib/engine/reference";
import { createTask } from "@/lib/engine/task";
import { createTrainer, type LogEntry } from "@/lib/engine/trainer";
import { parseExperiment } from "@/lib/experiment/experiment";
import { changeSettings, type Settings } from "@/lib/experiment/settings";
import type {
  CellOutput,
  MimeBundle,
  PlotView,
  TableView,
  TrainingView,
} from "@/lib/notebook/output";

// Each number of the text is computed here, and its words must be found there.
const text = readText("chapter.mdx");

function readText(file: string): string {
  return readFileSync(new URL(file, import.meta.url), "utf8").replace(/\s+/g, " ");
}

function expectText(words: string) {
  expect(text).toContain(words);
}

describe("the slope", () => {
  const last = (learningRate: number) => descend(curves.quadratic, 10, learningRate, 10).at(-1)?.w;

  it("ten steps from 10 on w² lead to 3.49, 0.0605 and 61.9", () => {
    expectText(`ten steps from 10 lead only to ${last(0.05)?.toFixed(2)}`);
    expectText(`ten steps lead to ${last(0.2)?.toFixed(4)}`);
    expectText(`ten steps from 10 lead to ${last(1.1)?.toFixed(1)}`);
  });

  it("paths below α = 1 arrive, paths above run away", () => {
    const end = (learningRate: number) =>
      Math.abs(descend(curves.quadratic, 10, learningRate, 1000).at(-1)?.w ?? Number.NaN);
    expect(end(0.98)).toBeLessThan(1e-6);
    expect(end(1.02)).toBeGreaterThan(1e6);
  });

  it("α = 0.9 lands lower each time, on the other side", () => {
    const path = descend(curves.quadratic, 10, 0.9, 10);
    for (const [index, { w, loss }] of path.entries()) {
      const before = path[index - 1];
      if (before) expect(loss < before.loss && w * before.w < 0).toBe(true);
    }
  });

  it("at α = 0.2 the steps shrink all the time", () => {
    const places = descend(curves.quadratic, 10, 0.2, 10).map(({ w }) => w);
    const steps = places.slice(1).map((w, index) => Math.abs(w - (places[index] as number)));
    expect(steps).toEqual([...steps].sort((a, b) => b - a));
  });

  it("swings between two places for ever in the double well at α = 1.05", () => {
    const places = descend(curves["double-well"], 1.2, 1.05, 5000).map(({ w }) => w);
    const [a, b] = places.slice(-2).sort((x, y) => x - y) as [number, number];
    expectText(`between ${a.toFixed(3)} and ${b.toFixed(3)} for ever`);
  });

  it("a step on the plateau is tiny, one from the face of the cliff crosses the valley", () => {
    const [first, second] = descend(curves.plateau, 4, 0.5, 1);
    expect(Math.abs((second?.w ?? 0) - (first?.w ?? 0))).toBeLessThan(0.02);
    const places = descend(curves.cliff, -3, 1, 30).map(({ w }) => w);
    const longest = Math.max(...places.slice(1).map((w, i) => Math.abs(w - (places[i] as number))));
    expect(longest).toBeGreaterThan(3);
  });
});

describe("the valley", () => {
  it("falls to 1 % sooner with 0.45 than with the best rate, which wins in the long run", () => {
    const shape = valley(20);
    const steps = (rate: number, share: number) => stepsToShare(shape, [-5, -2], rate, share) ?? 0;
    const best = bestLearningRate(shape);
    expect(steps(0.45, 0.01)).toBeLessThan(steps(best, 0.01));
    expect(steps(0.45, 1e-20)).toBeGreaterThan(steps(best, 1e-20));
  });

  it("has the angle, the limit and the factors that the text names", () => {
    const shape = valley(20);
    const degrees = angleToMinimum(valleyPointAt(shape, [-5, -2]));
    expectText(`${degrees.toFixed(0)}° apart`);
    expectText(`$2/4 = ${largestLearningRate(shape)}$`);
    const [along, across] = factors(shape, 0.45);
    expectText(`the factor there is −${Math.abs(across).toFixed(1)}`);
    expectText(`with a factor of ${along.toFixed(2)}, it hardly advances`);
    expectText(`that share is ${bestRate(shape).toFixed(3)}`);
    expectText(`it is ${bestRate(valley(100)).toFixed(3)}`);
  });
});

describe("the network", () => {
  const base = parseExperiment({ seed: 2 });
  const network = createNetwork(base.model, base.data.features.length);
  const train = async (change: Partial<Settings>, epochs: number) => {
    const trainer = createTrainer(createTask(changeSettings(base, change)), createReferenceStepper);
    const start = await trainer.evaluate();
    const { logs, divergedAtStep } = await trainer.train(
      { epoch: epochs },
      Number.POSITIVE_INFINITY,
    );
    return { start, logs, divergedAtStep, lossAt: (epoch: number) => logs[epoch - 1]?.testLoss };
  };
  let plain: Awaited<ReturnType<typeof train>>;

  beforeAll(async () => {
    plain = await train({}, 200);
  });

  it("is the one that the chapter shows", () => {
    expect(text.match(/experiment=\{\{ seed: 2 \}\}/g)).toHaveLength(2);
  });

  it("has 18 random weights, and biases of 0.1", () => {
    const biases = [...drawWeights(network, base)].filter((weight) => weight === Math.fround(0.1));
    expect(biases).toHaveLength(7);
    expectText("18 of them random, and seven, the *biases* that shift each unit, at 0.1");
  });

  it("has 25 weights, too many to try", () => {
    const { weightCount } = network;
    expectText(`The network's ${weightCount} weights`);
    expectText(`$10^{${weightCount}}$ combinations`);
    const years = 10 ** weightCount / 1e6 / (365.25 * 24 * 3600);
    expectText(`${Math.round(years / 1e11)}00 billion years`);
  });

  it("has a test loss of 0.0383 after 60 epochs", () => {
    expectText(`a test loss of ${plain.lossAt(60)?.toFixed(4)} after 60 epochs`);
    expect(readText("exercises/sixty-epochs/prompt.mdx")).toContain(
      `a test loss of ${plain.lossAt(60)?.toFixed(3)} after 60 epochs`,
    );
  });

  it("is solved by so many of a thousand starts", async () => {
    const modules = await loadDenseInNode();
    const countSolved = async (learningRate: number) => {
      let solved = 0;
      for (const { seed } of listSeeds(1000) as { seed: number }[]) {
        const member = changeSettings(base, { learningRate, seed });
        if ((await trainMember(member, modules)).testLoss < 0.05) solved += 1;
      }
      return solved;
    };
    const percent = async (learningRate: number) =>
      `${Math.round((await countSolved(learningRate)) / 10)} %`;
    expectText(`With α = 0.03 that is ${await percent(0.03)} of the starts`);
    expectText(`α = 0.1</Try> ${await percent(0.1)}`);
    expectText(`With 0.01 it is ${await percent(0.01)}`);
    expectText(`α = 1</Try> it is ${await percent(1)}`);
    expect(await countSolved(3)).toBe(0);
  }, 180_000);

  it("creeps at α = 0.003", async () => {
    const { start, lossAt } = await train({ learningRate: 0.003 }, 60);
    expectText(`the test loss is still ${lossAt(60)?.toFixed(3)}`);
    expect(Math.abs((lossAt(60) ?? 0) - start.testLoss)).toBeLessThan(0.02);
  });

  it("overshoots at α = 3, from any start, and stays below 2", async () => {
    expectText(
      "After 60 epochs not one of 64 starts had a test loss below 0.3, and most had a higher one",
    );
    let higher = 0;
    for (let seed = 0; seed < 64; seed += 1) {
      const start = parseExperiment({ seed, compile: { optimizer: { learningRate: 3 } } });
      const trainer = createTrainer(createTask(start), createReferenceStepper);
      const before = await trainer.evaluate();
      const { logs } = await trainer.train({ epoch: 60 }, Number.POSITIVE_INFINITY);
      const losses = logs.map(({ testLoss }) => testLoss);
      expect(losses.at(-1)).toBeGreaterThan(0.3);
      expect(Math.max(...losses)).toBeLessThan(2);
      if ((losses.at(-1) as number) > before.testLoss) higher += 1;
    }
    expect(higher).toBeGreaterThan(48);
  });

  it("runs away where nothing bounds the output", async () => {
    const { divergedAtStep } = await train(
      { learningRate: 3, activation: "linear", data: "plane" },
      200,
    );
    expect(divergedAtStep).toBeGreaterThan(0);
    expect(divergedAtStep).toBeLessThan(25);
  });

  it("needs steps: one per epoch is too few, many small batches are fine", async () => {
    const whole = await train({ batchSize: 250 }, 60);
    expectText(`After 60 epochs the test loss is ${whole.lossAt(60)?.toFixed(3)}; with`);
    const small = await train({ batchSize: 2 }, 60);
    expectText(`it is ${small.lossAt(60)?.toFixed(4)}.`);
  });

  it("cannot bend a linear boundary", async () => {
    const { lossAt } = await train({ activation: "linear" }, 200);
    expectText(`stays at ${lossAt(200)?.toFixed(3)}`);
  });

  it("takes shorter and shorter steps at the same α", () => {
    const percent = (epoch: number) =>
      100 * ((plain.logs[epoch - 1] as LogEntry).relativeStep ?? 0);
    expectText(`a step changes the weights by about ${percent(20).toFixed(1)} % at epoch 20`);
    expectText(`by about ${percent(200).toFixed(2)} % at epoch 200`);
  });
});

describe("the cells", () => {
  const read = (id: string) => readCell("gradient-descent", { id, kind: "code" });
  const getResult = (outputs: readonly CellOutput[]) => {
    const result = outputs.find(({ type }) => type === "execute_result");
    return Number(result?.type === "execute_result" && result.data["text/plain"]);
  };
  const getShown = (outputs: readonly CellOutput[]) =>
    Object.assign(
      {},
      ...outputs.map((output) => ("data" in output ? output.data : {})),
    ) as MimeBundle;

  it("walk by hand to the places that the text names", async () => {
    const { recorded, source } = await read("descend-by-hand");
    expectText(`ten steps lead to ${getResult(recorded).toFixed(4)}`);

    expectText("change `alpha` to 1.1 and run it again");
    const changed = source.replace("alpha = 0.2", "alpha = 1.1");
    const runs = await recordCells([{ id: "changed", kind: "code", source: changed }]);
    const far = getResult(runs.get("changed")?.outputs ?? []);
    expectText(`ten steps from 10 lead to ${far.toFixed(1)}`);
  });

  it("measure the same factor at every step", async () => {
    const { recorded } = await read("measure-the-factor");
    const { rows } = getShown(recorded)["application/vnd.descent.table+json"] as TableView;
    expect(rows).toHaveLength(10);
    expect(new Set(rows.map(([, , factor]) => factor))).toEqual(new Set([0.6]));
    expectText("the factor is 0.6, and ten steps");
  });

  it("arrive at the same place with a slope that was not worked out by hand", async () => {
    const { recorded } = await read("let-it-find-the-slope");
    expectText(`It ends at the same ${getResult(recorded).toFixed(4)}`);
  });

  it("walk along the valley of the figure", async () => {
    const { recorded } = await read("descend-the-valley");
    const { series } = getShown(recorded)["application/vnd.descent.plot+json"] as PlotView;
    const minus = (value: unknown) => Number(value).toFixed(3).replace("-", "−");
    const [path] = series;
    expect(path?.x).toHaveLength(21);
    expectText(`is at (${minus(path?.x.at(-1))}, ${minus(path?.y.at(-1))})`);
  });

  it("build the network of 25 weights, and train it", async () => {
    const built = getShown((await read("build-the-network")).recorded);
    const count = built["application/vnd.descent.model+json"]?.totalParams;
    expectText(`counts its ${count} weights`);
    const trained = getShown((await read("train-the-network")).recorded);
    const { status, series } = trained["application/vnd.descent.training+json"] as TrainingView;
    expect(status).toBe("done");
    const losses = series.find(({ name }) => name === "val_loss")?.values ?? [];
    expect(losses).toHaveLength(60);
    // The whole square of the error is at most 4; half of it was 0.05 or less where the figure was solved.
    expect(losses.at(-1)).toBeLessThan(0.1);
  });
});
