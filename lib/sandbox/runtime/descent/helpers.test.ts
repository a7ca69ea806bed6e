import fc from "fast-check";
import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { type MimeBundle, mimeBundleSchema } from "../../../notebook/output";
import { createTestHost, Interrupt, type TestHost } from "../tfjs/testing-host";
import { descentModule } from "./module";
import { predictRows } from "./predict-rows";
import type * as Types from "./types";

let host: TestHost;
let book: typeof Types;

beforeEach(async () => {
  host = createTestHost();
  book = (await descentModule.load(host)).exports as never;
});

/** The one display of the test, which must have the shape that pages expect. */
function last(): MimeBundle {
  expect(host.displays.length).toBeGreaterThan(0);
  return mimeBundleSchema.parse(host.displays.at(-1)?.data);
}

const series = () => last()["application/vnd.descent.plot+json"]?.series ?? [];

/** What the helpers know of a tensor. */
function createTensor(shape: number[], values: number[]) {
  const data = async () => Float32Array.from(values);
  return { shape, dtype: "float32", data } as never;
}

describe("descentModule", () => {
  it("offers each helper as a global, and nothing else", () => {
    expect([...(descentModule.globalExports ?? [])].sort()).toEqual(Object.keys(book).sort());
  });
});

describe("plot", () => {
  it("draws a list over its indices", () => {
    book.plot([3, 1, 2]);
    expect(series()).toEqual([{ name: "y", mark: "line", x: [0, 1, 2], y: [3, 1, 2] }]);
  });

  it("draws y over x, as a path where x goes back", () => {
    book.plot(Float32Array.of(1, 2), [5, Number.NaN], { title: "a", logarithmic: true });
    expect(series()[0]).toEqual({ name: "y", mark: "line", x: [1, 2], y: [5, "NaN"] });
    expect(last()["application/vnd.descent.plot+json"]).toMatchObject({
      title: "a",
      isLogarithmic: true,
    });
    book.plot([1, 0, 1], [1, 2, 3]);
    expect(series()[0]?.mark).toBe("path");
    book.plot([1, 0, 1], [1, 2, 3], { points: true });
    expect(series()[0]?.mark).toBe("points");
  });

  it("draws series by their names, twins lighter", () => {
    book.plot({
      loss: [2, 1],
      valLoss: [3, 2],
      val_acc: [1],
      test: [1],
      value: { x: [0], y: [1] },
    });
    expect(series().map(({ name, isTwin }) => [name, isTwin])).toEqual([
      ["loss", undefined],
      ["valLoss", true],
      ["val_acc", true],
      ["test", true],
      ["value", undefined],
    ]);
  });

  it("draws a function", () => {
    book.plot((x) => x ** 2, { from: -2, to: 2, xLabel: "w" });
    expect(series()[0]).toMatchObject({ name: "f", mark: "line" });
    expect(series()[0]?.x.at(0)).toBe(-2);
    expect(series()[0]?.y.at(-1)).toBe(4);
  });

  it("draws tensors, when they are read", async () => {
    await book.plot({ loss: createTensor([3, 1], [3, 2, 1]) });
    expect(series()[0]?.y).toEqual([3, 2, 1]);
    await book.plot([1, createTensor([], [2])]);
    expect(series()[0]?.y).toEqual([1, 2]);
    await expect(book.heatmap([[1], createTensor([2], [2, 3])])).rejects.toThrow(
      "heatmap: expected items of one shape, but got [1] and [2].",
    );
  });

  it("keeps the peaks of a long curve", () => {
    const y = Array.from({ length: 200_000 }, (_, i) => (i === 77_777 ? 9 : Math.sin(i)));
    book.plot(y);
    expect(series()[0]?.y.length).toBeLessThan(5000);
    expect(series()[0]?.y).toContain(9);
    expect(series()[0]?.x.at(-1)).toBe(199_999);
  });

  it.each([
    [
      () => book.plot("abc" as never),
      /expected numbers, a function or series by their names, but got a string/,
    ],
    [() => book.plot([1, 2], [1]), /as many x as y, but y has 2 and 1/],
    [() => book.plot([1, "2"] as never), /expected numbers, but got a string at place 1/],
    [
      () =>
        book.plot([
          [1, 2],
          [3, 4],
        ] as never),
      /expected a list of numbers, but got shape \[2, 2\]/,
    ],
    [() => book.plot((x) => x, {} as never), /from below to/],
    [() => book.plot(() => "a" as never, { from: 0, to: 1 }), /f\(0\) is a string/],
    [() => book.plot({}), /at least one series/],
    [() => book.plot({ a: 3 } as never), /plot: x|plot: a/],
    [
      () => book.plot({ loss: Promise.resolve([1]) } as never),
      /loss: expected a list of numbers, but got/,
    ],
  ])("throws at once for %s", (call, message) => {
    expect(call).toThrow(message);
    expect(host.displays).toEqual([]);
  });
});

describe("table", () => {
  it("shows objects, with a column for each key", () => {
    book.table([
      { a: 1, b: "x" },
      { a: Number.NaN, c: [1, 2] },
    ]);
    expect(last()["application/vnd.descent.table+json"]).toEqual({
      columns: ["a", "b", "c"],
      rows: [
        [1, "x", null],
        ["NaN", null, "[1,2]"],
      ],
      more: 0,
    });
  });

  it("shows lists, columns by name, and tensors", async () => {
    book.table([
      [1, 2],
      [3, 4],
    ]);
    const expected = {
      columns: ["0", "1"],
      rows: [
        [1, 2],
        [3, 4],
      ],
      more: 0,
    };
    expect(last()["application/vnd.descent.table+json"]).toEqual(expected);
    await book.table(createTensor([2, 2], [1, 2, 3, 4]));
    expect(last()["application/vnd.descent.table+json"]).toEqual(expected);
    book.table({ x: [1, 2], y: Float32Array.of(3) });
    expect(last()["application/vnd.descent.table+json"]?.rows).toEqual([
      [1, 3],
      [2, null],
    ]);
  });

  it("leaves out what is too long", () => {
    book.table(Array.from({ length: 1000 }, (_, a) => ({ a })));
    const view = last()["application/vnd.descent.table+json"];
    expect(view?.rows).toHaveLength(200);
    expect(view?.more).toBe(800);
  });

  it("says what it expected", () => {
    expect(() => book.table(3 as never)).toThrow(/expected a list of rows, but got a number/);
    expect(() => book.table([1] as never)).toThrow(/but got a number at place 0/);
  });
});

describe("heatmap", () => {
  it("shows a matrix, the first row on top", () => {
    book.heatmap([
      [1, 2, 3],
      [4, 5, 6],
    ]);
    expect(last()["application/vnd.descent.field+json"]).toEqual({
      rows: 2,
      columns: 3,
      values: [1, 2, 3, 4, 5, 6],
    });
  });

  it("says what it expected", () => {
    expect(() => book.heatmap([[1], [2, 3]])).toThrow(
      /rows of 1 numbers each, but got one of 2 at place 1/,
    );
    expect(() => book.heatmap([])).toThrow(/but got shape \[0\]/);
  });
});

describe("image and images", () => {
  const bytes = () =>
    [...atob(last()["application/vnd.descent.images+json"]?.bytes ?? "")].map((c) =>
      c.charCodeAt(0),
    );

  it("shows grey values from 0 to 1, from 0 to 255, or from the least to the most", () => {
    book.image([
      [0, 0.5],
      [1, 0],
    ]);
    expect(bytes()).toEqual([0, 128, 255, 0]);
    book.image([
      [0, 51],
      [255, 0],
    ]);
    expect(bytes()).toEqual([0, 51, 255, 0]);
    book.image([
      [-1, 0],
      [1, -1],
    ]);
    expect(bytes()).toEqual([0, 128, 255, 0]);
    book.image(
      [
        [0, 1],
        [2, 4],
      ],
      { range: [0, 2] },
    );
    expect(bytes()).toEqual([0, 128, 255, 255]);
  });

  it("shows colours, and several pictures with labels", async () => {
    await book.image(createTensor([1, 2, 3], [1, 0, 0, 0, 0, 1]));
    expect(last()["application/vnd.descent.images+json"]).toMatchObject({
      count: 1,
      height: 1,
      width: 2,
      channels: 3,
    });
    await book.images(createTensor([3, 2, 2], Array(12).fill(1)), { labels: ["a", "b", "c"] });
    expect(last()["application/vnd.descent.images+json"]).toMatchObject({
      count: 3,
      height: 2,
      width: 2,
      channels: 1,
      labels: ["a", "b", "c"],
    });
    await book.images([createTensor([2, 2], [0, 0, 0, 0]), createTensor([2, 2], [1, 1, 1, 1])]);
    expect(bytes()).toEqual([0, 0, 0, 0, 255, 255, 255, 255]);
  });

  it("says what it expected", () => {
    expect(() => book.image([1, 2] as never)).toThrow(
      /expected shape \[height, width\].*but got \[2\]/,
    );
    expect(() =>
      book.images([
        [1, 2],
        [3, 4],
      ] as never),
    ).not.toThrow();
  });
});

describe("boundary", () => {
  it("asks a function about the middles of the pixels, the top row first", async () => {
    await book.boundary((rows) => rows.map(([x = 0, y = 0]) => x + 10 * y), {
      size: 2,
      range: [0, 2, 0, 2],
    });
    expect(last()["application/vnd.descent.field+json"]).toEqual({
      columns: 2,
      rows: 2,
      range: [0, 2, 0, 2],
      values: [15.5, 16.5, 5.5, 6.5],
      points: [],
    });
  });

  it("asks a model, and frees its answer", async () => {
    const dispose = vi.fn();
    const answer = { ...(createTensor([4, 2], [0, 1, 1, 0, 0.5, 0.5, 0, 1]) as object), dispose };
    await book.boundary({ [predictRows]: () => answer } as never, {
      size: 2,
      points: { x: [[1, 2]], y: [[-1]] },
      testPoints: { x: createTensor([1, 2], [3, 4]), y: [1] },
    });
    expect(last()["application/vnd.descent.field+json"]).toMatchObject({
      values: [1, -1, 0, 1],
      points: [
        { x: 1, y: 2, label: -1 },
        { x: 3, y: 4, label: 1, isTest: true },
      ],
    });
    expect(dispose).toHaveBeenCalled();
  });

  it.each([
    [() => book.boundary(3 as never), /expected a model or a function, but got a number/],
    [() => book.boundary(() => [1, 2]), /one number for each of 3600 rows, but got shape \[2\]/],
    [() => book.boundary(() => [1], { size: 1 }), /size from 2 to 200, but got 1/],
    [() => book.boundary(() => [1], { range: [1, 0, 0, 1] }), /range .* that rises/],
    [
      () => book.boundary((rows) => rows.map(() => 1), { points: { x: [[1, 2]], y: [1, 2] } }),
      /expected points with x of shape \[n, 2\] and n labels y, but got \[1, 2\] and 2/,
    ],
  ])("rejects %s", async (call, message) => {
    await expect(call()).rejects.toThrow(message);
  });
});

describe("createPoints", () => {
  it("gives the book's points, the same for the same seed", () => {
    const points = book.createPoints({ dataset: "spiral", samples: 100, testFraction: 0.2 });
    expect(points.xTrain).toHaveLength(80);
    expect(points.xTest).toHaveLength(20);
    expect(points.xTrain[0]).toHaveLength(2);
    expect(new Set(points.yTrain)).toEqual(new Set([-1, 1]));
    expect(book.createPoints({ dataset: "spiral", samples: 100, testFraction: 0.2 })).toEqual(
      points,
    );
    expect(book.createPoints({ seed: 2 })).not.toEqual(book.createPoints({ seed: 3 }));
  });

  it("says what it expected", () => {
    expect(() => book.createPoints({ noise: 2 })).toThrow(
      "createPoints: noise: expected a number not above 0.5, but got 2.",
    );
    expect(() => book.createPoints({ dataset: "moons" as never })).toThrow(
      /^createPoints: dataset: expected one of "circle", "xor"/,
    );
  });
});

describe("createRandom and setSeed", () => {
  const { random } = Math;
  afterEach(() => {
    Math.random = random;
  });

  it("repeat themselves for a seed", () => {
    const draw = (seed: number) => {
      const source = book.createRandom(seed);
      return [
        source.uniform(),
        source.normal(),
        source.integer(1, 6),
        ...source.shuffle([1, 2, 3]),
      ];
    };
    expect(draw(3)).toEqual(draw(3));
    expect(draw(3)).not.toEqual(draw(4));
    book.setSeed(5);
    const first = [Math.random(), Math.random()];
    book.setSeed(5);
    expect([Math.random(), Math.random()]).toEqual(first);
    expect(first.every((value) => value >= 0 && value < 1)).toBe(true);
  });

  it("say what they expected", () => {
    expect(() => book.setSeed(0.5)).toThrow(
      "setSeed: expected a whole number as the seed, but got 0.5.",
    );
    expect(() => book.createRandom(1).integer(2, 1)).toThrow(/not above the second/);
  });
});

describe("sleep", () => {
  it("waits, and ends at a Stop", async () => {
    const startedAt = performance.now();
    await book.sleep(30);
    expect(performance.now() - startedAt).toBeGreaterThanOrEqual(29);
    host.isInterrupted = true;
    await expect(book.sleep(60_000)).rejects.toThrow(Interrupt);
    await expect(book.sleep("a" as never)).rejects.toThrow(/expected milliseconds, but got a/);
  });
});

describe("markdown and html", () => {
  it("show text", () => {
    book.markdown("**a**");
    expect(last()).toEqual({ "text/plain": "**a**", "text/markdown": "**a**" });
    book.html("<b>a</b>");
    expect(last()["text/html"]).toBe("<b>a</b>");
    expect(() => book.html(3 as never)).toThrow("html: expected text, but got a number.");
  });
});

describe("any helper, given anything", () => {
  it("shows what pages can read, or throws a sentence of its own", async () => {
    const anything = fc.oneof(
      fc.anything({
        withTypedArray: true,
        withBigInt: true,
        withDate: true,
        withMap: true,
        withSparseArray: true,
      }),
      fc.array(fc.double()),
      fc.array(fc.array(fc.double(), { minLength: 3, maxLength: 3 })),
    );
    const options = fc.record(
      {
        title: anything,
        range: fc.oneof(anything, fc.array(fc.double(), { minLength: 4, maxLength: 4 })),
        size: fc.oneof(anything, fc.integer({ min: 2, max: 9 })),
        labels: anything,
        points: fc.oneof(anything, fc.record({ x: anything, y: anything })),
        from: fc.double(),
        to: fc.double(),
        noise: fc.double(),
        dataset: anything,
      },
      { requiredKeys: [] },
    );
    const first = fc.oneof(
      anything,
      fc.func(anything),
      fc.dictionary(fc.string(), anything),
      fc.array(fc.dictionary(fc.string(), anything)),
    );
    const names = [
      "plot",
      "table",
      "heatmap",
      "image",
      "images",
      "boundary",
      "markdown",
      "html",
      "createPoints",
    ] as const;
    await fc.assert(
      fc.asyncProperty(
        fc.constantFrom(...names),
        first,
        fc.oneof(anything, options),
        async (name, a, b) => {
          host.displays = [];
          try {
            await (book[name] as (...args: unknown[]) => unknown)(a, b);
          } catch (error) {
            expect(String(error)).toMatch(new RegExp(`^(Type|Range)Error: ${name}: .+\\.$`, "s"));
          }
          for (const { data } of host.displays) mimeBundleSchema.parse(data);
        },
      ),
      { numRuns: 3000, seed: 1 },
    );
  });
});
