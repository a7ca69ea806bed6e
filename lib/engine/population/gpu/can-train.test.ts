import { describe, expect, it } from "vitest";
import { type ExperimentInput, parseExperiment } from "../../../experiment/experiment";
import { createTask, createTaskNetwork } from "../../task";
import { canTrain, countWorkgroupBytes, defaultLimits } from "./can-train";

const task = (experiment: ExperimentInput = {}) => createTask(parseExperiment(experiment));

describe("canTrain(tasks, limits)", () => {
  it("finds nothing against members that differ in numbers, schedules and initializers", () => {
    const tasks = [
      task({ seed: 1 }),
      task({
        seed: 2,
        data: { noise: 0.3, samples: 100 },
        model: {
          layers: [{ units: 4, kernelInitializer: { name: "zeros" } }, { units: 2 }, { units: 1 }],
        },
        compile: { optimizer: { learningRate: 0.1, momentum: 0.9, weightDecay: 0.1 } },
        fit: { batchSize: 3, shuffle: true, schedule: { name: "warmup", warmupSteps: 5 } },
      }),
    ];
    expect(canTrain(tasks)).toBeNull();
  });

  it.each<[string, ExperimentInput, string]>([
    [
      "layers",
      { model: { layers: [{ units: 1 }] } },
      "layers of member 1 is 1 tanh, and of member 0 4 tanh, 2 tanh, 1 tanh",
    ],
    ["optimizer", { compile: { optimizer: { name: "adam" } } }, "optimizer of member 1 is adam"],
    ["nesterov", { compile: { optimizer: { nesterov: true } } }, "nesterov of member 1 is true"],
    ["clipping", { compile: { optimizer: { clipnorm: 1 } } }, "clipping of member 1 is clipnorm"],
    ["loss", { compile: { loss: { name: "huber" } } }, "loss of member 1 is huber"],
    ["inputs", { data: { features: ["x1"] } }, "inputs of member 1 is 1"],
    ["epochs", { fit: { epochs: 7 } }, "epochs of member 1 is 7"],
  ])("names the %s that differ", (_, other, expected) => {
    expect(canTrain([task(), task(other)])).toContain(expected);
  });

  it("sends dropout, wide networks and huge batches elsewhere", () => {
    const model = { layers: [{ units: 4, dropout: 0.5 }, { units: 1 }] };
    expect(canTrain([task({ model })])).toBe("The graphics processor's kernels have no dropout");

    const wide = task({ model: { layers: [{ units: 64 }, { units: 64 }, { units: 1 }] } });
    // 2·64 + 64 + 64·64 + 64 + 64 + 1 weights.
    expect(canTrain([wide])).toMatch(/^A network of 4417 weights needs \d+ bytes/);
    expect(
      canTrain([wide], { ...defaultLimits, maxComputeWorkgroupStorageSize: 32_768 }),
    ).toBeNull();

    const wider = task({ model: { layers: [{ units: 1024 }, { units: 1 }] } });
    expect(canTrain([wider])).toMatch(/room for 1000 units in a layer, and here are 1024$/);

    const batch = task({
      data: { samples: 20_000 },
      model: { layers: [{ units: 32 }, { units: 32 }, { units: 1 }] },
      fit: { batchSize: 10_000 },
    });
    expect(canTrain([batch])).toMatch(/^One update with a batch of 10000/);
    expect(canTrain([])).toBe("There is no network to train");
  });

  it("asks for the device's own limits", () => {
    const limits = { ...defaultLimits, maxStorageBufferBindingSize: 1000 };
    expect(canTrain([task()], limits)).toMatch(/^The data set is larger than the 1000 bytes/);
  });
});

describe("countWorkgroupBytes(network, rows, lanes)", () => {
  it("counts at least weights, and of each row the inputs and two numbers for each unit", () => {
    const network = createTaskNetwork(task({ model: { layers: [{ units: 4 }, { units: 1 }] } }));
    const numbers = 17 + 10 * (2 + 2 * 4 + 2 * 1) + 32;
    expect(countWorkgroupBytes(network, 10, 32)).toBeGreaterThanOrEqual(4 * numbers);
  });
});
