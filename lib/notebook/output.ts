import * as z from "zod/mini";

/**
 * What a run of a cell shows, in Jupyter's words. It comes from the reader's code, from files and from
 * links, so it is checked where it enters (`parseOutput`), and holds plain JSON only.
 */

/** A number as JSON can hold it. */
const numeric = z.union([z.number(), z.enum(["NaN", "Infinity", "-Infinity"])]);
export type Numeric = z.output<typeof numeric>;

export function toNumeric(value: number): Numeric {
  return Number.isFinite(value) ? value : (String(value) as Numeric);
}

export function fromNumeric(value: Numeric): number {
  return Number(value);
}

/** A value as far as the inspector opens it. */
export type ValueNode =
  /** Whatever is written in one line: numbers, strings in quotes, functions, dates, `null`. */
  | { kind: "text"; type: string; text: string }
  | {
      kind: "object";
      /** As in `Array(3)`, `Map(2)`, `Point`. */
      name: string;
      /** The first entries in one line. */
      preview: string;
      entries: { key: string; value: ValueNode }[];
      /** How many entries are left out. */
      more: number;
    };

const textNode = z.object({ kind: z.literal("text"), type: z.string(), text: z.string() });

/**
 * So many objects may lie in one another. The kernel opens fewer; who sends more wants the page to run out
 * of stack.
 */
const deepestValue = 32;
const valueNode = createValueNode(deepestValue);

function createValueNode(depth: number): z.ZodMiniType<ValueNode> {
  if (depth === 0) return textNode;
  const objectNode = z.object({
    kind: z.literal("object"),
    name: z.string(),
    preview: z.string(),
    entries: z.array(z.object({ key: z.string(), value: createValueNode(depth - 1) })),
    more: z.number(),
  });
  return z.discriminatedUnion("kind", [textNode, objectNode]);
}

/** Bytes in base64. */
const base64 = z.string().check(z.regex(/^[A-Za-z0-9+/]*={0,2}$/));
const size = z.int().check(z.gte(0));

/** The values of a tensor, row-major; of a large one only the first. */
const tensorView = z.object({
  shape: z.array(size),
  dtype: z.string(),
  values: z.array(z.union([numeric, z.string(), z.boolean()])),
  /** Whether `values` leaves some out. */
  isCut: z.boolean(),
});
export type TensorView = z.output<typeof tensorView>;

/** Pictures of one size, each pixel a grey value (1 channel), RGB (3) or RGBA (4), row-major. */
const imagesView = z.object({
  count: size,
  height: size,
  width: size,
  channels: z.union([z.literal(1), z.literal(3), z.literal(4)]),
  bytes: base64,
  /** One line under each picture. */
  labels: z.optional(z.array(z.string())),
  /** How many pictures are left out. */
  more: size,
});
export type ImagesView = z.output<typeof imagesView>;

const tableView = z.object({
  columns: z.array(z.string()),
  rows: z.array(z.array(z.union([numeric, z.string(), z.boolean(), z.null()]))),
  /** How many rows are left out. */
  more: size,
});
export type TableView = z.output<typeof tableView>;

/** Curves and points in one plane. */
const plotView = z.object({
  title: z.optional(z.string()),
  xLabel: z.optional(z.string()),
  yLabel: z.optional(z.string()),
  isLogarithmic: z.optional(z.boolean()),
  series: z.array(
    z.object({
      name: z.string(),
      mark: z.enum(["line", "points", "path"]),
      /** A test or validation twin, drawn lighter and dashed. */
      isTwin: z.optional(z.boolean()),
      x: z.array(numeric),
      y: z.array(numeric),
    }),
  ),
});
export type PlotView = z.output<typeof plotView>;

/** Values over a rectangle of the plane, with points on it: a decision boundary, a matrix. */
const fieldView = z.object({
  title: z.optional(z.string()),
  columns: size,
  rows: size,
  /** Row-major, the top row first. */
  values: z.array(numeric),
  /** Of the rectangle: left, right, bottom, top. Without it rows and columns are counted. */
  range: z.optional(z.tuple([z.number(), z.number(), z.number(), z.number()])),
  points: z.optional(
    z.array(
      z.object({
        x: z.number(),
        y: z.number(),
        label: z.number(),
        isTest: z.optional(z.boolean()),
      }),
    ),
  ),
});
export type FieldView = z.output<typeof fieldView>;

/** `model.summary()`. */
const modelView = z.object({
  name: z.string(),
  layers: z.array(
    z.object({ name: z.string(), type: z.string(), outputShape: z.string(), params: size }),
  ),
  totalParams: size,
  trainableParams: size,
});
export type ModelView = z.output<typeof modelView>;

/** `model.fit` while it runs, and when it is done. */
const trainingView = z.object({
  status: z.enum(["running", "done", "stopped", "diverged"]),
  /** Finished epochs. */
  epoch: size,
  epochs: size,
  /** Of the present epoch, from 0 to 1. */
  epochShare: z.number(),
  elapsedMs: z.number(),
  remainingMs: z.nullable(z.number()),
  /** What trains, and on what, in one sentence. */
  engine: z.string(),
  /** Loss and metrics by epoch; the twin over validation data is called `val_…`. */
  series: z.array(z.object({ name: z.string(), values: z.array(numeric) })),
  /** Of a long run the values are those of the first epoch and of every so-manieth after it. */
  epochsPerValue: z.optional(z.int().check(z.gte(1))),
});
export type TrainingView = z.output<typeof trainingView>;

export const mimeBundleSchema = z.object({
  /** Always there: what is shown where nothing else can be. */
  "text/plain": z.string(),
  "text/html": z.optional(z.string()),
  "text/markdown": z.optional(z.string()),
  "image/png": z.optional(base64),
  "application/vnd.descent.value+json": z.optional(valueNode),
  "application/vnd.descent.tensor+json": z.optional(tensorView),
  "application/vnd.descent.images+json": z.optional(imagesView),
  "application/vnd.descent.table+json": z.optional(tableView),
  "application/vnd.descent.plot+json": z.optional(plotView),
  "application/vnd.descent.field+json": z.optional(fieldView),
  "application/vnd.descent.model+json": z.optional(modelView),
  "application/vnd.descent.training+json": z.optional(trainingView),
});
/** One thing in several forms; the richest that can be shown is shown. */
export type MimeBundle = z.output<typeof mimeBundleSchema>;

/** Where an error arose: one-based line, zero-based columns of the failing expression in it. */
const errorPlace = z.object({
  cellId: z.string(),
  line: z.int(),
  column: z.int(),
  endColumn: z.int(),
  /** The whole line. */
  text: z.string(),
});
export type ErrorPlace = z.output<typeof errorPlace>;

export const errorSchema = z.object({
  ename: z.string(),
  evalue: z.string(),
  /** Innermost first. */
  places: z.array(errorPlace),
  /** Why this happens, and what to do, for errors that are common. */
  advice: z.optional(z.string()),
});
export type CellError = z.output<typeof errorSchema>;

export const outputSchema = z.discriminatedUnion("type", [
  z.object({ type: z.literal("stream"), name: z.enum(["stdout", "stderr"]), text: z.string() }),
  z.object({
    type: z.literal("display_data"),
    data: mimeBundleSchema,
    /** Under this name a later display takes its place. */
    displayId: z.optional(z.string()),
  }),
  z.object({
    type: z.literal("execute_result"),
    data: mimeBundleSchema,
    executionCount: z.nullable(z.int()),
  }),
  z.extend(errorSchema, { type: z.literal("error") }),
]);
export type CellOutput = z.output<typeof outputSchema>;

/** The output, or undefined where it has another shape. */
export function parseOutput(value: unknown): CellOutput | undefined {
  const result = z.safeParse(outputSchema, value);
  return result.success ? result.data : undefined;
}
