import { Validator } from "@cfworker/json-schema";
// As published with nbformat 5.11.1 (BSD 3-clause, see LICENSE beside it), laid out anew.
import schema from "./nbformat.v4.5.schema.json";

/** A notebook file of format 4.5, as far as it is read and written here. */
export interface NbNotebook {
  nbformat: 4;
  nbformat_minor: 5;
  metadata: Record<string, unknown>;
  cells: NbCell[];
}

export type NbCell = {
  id: string;
  metadata: Record<string, unknown>;
  source: Multiline;
} & (
  | { cell_type: "code"; execution_count: number | null; outputs: NbOutput[] }
  | { cell_type: "markdown" | "raw" }
);

export type NbOutput =
  | { output_type: "stream"; name: string; text: Multiline }
  | { output_type: "display_data"; data: NbBundle; metadata: Record<string, unknown> }
  | {
      output_type: "execute_result";
      data: NbBundle;
      metadata: Record<string, unknown>;
      execution_count: number | null;
    }
  | { output_type: "error"; ename: string; evalue: string; traceback: string[] };

/** Text by MIME type; under a type that ends in `json`, any JSON. */
export type NbBundle = Record<string, unknown>;

/** Text in one piece, or as lines that keep their line ends. */
export type Multiline = string | string[];

export function splitLines(text: string): string[] {
  return text.split(/(?<=\n)/).filter((line) => line !== "");
}

export function joinLines(text: Multiline): string {
  return typeof text === "string" ? text : text.join("");
}

let validator: Validator | undefined;

/**
 * Checks a value against the official schema of nbformat 4.5.
 *
 * Throws a RangeError that begins with `name` and says where it differs.
 */
export function checkNbformat(name: string, value: unknown): asserts value is NbNotebook {
  validator ??= new Validator(schema as ConstructorParameters<typeof Validator>[0], "4");
  const { valid, errors } = validator.validate(value);
  if (valid) return;
  // Of a cell and an output the schema has several forms. The one that was meant got farthest, and the
  // others failed at the type.
  const depthOf = (location: string) => location.split("/").length;
  const innermost = errors
    .filter(({ instanceLocation: at }) => !/\/(cell_type|output_type)$/.test(at))
    .reduce<(typeof errors)[number] | undefined>(
      (deepest, error) =>
        deepest && depthOf(deepest.instanceLocation) >= depthOf(error.instanceLocation)
          ? deepest
          : error,
      undefined,
    );
  throw new RangeError(
    `${name} is not as its format, nbformat 4.5, asks for: ${describe(innermost)} Open it in Jupyter and save it again.`,
  );
}

function describe(error: { instanceLocation: string; error: string } | undefined): string {
  const [, , cell, part, output] = error?.instanceLocation.split("/") ?? [];
  if (cell === undefined) return "its cells are missing, or are no list.";
  const place =
    part === "outputs" && output !== undefined ? `output ${Number(output) + 1} of ` : "";
  const what =
    output === undefined && part !== undefined ? ` has a wrong "${part}"` : " is malformed";
  return `${place}cell ${Number(cell) + 1}${what}.`;
}
