import { decodeBase64 } from "@/lib/notebook/encode-png";
import type {
  FieldView,
  ImagesView,
  MimeBundle,
  ModelView,
  PlotView,
  TableView,
  TensorView,
  TrainingView,
  ValueNode,
} from "@/lib/notebook/output";
import { isDivisible } from "./domain";

/** What is shown of a bundle. */
export type Form =
  | { kind: "training"; view: TrainingView }
  | { kind: "model"; view: ModelView }
  | { kind: "field"; view: FieldView }
  | { kind: "plot"; view: PlotView }
  | { kind: "images"; view: ImagesView; bytes: Uint8Array }
  | { kind: "table"; view: TableView }
  | { kind: "tensor"; view: TensorView }
  | { kind: "value"; view: ValueNode }
  | { kind: "html"; html: string; text: string }
  | { kind: "markdown"; source: string; text: string }
  | { kind: "png"; base64: string; text: string }
  | { kind: "text"; text: string };

/**
 * The richest form of a bundle whose parts fit together. A bundle from a file or from a cell may claim
 * more values than it has; it is then shown in the next form.
 */
export function chooseForm(data: MimeBundle): Form {
  const text = data["text/plain"];
  const training = data["application/vnd.descent.training+json"];
  if (training) return { kind: "training", view: training };

  const model = data["application/vnd.descent.model+json"];
  if (model) return { kind: "model", view: model };

  const field = data["application/vnd.descent.field+json"];
  if (field && isWholeField(field)) return { kind: "field", view: field };

  const plot = data["application/vnd.descent.plot+json"];
  if (plot?.series.every(({ x, y }) => x.length === y.length)) return { kind: "plot", view: plot };

  const images = data["application/vnd.descent.images+json"];
  const bytes = images && readImageBytes(images);
  if (bytes) return { kind: "images", view: images, bytes };

  const table = data["application/vnd.descent.table+json"];
  if (table?.rows.every((row) => row.length === table.columns.length)) {
    return { kind: "table", view: table };
  }

  const tensor = data["application/vnd.descent.tensor+json"];
  if (tensor && isWholeTensor(tensor)) return { kind: "tensor", view: tensor };

  const value = data["application/vnd.descent.value+json"];
  if (value) return { kind: "value", view: value };

  const html = data["text/html"];
  if (html !== undefined) return { kind: "html", html, text };

  const source = data["text/markdown"];
  if (source !== undefined) return { kind: "markdown", source, text };

  const base64 = data["image/png"];
  if (base64) return { kind: "png", base64, text };
  return { kind: "text", text };
}

function isWholeField({ columns, rows, values, range }: FieldView): boolean {
  const hasArea = !range || (isDivisible(range[0], range[1]) && isDivisible(range[2], range[3]));
  return values.length > 0 && values.length === columns * rows && hasArea;
}

function isWholeTensor({ shape, values, isCut }: TensorView): boolean {
  const size = shape.reduce((product, length) => product * length, 1);
  return isCut ? values.length < size : values.length === size;
}

function readImageBytes(view: ImagesView): Uint8Array | undefined {
  const size = view.count * view.height * view.width * view.channels;
  if (size === 0) return undefined;
  const bytes = decodeBase64(view.bytes);
  return bytes?.length === size ? bytes : undefined;
}
