import { encodeBase64, encodePng } from "@/lib/notebook/encode-png";
import type { CellOutput, MimeBundle, TrainingView, ValueNode } from "@/lib/notebook/output";

/** One output of each kind, as the kernel sends them. */

export function show(data: Partial<MimeBundle>): CellOutput {
  return { type: "display_data", data: { "text/plain": "in plain text", ...data } };
}

export function text(type: string, text: string): ValueNode {
  return { kind: "text", type, text };
}

const numbers = (count: number, f: (i: number) => number) =>
  Array.from({ length: count }, (_, i) => f(i));

const fieldSide = 50;
const at = (i: number) => ((i + 0.5) / fieldSide) * 12 - 6;
const spiral = (x: number, y: number) =>
  Math.tanh(1.6 * Math.sin(Math.hypot(x, y) * 1.1 - Math.atan2(y, x)));

const loss = (epochs: number, end: number, wave: number) =>
  numbers(epochs, (i) => end + 0.7 * Math.exp(-i / 9) + wave * Math.sin(i));

export function createTraining(view: Partial<TrainingView> = {}): TrainingView {
  const { epoch = 24 } = view;
  return {
    status: "running",
    epoch,
    epochs: 60,
    epochShare: 0.4,
    elapsedMs: 3400,
    remainingMs: 5100,
    engine:
      "The book's own kernels train it in WebAssembly, as they know all its layers and options.",
    series: [
      { name: "loss", values: loss(epoch, 0.05, 0.004) },
      { name: "acc", values: loss(epoch, 0, 0.003).map((value) => 0.98 - value / 2) },
      { name: "val_loss", values: loss(epoch, 0.12, 0.01) },
      { name: "val_acc", values: loss(epoch, 0, 0.006).map((value) => 0.93 - value / 2) },
    ],
    ...view,
  };
}

const digit = (seed: number) =>
  numbers(28 * 28, (i) => {
    const [x, y] = [(i % 28) - 14, Math.floor(i / 28) - 14];
    const ring = Math.abs(Math.hypot(x * (1 + (seed % 3) / 3), y) - 6 - (seed % 4));
    return Math.max(0, 255 - 90 * ring);
  });

export const samples: Record<string, CellOutput[]> = {
  streams: [
    { type: "stream", name: "stdout", text: "Step 1: w = 0.82\n" },
    { type: "stream", name: "stdout", text: "Step 2: \u001b[32mw = 0.61\u001b[0m\n" },
    { type: "stream", name: "stderr", text: "The learning rate is larger than 2 / curvature.\n" },
    { type: "stream", name: "stdout", text: "Step 3: w = 0.44\n" },
  ],
  long: [{ type: "stream", name: "stdout", text: numbers(1000, (i) => i + 1).join("\n") }],
  text: [show({ "text/plain": "2" })],
  value: [
    show({
      "application/vnd.descent.value+json": {
        kind: "object",
        name: "Object",
        preview: '{name: "adam", learningRate: 0.001, betas: Array(2), history: Map(2), …}',
        entries: [
          { key: "name", value: text("string", '"adam"') },
          { key: "learningRate", value: text("number", "0.001") },
          {
            key: "betas",
            value: {
              kind: "object",
              name: "Array(2)",
              preview: "[0.9, 0.999]",
              entries: [
                { key: "0", value: text("number", "0.9") },
                { key: "1", value: text("number", "0.999") },
              ],
              more: 0,
            },
          },
          { key: "amsgrad", value: text("boolean", "false") },
          { key: "schedule", value: text("null", "null") },
          { key: "apply", value: text("function", "ƒ apply(gradients)") },
          {
            key: "history",
            value: {
              kind: "object",
              name: "Map(2)",
              preview: '{"loss" => Array(60), "acc" => Array(60)}',
              entries: [{ key: '"loss"', value: text("number", "0.05") }],
              more: 1,
            },
          },
        ],
        more: 12,
      },
    }),
    show({
      "application/vnd.descent.value+json": {
        kind: "object",
        name: "Array(3)",
        preview: "[1, 2, 3]",
        entries: numbers(3, (i) => i).map((i) => ({
          key: String(i),
          value: text("number", String(i + 1)),
        })),
        more: 0,
      },
    }),
    show({ "application/vnd.descent.value+json": text("string", '"a string"') }),
  ],
  tensors: [
    show({
      "application/vnd.descent.tensor+json": {
        shape: [],
        dtype: "float32",
        values: [0.123456],
        isCut: false,
      },
    }),
    show({
      "application/vnd.descent.tensor+json": {
        shape: [7],
        dtype: "float32",
        values: [1, -2.5, 0.00002, "NaN", "Infinity", 3.25, 100],
        isCut: false,
      },
    }),
    show({
      "application/vnd.descent.tensor+json": {
        shape: [30, 16],
        dtype: "float32",
        values: numbers(480, (i) => Math.sin(i / 7) * Math.cos(i / 50) * 1.4),
        isCut: false,
      },
    }),
    show({
      "application/vnd.descent.tensor+json": {
        shape: [8, 2, 3],
        dtype: "int32",
        values: numbers(48, (i) => i - 12),
        isCut: false,
      },
    }),
  ],
  images: [
    show({
      "application/vnd.descent.images+json": {
        count: 16,
        width: 28,
        height: 28,
        channels: 1,
        bytes: encodeBase64(Uint8Array.from(numbers(16, (i) => i).flatMap(digit))),
        labels: numbers(16, (i) => i % 10).map(String),
        more: 9984,
      },
    }),
    show({
      "application/vnd.descent.images+json": {
        count: 1,
        width: 16,
        height: 16,
        channels: 3,
        bytes: encodeBase64(
          Uint8Array.from(
            numbers(256, (i) => i).flatMap((i) => [(i % 16) * 16, Math.floor(i / 16) * 16, 128]),
          ),
        ),
        more: 0,
      },
    }),
  ],
  table: [
    show({
      "application/vnd.descent.table+json": {
        columns: ["optimizer", "learning rate", "final loss", "epochs", "converged"],
        rows: [
          ["sgd", 0.03, 0.12345, 60, true],
          ["momentum", 0.03, 0.0712, 41, true],
          ["adam", 0.001, 0.00000812, 12, true],
          ["sgd", 1.5, "NaN", null, false],
          ...numbers(30, (i) => i).map((i): [string, number, number, number, boolean] => [
            "rmsprop",
            0.001 * i,
            1 / (i + 1),
            i,
            i > 3,
          ]),
        ],
        more: 966,
      },
    }),
  ],
  plots: [
    show({
      "application/vnd.descent.plot+json": {
        title: "Two optimizers",
        xLabel: "epoch",
        yLabel: "loss",
        series: [
          { name: "sgd", mark: "line", x: numbers(60, (i) => i), y: loss(60, 0.2, 0.01) },
          {
            name: "sgd, validation",
            mark: "line",
            isTwin: true,
            x: numbers(60, (i) => i),
            y: loss(60, 0.27, 0.02),
          },
          { name: "adam", mark: "line", x: numbers(60, (i) => i), y: loss(60, 0.04, 0.01) },
        ],
      },
    }),
    show({
      "application/vnd.descent.plot+json": {
        xLabel: "learning rate, 1 / step",
        yLabel: "gradient norm",
        isLogarithmic: true,
        series: [
          {
            name: "norm",
            mark: "line",
            x: numbers(50, (i) => i / 50),
            y: numbers(50, (i) => 10 * 0.75 ** i),
          },
        ],
      },
    }),
    show({
      "application/vnd.descent.plot+json": {
        xLabel: "x₁",
        yLabel: "x₂",
        series: [
          {
            name: "+1",
            mark: "points",
            x: numbers(60, (i) => Math.cos(i * 7) * 2 + Math.sin(i * 3)),
            y: numbers(60, (i) => Math.sin(i * 7) * 2 + Math.cos(i * 5) + 2),
          },
          {
            name: "−1",
            mark: "points",
            x: numbers(60, (i) => Math.cos(i * 5) * 2 - 2 + Math.sin(i * 4)),
            y: numbers(60, (i) => Math.sin(i * 5) * 2 - 1),
          },
          { name: "fit", mark: "line", x: [-5, 3], y: [3, -2] },
        ],
      },
    }),
    show({
      "application/vnd.descent.plot+json": {
        xLabel: "w₁",
        yLabel: "w₂",
        series: [
          {
            name: "descent",
            mark: "path",
            x: numbers(18, (i) => 3 * 0.85 ** i),
            y: numbers(18, (i) => 2 * (-0.7) ** i),
          },
        ],
      },
    }),
  ],
  fields: [
    show({
      "application/vnd.descent.field+json": {
        title: "The network's output over the plane",
        columns: fieldSide,
        rows: fieldSide,
        values: numbers(fieldSide ** 2, (i) =>
          spiral(at(i % fieldSide), -at(Math.floor(i / fieldSide))),
        ),
        range: [-6, 6, -6, 6],
        points: numbers(80, (i) => i).map((i) => {
          const radius = 0.3 + (5 * (i % 40)) / 40;
          const angle = radius * 1.1 - Math.PI / 2 + (i < 40 ? 0 : Math.PI);
          return {
            x: radius * Math.cos(angle) + 0.2 * Math.sin(i * 9),
            y: radius * Math.sin(angle) + 0.2 * Math.cos(i * 5),
            label: i < 40 ? 1 : -1,
            isTest: i % 3 === 0,
          };
        }),
      },
    }),
    show({
      "application/vnd.descent.field+json": {
        columns: 8,
        rows: 5,
        values: numbers(40, (i) => Math.sin(i) * (i / 20)),
      },
    }),
  ],
  model: [
    show({
      "application/vnd.descent.model+json": {
        name: "sequential_1",
        layers: [
          { name: "conv2d", type: "Conv2D", outputShape: "[null, 26, 26, 8]", params: 80 },
          { name: "flatten", type: "Flatten", outputShape: "[null, 5408]", params: 0 },
          { name: "dense", type: "Dense", outputShape: "[null, 128]", params: 692352 },
          { name: "dense_1", type: "Dense", outputShape: "[null, 10]", params: 1290 },
        ],
        totalParams: 693722,
        trainableParams: 693642,
      },
    }),
  ],
  training: [
    show({ "application/vnd.descent.training+json": createTraining() }),
    show({
      "application/vnd.descent.training+json": createTraining({
        status: "done",
        epoch: 60,
        epochShare: 0,
        remainingMs: null,
      }),
    }),
    show({
      "application/vnd.descent.training+json": createTraining({
        status: "diverged",
        epoch: 4,
        epochShare: 0,
        remainingMs: null,
        series: [{ name: "loss", values: [1.2, 90, 8e4, 3e9] }],
      }),
    }),
  ],
  markdown: [
    show({
      "text/plain": "In plain text",
      "text/markdown":
        "### The gradient\n\nOf $L(w) = \\tfrac{1}{2}(w - 1)^2$ it is $w - 1$, so one step with `learningRate` $\\alpha$ is\n\n$$w_{k+1} = w_k - \\alpha\\,(w_k - 1).$$\n\n1. It converges where $0 < \\alpha < 2$.\n2. It is *exact* at $\\alpha = 1$.\n\n| α | after 10 steps |\n|--:|--:|\n| 0.1 | 0.349 |\n| 1 | 0 |\n\nSee [Keras](https://keras.io).",
    }),
  ],
  html: [
    show({
      "text/plain": "a picture",
      "text/html":
        '<p>A <b>bar</b> for each class</p><svg width="220" height="60" style="position:fixed" onload="alert(1)"><rect x="0" y="20" width="40" height="40" fill="rgb(8,119,189)"/><rect x="50" y="5" width="40" height="55" fill="orange"/></svg><script>alert(1)</script>',
    }),
  ],
  png: [
    show({
      "text/plain": "a gradient",
      "image/png": encodeBase64(
        encodePng({
          width: 64,
          height: 16,
          rgba: Uint8Array.from(
            numbers(1024, (i) => i).flatMap((i) => [4 * (i % 64), 99, 160, 255]),
          ),
        }),
      ),
    }),
  ],
  errors: [
    {
      type: "error",
      ename: "ValueError",
      evalue:
        "Error when checking target: expected dense_2 to have shape [null,1], but got array with shape [128,3].",
      places: [
        {
          cellId: "c3",
          line: 4,
          column: 8,
          endColumn: 40,
          text: "  await model.fit(xTrain, yTrain, { epochs: 60 });",
        },
        { cellId: "c3", line: 9, column: 0, endColumn: 7, text: "train();" },
        { cellId: "c5", line: 1, column: 6, endColumn: 13, text: "await retrain()" },
      ],
      advice:
        "The last layer has 1 unit, and the labels have 3 values each. Give the layer as many units as there are classes, or use labels with one value.",
    },
    { type: "error", ename: "Error", evalue: "", places: [] },
  ],
};
