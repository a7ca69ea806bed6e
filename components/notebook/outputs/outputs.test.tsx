import fc from "fast-check";
import { renderToStaticMarkup } from "react-dom/server";
import { describe, expect, it } from "vitest";
import type { CellOutput, ErrorPlace, MimeBundle, TrainingView } from "@/lib/notebook/output";
import { parseOutput } from "@/lib/notebook/output";
import { splitLine } from "./error";
import { groupOutputs, Outputs } from "./outputs";
import { createTraining, samples, show, text } from "./testing/samples";
import { describeMilestone, describeState, describeTime } from "./training";

function render(outputs: CellOutput[], onGoToPlace?: () => void): string {
  return renderToStaticMarkup(
    <Outputs
      outputs={outputs}
      describePlace={({ line }) => `Code cell 3, line ${line}`}
      onGoToPlace={onGoToPlace}
    />,
  );
}

const size = fc.oneof(fc.nat(5), fc.constantFrom(1e9, Number.MAX_SAFE_INTEGER));
const numeric = fc.oneof(
  fc.double({ noNaN: true, noDefaultInfinity: true }),
  fc.integer({ min: -3, max: 3 }),
  fc.constantFrom("NaN" as const, "Infinity" as const, "-Infinity" as const),
);
const numerics = fc.array(numeric, { maxLength: 9 });
const real = fc.double({ noNaN: true, noDefaultInfinity: true });
const cellValue = fc.oneof(numeric, fc.string(), fc.boolean(), fc.constant(null));
const words = fc.array(fc.string(), { maxLength: 3 });
const fitting: fc.Arbitrary<Partial<MimeBundle>> = fc
  .tuple(fc.integer({ min: 1, max: 5 }), fc.integer({ min: 1, max: 5 }))
  .chain(([columns, rows]) => {
    const values = fc.array(numeric, { minLength: rows * columns, maxLength: rows * columns });
    const ends = fc.tuple(real, real).map(([a, b]) => [Math.min(a, b), Math.max(a, b)] as const);
    return fc.oneof(
      fc.record({
        "application/vnd.descent.tensor+json": fc.record({
          shape: fc.constantFrom<number[]>(
            [rows * columns],
            [rows, columns],
            [rows, 1, columns, 1],
          ),
          dtype: fc.constant("float32"),
          values,
          isCut: fc.constant(false),
        }),
      }),
      fc.record({
        "application/vnd.descent.field+json": fc.record({
          columns: fc.constant(columns),
          rows: fc.constant(rows),
          values,
          range: fc.option(
            fc.tuple(ends, ends).map(([x, y]): [number, number, number, number] => [...x, ...y]),
            { nil: undefined },
          ),
        }),
      }),
      fc.record({
        "application/vnd.descent.plot+json": fc.record({
          isLogarithmic: fc.boolean(),
          series: fc.array(
            fc.record({
              name: fc.string(),
              mark: fc.constantFrom("line" as const, "points" as const, "path" as const),
              x: values,
              y: values,
            }),
            { maxLength: 3 },
          ),
        }),
      }),
    );
  });
const anyData: fc.Arbitrary<Partial<MimeBundle>> = fc.oneof(
  fc.record({
    "application/vnd.descent.tensor+json": fc.record({
      shape: fc.array(size, { maxLength: 4 }),
      dtype: fc.string(),
      values: fc.array(fc.oneof(numeric, fc.string(), fc.boolean()), { maxLength: 9 }),
      isCut: fc.boolean(),
    }),
  }),
  fc.record({
    "application/vnd.descent.images+json": fc.record({
      count: size,
      height: size,
      width: size,
      channels: fc.constantFrom(1 as const, 3 as const, 4 as const),
      bytes: fc.constantFrom("", "A", "AAAA", "AAAAAAAAAAAAAAAA"),
      labels: words,
      more: size,
    }),
  }),
  fc.record({
    "application/vnd.descent.table+json": fc.record({
      columns: words,
      rows: fc.array(fc.array(cellValue, { maxLength: 3 }), { maxLength: 3 }),
      more: size,
    }),
  }),
  fc.record({
    "application/vnd.descent.plot+json": fc.record({
      isLogarithmic: fc.boolean(),
      series: fc.array(
        fc.record({
          name: fc.string(),
          mark: fc.constantFrom("line" as const, "points" as const, "path" as const),
          isTwin: fc.boolean(),
          x: numerics,
          y: numerics,
        }),
        { maxLength: 3 },
      ),
    }),
  }),
  fc.record({
    "application/vnd.descent.field+json": fc.record({
      columns: size,
      rows: size,
      values: numerics,
      range: fc.option(fc.tuple(real, real, real, real), { nil: undefined }),
      points: fc.array(fc.record({ x: real, y: real, label: real, isTest: fc.boolean() })),
    }),
  }),
  fc.record({
    "application/vnd.descent.model+json": fc.record({
      name: fc.string(),
      layers: fc.array(
        fc.record({ name: fc.string(), type: fc.string(), outputShape: fc.string(), params: size }),
      ),
      totalParams: size,
      trainableParams: size,
    }),
  }),
  fc.record({
    "application/vnd.descent.training+json": fc.record({
      status: fc.constantFrom("running", "done", "stopped", "diverged"),
      epoch: size,
      epochs: size,
      epochShare: real,
      elapsedMs: real,
      remainingMs: fc.option(real),
      engine: fc.string(),
      series: fc.array(
        fc.record({ name: fc.constantFrom("loss", "val_loss", "acc"), values: numerics }),
      ),
    }),
  }),
  fc.record({
    "text/html": fc.string(),
    "text/markdown": fc.string(),
    "image/png": fc.constant("A"),
  }),
);
const anyOutput: fc.Arbitrary<CellOutput> = fc.oneof(
  anyData.map(show),
  fitting.map(show),
  fc.record({
    type: fc.constant("stream"),
    name: fc.constantFrom("stdout", "stderr"),
    text: fc.string(),
  }),
  fc.record({
    type: fc.constant("error"),
    ename: fc.string(),
    evalue: fc.string(),
    places: fc.array(
      fc.record({
        cellId: fc.string(),
        line: fc.integer(),
        column: fc.integer(),
        endColumn: fc.integer(),
        text: fc.string(),
      }),
      { maxLength: 3 },
    ),
  }),
);

const toText = (html: string) =>
  html
    .replace(/<[^>]+>/g, " ")
    .replace(/&quot;/g, '"')
    .replace(/\s+/g, " ")
    .trim();

describe("<Outputs> without script", () => {
  it.each(Object.keys(samples))("is complete and the same every time: %s", (name) => {
    const outputs = samples[name] as CellOutput[];
    expect(outputs.map(parseOutput)).toEqual(outputs);
    const html = render(outputs);
    expect(html).toBe(render(outputs));
    expect(html).not.toMatch(/NaN(px|%| \d)|undefined|\[object/);
  });

  it("shows whatever has the right shape, also if its numbers do not fit together", () => {
    fc.assert(
      fc.property(fc.array(anyOutput, { maxLength: 4 }), (outputs) => {
        expect(outputs.map(parseOutput)).not.toContain(undefined);
        expect(render(outputs)).toContain("<div");
      }),
      { numRuns: 400, seed: 1 },
    );
  });

  it("joins what was written one after the other, and names what went to stderr", () => {
    expect(groupOutputs(samples.streams ?? []).length).toBe(3);
    expect(toText(render(samples.streams ?? []))).toBe(
      "Step 1: w = 0.82 Step 2: w = 0.61 stderr The learning rate is larger than 2 / curvature. Step 3: w = 0.44",
    );
  });

  it("cuts long text, and offers all of it", () => {
    const html = toText(render(samples.long ?? []));
    expect(html).toContain("30 ⋯ 960 lines are left out here Show all 1,000 lines 991");
  });

  it("opens an object whose line does not tell everything", () => {
    const [object, array] = samples.value ?? [];
    expect(toText(render([object as CellOutput]))).toContain('name: "adam" learningRate: 0.001');
    expect(render([array as CellOutput])).toContain('aria-expanded="false"');
  });

  it("does not open what is nested, however deep", () => {
    let value = text("number", "1");
    for (let i = 0; i < 5000; i += 1) {
      const entries = [{ key: "a", value }];
      value = { kind: "object", name: "Object", preview: "{…}", entries, more: 0 };
    }
    const html = render([show({ "application/vnd.descent.value+json": value })]);
    expect(html.match(/<button/g)).toHaveLength(2);
  });

  it("shows 20 rows and 12 columns of a matrix", () => {
    const html = render([samples.tensors?.[2] as CellOutput]);
    expect(html.match(/<tr>/g)).toHaveLength(21);
    expect(html.match(/<td/g)).toHaveLength(20 * 13 + 2);
    expect(toText(html)).toContain("Tensor float32 [30, 16] Heat map");
    expect(toText(html)).toContain("Show all 30 rows Show all 16 columns");
  });

  it("says how much of a tensor is there", () => {
    const values = Array.from({ length: 1000 }, (_, i) => i);
    const tensor = { shape: [60000, 784], dtype: "float32", values, isCut: true };
    const html = toText(render([show({ "application/vnd.descent.tensor+json": tensor })]));
    expect(html).toContain("the first 1,000 of 47,040,000 values");
    const empty = { shape: [0, 3], dtype: "float32", values: [], isCut: false };
    expect(toText(render([show({ "application/vnd.descent.tensor+json": empty })]))).toContain(
      "It has no values.",
    );
  });

  it("draws a long training over all its epochs, though not each has a value", () => {
    const last = (epochsPerValue?: number) => {
      const view = createTraining({
        epoch: 60,
        epochsPerValue,
        series: [{ name: "loss", values: [3, 2, 1] }],
      });
      const html = render([show({ "application/vnd.descent.training+json": view })]);
      return Number(/ d="M[\d.]+ [\d.]+L[\d.]+ [\d.]+L([\d.]+)/.exec(html)?.[1]);
    };
    // Of 272 units for 60 epochs: epoch 3 and epoch 41.
    expect(last()).toBeCloseTo(50 + (272 * 3) / 60, 1);
    expect(last(20)).toBeCloseTo(50 + (272 * 41) / 60, 1);
  });

  it("says why there is nothing to plot", () => {
    const series = [{ name: "a", mark: "line" as const, x: [1], y: ["NaN" as const] }];
    const html = toText(render([show({ "application/vnd.descent.plot+json": { series } })]));
    expect(html).toBe("There is nothing to plot: no point has two finite numbers.");
  });

  it("shows the text of HTML and Markdown, which need a browser or more code", () => {
    expect(toText(render(samples.html ?? []))).toBe("a picture");
    expect(toText(render(samples.markdown ?? []))).toBe("In plain text");
  });

  it("says where an error arose, with a button only where it leads somewhere", () => {
    const errors = samples.errors ?? [];
    expect(render(errors)).not.toContain("<button");
    const html = render(errors, () => {});
    expect(html).toMatch(/<button[^>]*>Code cell 3, line 4<\/button>/);
    expect(html).toMatch(/<mark>model\.fit[^<]*<\/mark>/);
    expect(toText(html)).toContain("Called through 2 places");
  });
});

describe("splitLine(place)", () => {
  const place = (text: string, column: number, endColumn: number): ErrorPlace => ({
    cellId: "c1",
    line: 1,
    text,
    column,
    endColumn,
  });

  it("takes away the indentation and marks the expression", () => {
    expect(splitLine(place("  a.b(c);", 2, 8))).toEqual({
      before: "",
      marked: "a.b(c)",
      after: ";",
    });
  });

  it("stays within the line, whatever the columns", () => {
    for (const [column, endColumn] of [
      [-5, 99],
      [99, 3],
      [4, 2],
      [1e9, 1e9],
    ] as const) {
      const { before, marked, after } = splitLine(place("  abc", column, endColumn));
      expect(before + marked + after).toBe("abc");
    }
  });

  it("shows of a very long line what stands around the mark", () => {
    const { before, marked, after } = splitLine(
      place(`${"x".repeat(5000)}bad${"y".repeat(5000)}`, 5000, 5003),
    );
    expect(marked).toBe("bad");
    expect(before).toMatch(/^…x{98,100}$/);
    expect(after).toMatch(/^y{98,100}…$/);
  });
});

describe("describeState(view)", () => {
  it("counts epochs from one, and says how long it takes", () => {
    expect(describeState(createTraining())).toBe("epoch 25 of 60 · 5.1 s left");
    expect(describeState(createTraining({ epoch: 60, remainingMs: null }))).toBe("epoch 60 of 60");
  });

  it("says how a training ended", () => {
    const state = (view: Partial<TrainingView>) => describeState(createTraining(view));
    expect(state({ status: "done", epoch: 60 })).toBe("60 epochs in 3.4 s");
    expect(state({ status: "stopped" })).toBe("stopped after epoch 24 of 60, 3.4 s");
    expect(state({ status: "diverged" })).toBe(
      "ended in epoch 25 of 60: the loss is no longer a number",
    );
  });
});

describe("describeMilestone(view)", () => {
  it("changes four times on the way, and at the end", () => {
    const told = new Set<string>();
    for (let epoch = 0; epoch < 60; epoch += 1) {
      for (const epochShare of [0, 0.5, 0.99]) {
        told.add(describeMilestone(createTraining({ epoch, epochShare, remainingMs: epoch })));
      }
    }
    expect([...told]).toEqual([
      "Training has begun",
      "Training: 25 per cent done",
      "Training: 50 per cent done",
      "Training: 75 per cent done",
    ]);
    expect(describeMilestone(createTraining({ status: "done", epoch: 60 }))).toBe(
      "Training: 60 epochs in 3.4 s",
    );
  });
});

describe("describeTime(ms)", () => {
  it("grows coarser with the time", () => {
    expect([0, 512, 1234, 12_400, 100_000, 7_200_000].map(describeTime)).toEqual([
      "0 ms",
      "512 ms",
      "1.2 s",
      "12 s",
      "2 min",
      "2 h",
    ]);
  });
});
