import { beforeAll, describe, expect, it } from "vitest";
import type { RunSettings, SandboxMessage } from "../../protocol";
import { descentModule } from "../descent/module";
import { createRuntime, type Runtime } from "../runtime";
import { tfjsModuleInNode } from "./node";
import { createTestHost } from "./testing-host";

const messages: SandboxMessage[] = [];
const { loadFile } = createTestHost();
let runtime: Runtime;
let id = 0;

beforeAll(async () => {
  runtime = createRuntime({
    post(message) {
      messages.push(message);
      if (message.type !== "file_request") return;
      loadFile(message.name).then((bytes) => runtime.receiveFile(message.name, bytes));
    },
    offeredModules: [descentModule, tfjsModuleInNode],
  });
  await run("tf.scalar(1).dispose()");
}, 60_000);

async function run(code: string, settings: RunSettings = {}) {
  id += 1;
  const first = messages.length;
  const cellId = `cell-${id}`;
  const request = {
    type: "execute_request",
    id,
    cellId,
    code,
    executionCount: id,
    settings,
  } as const;
  await runtime.execute(request);
  const ofRun = messages.slice(first);
  const find = <T extends SandboxMessage["type"]>(type: T) =>
    ofRun.filter((message) => message.type === type) as Extract<SandboxMessage, { type: T }>[];
  return {
    reply: find("execute_reply")[0],
    result: find("execute_result")[0]?.data,
    error: find("error")[0],
    displays: [...find("display_data"), ...find("update_display_data")].map(({ data }) => data),
  };
}

const createModel = `
  const model = tf.sequential({ layers: [
    tf.layers.dense({ units: 4, activation: "tanh", inputShape: [2] }),
    tf.layers.dense({ units: 1 }),
  ] });
  model.compile({ optimizer: "adam", loss: "meanSquaredError" });`;

describe("console.log(tensor)", () => {
  async function print(code: string): Promise<string> {
    const first = messages.length;
    await run(code);
    return messages
      .slice(first)
      .map((message) => (message.type === "stream" ? message.text : ""))
      .join("");
  }

  it("shows the values, and of a large one type and shape", async () => {
    expect(await print("console.log(tf.tensor([[1, 2], [3, 4]]))")).toBe(
      "Tensor\n    [[1, 2],\n     [3, 4]]\n",
    );
    expect(await print("console.log('w', [tf.zeros([100, 100])])")).toBe(
      "w [ Tensor float32 [100, 100] ]\n",
    );
    expect(await print("{ const x = tf.scalar(1); x.dispose(); console.log(x) }")).toBe(
      "Tensor float32 [], disposed\n",
    );
  });
});

describe("a call that gives back tensors", () => {
  async function call(name: string) {
    id += 1;
    const present = id;
    await runtime.call({ type: "call_request", id: present, name, args: [] });
    return messages.find(
      (message) => message.type === "call_reply" && message.parentId === present,
    );
  }

  it("gives their values, as arrays", async () => {
    await run(`const weights = () => ({ w: tf.tensor([[1, 2], [3, 4]]), b: [tf.scalar(0.5), 7] });
      const large = async () => tf.zeros([400, 400]);
      const gone = () => { const x = tf.scalar(1); x.dispose(); return x }`);
    const value = {
      w: [
        [1, 2],
        [3, 4],
      ],
      b: [0.5, 7],
    };
    expect(await call("weights")).toMatchObject({ status: "ok", value });
    expect(await call("large")).toMatchObject({ status: "refused" });
    expect(await call("gone")).toMatchObject({ status: "error" });
  });
});

describe("a cell that trains", () => {
  beforeAll(async () => {
    const { error } = await run(`
      const { xTrain, yTrain } = createPoints({ dataset: "xor", samples: 100 });
      const x = tf.tensor2d(xTrain), y = tf.tensor1d(yTrain);`);
    expect(error).toBeUndefined();
  });

  it("shows the training, and its result in a line", async () => {
    const { displays, result, error } = await run(
      `${createModel} await model.fit(x, y, { epochs: 3 })`,
    );
    expect(error).toBeUndefined();
    expect(displays.at(-1)?.["application/vnd.descent.training+json"]).toMatchObject({
      status: "done",
      epoch: 3,
    });
    expect(result).toEqual({ "text/plain": expect.stringMatching(/^History of 3 epochs/) });
    const later = await run("const again = await model.fit(x, y); 0");
    expect(later.error).toBeUndefined();
    expect((await run("again")).result?.["application/vnd.descent.plot+json"]).toBeDefined();
  });

  it("does not end before its training does, if await is forgotten", async () => {
    const { displays } = await run("model.fit(x, y, { epochs: 50 }); 0", { backend: "wasm" });
    expect(displays.at(-1)?.["application/vnd.descent.training+json"]?.status).toBe("done");
  });

  it.each(["cpu", "wasm"] as const)(
    "can be stopped, and the next one trains on (%s)",
    async (backend) => {
      const training = run("await model.fit(x, y, { epochs: 1e6, batchSize: 5, verbose: 0 })", {
        backend,
      });
      setTimeout(() => runtime.interrupt(), 200);
      expect((await training).reply?.status).toBe("aborted");
      const next = await run("await model.fit(x, y, { epochs: 2 }); model.isTraining");
      // What was stopped may need a moment, in which the model says that it is busy.
      const { error } = next.error ? await run("await sleep(100); await model.fit(x, y)") : next;
      expect(error).toBeUndefined();
    },
  );

  it("gets advice with its errors", async () => {
    const { error } = await run("await model.fit(x, tf.ones([50, 3]))");
    expect(error).toMatchObject({ evalue: expect.stringMatching(/shape/) });
    expect(error?.advice).toMatch(/one-hot, the last layer needs 3 units/);
  });

  it("leaves memory flat when it is run again, and says what it left behind", async () => {
    const code = `${createModel} await model.fit(x, y, { verbose: 0 }); const prediction = model.predict(x);`;
    const first = (await run(code)).reply;
    for (let i = 0; i < 20; i += 1) await run(code);
    const last = (await run(code)).reply;
    expect(last?.tensorCount).toBe(first?.tensorCount);
    expect(last?.leftTensors).toBe(first?.leftTensors);
    const leaking = (await run("tf.ones([2]).add(1).print()")).reply;
    expect((leaking?.leftTensors as number) - (last?.leftTensors as number)).toBe(2);
  });
});
