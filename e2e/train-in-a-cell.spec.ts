import { expect, test } from "./fixtures";
import { expectDone, getCell, getOutput, openNotebook, runCell } from "./notebook";

const network = `const model = tf.sequential();
model.add(tf.layers.dense({ inputShape: [2], units: 4, activation: "tanh" }));
model.add(tf.layers.dense({ units: 1, activation: "tanh" }));
model.compile({ optimizer: tf.train.sgd(0.1), loss: "meanSquaredError" });
const x = tf.tensor2d([[0, 0], [0, 1], [1, 0], [1, 1]]);
const y = tf.tensor2d([[-1], [1], [1], [-1]]);`;

test("tensors and models are shown for what they are", async ({ page }) => {
  await openNotebook(page, `${network}\nx`, "model.summary()");
  await runCell(page, 1);
  await expect(getOutput(page, 1)).toContainText(/float32/);
  await expect(getOutput(page, 1).getByRole("table")).toBeVisible();
  await runCell(page, 2);
  await expect(getOutput(page, 2)).toContainText("17");
  await expect(getOutput(page, 2).getByRole("table")).toContainText(/dense/i);
});

test("fit shows its progress and curves without asking, and can be stopped with all names kept", async ({
  page,
}) => {
  await openNotebook(
    page,
    network,
    "const history = await model.fit(x, y, { epochs: 1_000_000, batchSize: 1 })",
    "model.predict(x).shape",
  );
  await runCell(page, 1);
  const cell = getCell(page, 2);
  await cell.getByRole("button", { name: "Run", exact: true }).click();
  await expect(getOutput(page, 2).getByRole("progressbar")).toBeVisible({ timeout: 20_000 });
  await expect(getOutput(page, 2)).toContainText(/epoch \d/i);
  await cell.getByRole("button", { name: "Stop" }).click();
  await expect(cell).toContainText("names keep");
  await runCell(page, 3);
  await expect(getOutput(page, 3)).toContainText("4");
});

test("mistakes with shapes and labels are explained", async ({ page }) => {
  await openNotebook(page, network, "model.predict(tf.tensor2d([[1, 2, 3]]))");
  await runCell(page, 1);
  await runCell(page, 2);
  await expect(getOutput(page, 2)).toContainText(/shape/);
  await expect(getOutput(page, 2).locator("mark")).toContainText("predict");
});

test("thirty runs of a training cell leave no more tensors than three", async ({ page }) => {
  await openNotebook(
    page,
    `${network}\nawait model.fit(x, y, { epochs: 1, verbose: 0 });\ntf.memory().numTensors`,
  );
  const counts: string[] = [];
  for (let run = 0; run < 30; run += 1) {
    await getCell(page, 1).getByRole("button", { name: "Run", exact: true }).click();
    await expect(getCell(page, 1).getByText(`[${run + 1}]`, { exact: true })).toBeVisible();
    counts.push(await getOutput(page, 1).innerText());
  }
  expect(counts.at(-1)).toBe(counts[2]);
});

test("a network trains on WebGPU in a cell, as on the CPU @webgpu", async ({ page }) => {
  await page.addInitScript(() => {
    Object.assign(window, { descentSettings: { backend: "webgpu", maxEpochs: 3 } });
  });
  const seeded = network
    .replace("units: 4,", "units: 4, kernelInitializer: tf.initializers.randomNormal({ seed: 1 }),")
    .replace(
      "units: 1,",
      "units: 1, kernelInitializer: tf.initializers.randomNormal({ seed: 2 }),",
    );
  const train = `const history = await model.fit(x, y, { epochs: 50, batchSize: 4, shuffle: false, classWeight: undefined, callbacks: { onBatchEnd() {} } });
[tf.getBackend(), history.history.loss.map((loss) => loss.toFixed(4)).join(" ")]`;
  await openNotebook(
    page,
    `${seeded}\n${train}`,
    `await tf.setBackend("cpu");\n${seeded}\n${train}`,
  );
  await getCell(page, 1).getByRole("button", { name: "Run", exact: true }).click();
  await expectDone(page, 1, 50_000);
  await expect(getOutput(page, 1)).toContainText("webgpu");
  await getCell(page, 2).getByRole("button", { name: "Run", exact: true }).click();
  await expectDone(page, 2, 50_000);
  await expect(getOutput(page, 2)).toContainText("cpu");
  const losses = async (number: number) =>
    (await getOutput(page, number).innerText()).match(/\d\.\d{4} \d\.\d{4} \d\.\d{4}/)?.[0];
  expect(await losses(1)).toBeDefined();
  expect(await losses(1)).toBe(await losses(2));
});
