import * as z from "zod/mini";
import { drawSheet } from "./draw-sheet";
import { encodeBase64, encodePng } from "./encode-png";
import { joinLines, type NbBundle, type NbOutput, splitLines } from "./nbformat/nbformat";
import {
  type CellError,
  type CellOutput,
  type MimeBundle,
  mimeBundleSchema,
  parseOutput,
} from "./output";

/** What only the book knows of an output, in its metadata. */
interface DescentMetadata {
  displayId?: string;
  /** Whether `image/png` was drawn for other readers of the file. */
  isDrawn?: boolean;
}

/** An output as nbformat writes it. Of an error the format has no place for all that we know. */
export function toNbOutput(output: CellOutput): NbOutput {
  switch (output.type) {
    case "stream":
      return { output_type: "stream", name: output.name, text: splitLines(output.text) };
    case "display_data":
      return { output_type: "display_data", ...toNbBundle(output.data, output.displayId) };
    case "execute_result":
      return {
        output_type: "execute_result",
        execution_count: toCount(output.executionCount),
        ...toNbBundle(output.data),
      };
    case "error":
      return {
        output_type: "error",
        ename: output.ename,
        evalue: output.evalue,
        traceback: printTraceback(output),
      };
    default:
      return output satisfies never;
  }
}

/** An output from a file. What the book cannot show is dropped; `error` is what was kept beside it of an error. */
export function fromNbOutput(output: NbOutput, error?: CellError): CellOutput {
  switch (output.output_type) {
    case "stream": {
      const name = output.name === "stderr" ? "stderr" : "stdout";
      return { type: "stream", name, text: joinLines(output.text) };
    }
    case "display_data": {
      const { displayId } = readMetadata(output.metadata);
      const data = fromNbBundle(output.data, output.metadata);
      return { type: "display_data", data, ...(displayId !== undefined && { displayId }) };
    }
    case "execute_result": {
      const data = fromNbBundle(output.data, output.metadata);
      return { type: "execute_result", data, executionCount: toCount(output.execution_count) };
    }
    case "error": {
      const { ename, evalue } = output;
      // Another program may have run the cell since.
      const isSame = error?.ename === ename && error.evalue === evalue;
      return { type: "error", ...(isSame ? error : { ename, evalue, places: [] }) };
    }
    default:
      return output satisfies never;
  }
}

/** All that is known of the errors among outputs, in their order. */
export function pickErrors(outputs: readonly CellOutput[]): CellError[] {
  return outputs.flatMap((output) => {
    if (output.type !== "error") return [];
    const { type: _, ...error } = output;
    return [error];
  });
}

/** What `pickErrors` gave, back from a file. */
export function parseErrors(value: unknown): CellError[] {
  if (!Array.isArray(value)) return [];
  return pickErrors(value.flatMap((entry) => parseOutput({ ...entry, type: "error" }) ?? []));
}

/** A count as nbformat has it: a whole number from 0, or null. */
export function toCount(count: number | null): number | null {
  return count !== null && Number.isSafeInteger(count) && count >= 0 ? count : null;
}

function toNbBundle(data: MimeBundle, displayId?: string) {
  const metadata: DescentMetadata = displayId === undefined ? {} : { displayId };
  const entries = Object.entries(data).filter(([, value]) => value !== undefined);
  const bundle: NbBundle = Object.fromEntries(
    entries.map(([type, value]) => [
      type,
      type.startsWith("text/") ? splitLines(value as string) : value,
    ]),
  );
  const images = data["application/vnd.descent.images+json"];
  const sheet = data["image/png"] === undefined && images ? drawSheet(images) : undefined;
  if (sheet) {
    bundle["image/png"] = encodeBase64(encodePng(sheet));
    metadata.isDrawn = true;
  }
  return {
    data: bundle,
    metadata: Object.keys(metadata).length === 0 ? {} : { descent: metadata },
  };
}

function fromNbBundle(data: NbBundle, metadata: Record<string, unknown>): MimeBundle {
  const { isDrawn } = readMetadata(metadata);
  const found = Object.entries(mimeBundleSchema.shape).flatMap(([type, schema]) => {
    if (!Object.hasOwn(data, type) || (type === "image/png" && isDrawn)) return [];
    const value = type === "image/png" ? removeSpace(data[type]) : data[type];
    const result = z.safeParse(schema, value);
    return result.success ? [[type, result.data]] : [];
  });
  const plain = found.length === 0 ? "An output of a kind that this book does not show." : "";
  return { "text/plain": plain, ...Object.fromEntries(found) };
}

/** Jupyter breaks base64 into lines. */
function removeSpace(value: unknown): unknown {
  return typeof value === "string" ? value.replace(/\s+/g, "") : value;
}

const metadataSchema = z.object({
  descent: z.object({ displayId: z.optional(z.string()), isDrawn: z.optional(z.boolean()) }),
});

function readMetadata(metadata: Record<string, unknown>): DescentMetadata {
  const result = z.safeParse(metadataSchema, metadata);
  return result.success ? result.data.descent : {};
}

function printTraceback({ ename, evalue, places, advice }: CellError): string[] {
  return [
    `${ename}: ${evalue}`,
    ...places.flatMap(({ line, column, endColumn, text }) => [
      `  line ${line}: ${text}`,
      " ".repeat(`  line ${line}: `.length + column) + "^".repeat(Math.max(1, endColumn - column)),
    ]),
    ...(advice === undefined ? [] : [advice]),
  ];
}
