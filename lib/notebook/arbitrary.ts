import fc from "fast-check";
import type { Cell } from "./cell";
import type { CellError, CellOutput, MimeBundle, ValueNode } from "./output";

/** For tests: anything that a notebook of the reader's may hold. */

const hostile = [
  ..."`<>&\"'\\/\n\r\t\0 ",
  "</script>",
  "</title>",
  "<script>",
  "<!--",
  "]]>",
  "\u2028",
  "\ud800",
  "\ufeff",
  "😀",
  "```js\n",
  "__proto__",
  "const x = tf.tensor([1, 2]);\n",
];

export const anyText = fc.oneof(
  fc.string({ unit: "binary" }),
  fc.array(fc.constantFrom(...hostile), { maxLength: 12 }).map((parts) => parts.join("")),
);

const number = fc.double({ noNaN: true, noDefaultInfinity: true }).map((value) => value + 0);
const numeric = fc.oneof(number, fc.constantFrom("NaN", "Infinity", "-Infinity"));
const base64 = fc.uint8Array().map((bytes) => Buffer.from(bytes).toString("base64"));

const valueNode: fc.Arbitrary<ValueNode> = fc.letrec<{ node: ValueNode }>((tie) => ({
  node: fc.oneof(
    { depthSize: "small", withCrossShrink: true },
    fc.record({ kind: fc.constant("text" as const), type: anyText, text: anyText }),
    fc.record({
      kind: fc.constant("object" as const),
      name: anyText,
      preview: anyText,
      entries: fc.array(fc.record({ key: anyText, value: tie("node") }), { maxLength: 3 }),
      more: fc.nat(),
    }),
  ),
})).node;

const images = fc
  .record({
    count: fc.integer({ min: 1, max: 3 }),
    height: fc.integer({ min: 1, max: 4 }),
    width: fc.integer({ min: 1, max: 4 }),
    channels: fc.constantFrom(1 as const, 3 as const, 4 as const),
    more: fc.nat(),
  })
  .chain((view) => {
    const size = view.count * view.height * view.width * view.channels;
    return fc
      .uint8Array({ minLength: size, maxLength: size })
      .map((bytes) => ({ ...view, bytes: Buffer.from(bytes).toString("base64") }));
  });

const bundle: fc.Arbitrary<MimeBundle> = fc.record(
  {
    "text/plain": anyText,
    "text/html": anyText,
    "text/markdown": anyText,
    "image/png": base64,
    "application/vnd.descent.value+json": valueNode,
    "application/vnd.descent.images+json": images,
    "application/vnd.descent.tensor+json": fc.record({
      shape: fc.array(fc.nat(), { maxLength: 3 }),
      dtype: fc.constantFrom("float32", "string"),
      values: fc.array(fc.oneof(numeric, anyText, fc.boolean()), { maxLength: 5 }),
      isCut: fc.boolean(),
    }),
    "application/vnd.descent.table+json": fc.record({
      columns: fc.array(anyText, { maxLength: 3 }),
      rows: fc.array(fc.array(fc.oneof(numeric, anyText, fc.constant(null)), { maxLength: 3 })),
      more: fc.nat(),
    }),
  },
  { requiredKeys: ["text/plain"] },
) as fc.Arbitrary<MimeBundle>;

const error: fc.Arbitrary<CellError> = fc.record(
  {
    ename: anyText,
    evalue: anyText,
    places: fc.array(
      fc.record({
        cellId: anyText,
        line: fc.integer({ min: 1, max: 99 }),
        column: fc.nat(99),
        endColumn: fc.nat(99),
        text: anyText,
      }),
      { maxLength: 2 },
    ),
    advice: anyText,
  },
  { requiredKeys: ["ename", "evalue", "places"] },
);

const count = fc.option(fc.nat());

export const anyOutput: fc.Arbitrary<CellOutput> = fc.oneof(
  fc.record({
    type: fc.constant("stream" as const),
    name: fc.constantFrom("stdout" as const, "stderr" as const),
    text: anyText,
  }),
  fc.record(
    { type: fc.constant("display_data" as const), data: bundle, displayId: anyText },
    { requiredKeys: ["type", "data"] },
  ),
  fc.record({
    type: fc.constant("execute_result" as const),
    data: bundle,
    executionCount: count,
  }),
  error.map((fields) => ({ ...fields, type: "error" as const })),
);

const id = fc.stringMatching(/^[a-zA-Z0-9_-]{1,12}$/);

export const anyCells: fc.Arbitrary<Cell[]> = fc
  .uniqueArray(id, { maxLength: 6 })
  .chain((ids) => fc.tuple(...ids.map((own) => anyCell(own))));

function anyCell(own: string): fc.Arbitrary<Cell> {
  return fc.oneof(
    fc.record(
      {
        id: fc.constant(own),
        kind: fc.constant("code" as const),
        source: anyText,
        author: anyText,
        outputs: fc.array(anyOutput, { maxLength: 3 }),
        executionCount: count,
      },
      { requiredKeys: ["id", "kind", "source", "outputs", "executionCount"] },
    ),
    fc.record(
      {
        id: fc.constant(own),
        kind: fc.constant("markdown" as const),
        source: anyText,
        author: anyText,
        outputs: fc.constant<CellOutput[]>([]),
        executionCount: fc.constant(null as number | null),
      },
      { requiredKeys: ["id", "kind", "source", "outputs", "executionCount"] },
    ),
  );
}

/** Whatever may stand where something else is expected. */
export const anyJunk = fc.oneof(
  fc.constantFrom<unknown>(null, true, "", -1, 1e300, 0.5, [], {}, [[]], "__proto__"),
  fc.jsonValue({ maxDepth: 3 }),
);
