import { type FieldView, type MimeBundle, toNumeric } from "../../../notebook/output";
import type { Host } from "../host";
import { type Rows, readNumbers, readRows } from "./numbers";
import { predictRows } from "./predict-rows";
import { describeKind, describeValue, expectLabel, expectOptions } from "./text";
import type * as Types from "./types";

type Points = NonNullable<FieldView["points"]>;

interface Model {
  [predictRows](rows: number[][]): unknown;
}

export function createBoundary(host: Host): typeof Types.boundary {
  return (predict, given) => {
    const options = expectOptions("boundary", given);
    const work = describeBoundary(host, predict, options).then((data) => host.display(data));
    return host.follow(work);
  };
}

async function describeBoundary(
  host: Host,
  predict: unknown,
  options: Types.BoundaryOptions,
): Promise<MimeBundle> {
  const { points, testPoints, range = [-6, 6, -6, 6], size = 60 } = options;
  const title = expectLabel("boundary: title", options.title);
  checkOptions(range, size);
  const rows = listRows(range, size);
  const { shape, values } = await ask(host, predict, rows);
  const outputs = values.length / rows.length;
  if (!Number.isInteger(outputs) || outputs < 1) {
    throw new RangeError(
      `boundary: expected one number for each of ${rows.length} rows, but got shape [${shape.join(", ")}].`,
    );
  }
  const view: FieldView = {
    ...(title !== undefined && { title }),
    columns: size,
    rows: size,
    values: rows.map((_, row) => toNumeric(readOutput(values, row, outputs))),
    range: [...range],
    points: [
      ...(await readPoints("points", points)),
      ...(await readPoints("testPoints", testPoints)).map((point) => ({ ...point, isTest: true })),
    ],
  };
  return {
    "text/plain": `Field of ${size} × ${size} values, x from ${range[0]} to ${range[1]}, y from ${range[2]} to ${range[3]}`,
    "application/vnd.descent.field+json": view,
  };
}

function checkOptions(range: readonly number[], size: number): void {
  if (!Array.isArray(range)) {
    throw new TypeError(`boundary: expected a range as a list, but got ${describeKind(range)}.`);
  }
  const [left, right, bottom, top] = range as [number, number, number, number];
  if (range.length !== 4 || !range.every(Number.isFinite) || left >= right || bottom >= top) {
    throw new RangeError(
      `boundary: expected a range [left, right, bottom, top] that rises, but got [${range.map(describeValue).join(", ")}].`,
    );
  }
  if (!Number.isInteger(size) || size < 2 || size > 200) {
    throw new RangeError(
      `boundary: expected a size from 2 to 200, but got ${describeValue(size)}.`,
    );
  }
}

/** The middles of the field's pixels, the top row first. */
function listRows([left, right, bottom, top]: readonly number[], size: number): number[][] {
  const [x0, x1, y0, y1] = [left, right, bottom, top] as [number, number, number, number];
  return Array.from({ length: size * size }, (_, place) => [
    x0 + ((x1 - x0) * ((place % size) + 0.5)) / size,
    y1 - ((y1 - y0) * (Math.floor(place / size) + 0.5)) / size,
  ]);
}

async function ask(host: Host, predict: unknown, rows: number[][]): Promise<Rows> {
  if (isModel(predict)) {
    const output = predict[predictRows](rows);
    try {
      return await readRows("boundary", output);
    } finally {
      (output as { dispose?(): void }).dispose?.();
    }
  }
  if (typeof predict === "function") {
    const answer: unknown = await predict(rows);
    host.checkInterrupt();
    return readRows("boundary", answer);
  }
  throw new TypeError(
    `boundary: expected a model or a function, but got ${describeKind(predict)}.`,
  );
}

function isModel(value: unknown): value is Model {
  return typeof value === "object" && value !== null && predictRows in value;
}

/** Of two shares the one less the other, from −1 to 1; else the first output. */
function readOutput(values: ArrayLike<number>, row: number, outputs: number): number {
  const first = values[row * outputs] as number;
  return outputs === 2 ? (values[row * outputs + 1] as number) - first : first;
}

async function readPoints(name: string, points: Types.LabelledPoints | undefined): Promise<Points> {
  const { x, y } = expectOptions(`boundary: ${name}`, points) as Types.LabelledPoints;
  if (x === undefined && y === undefined) return [];
  const { shape, values } = await readRows(`boundary: ${name}.x`, x);
  const labels = await readNumbers(`boundary: ${name}.y`, y);
  if (shape.length !== 2 || shape[1] !== 2 || labels.length !== shape[0]) {
    throw new RangeError(
      `boundary: expected ${name} with x of shape [n, 2] and n labels y, but got [${shape.join(", ")}] and ${labels.length}.`,
    );
  }
  return Array.from(labels, (label, row) => ({
    x: values[2 * row] as number,
    y: values[2 * row + 1] as number,
    label,
  }));
}
