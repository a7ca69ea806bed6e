import { takeId } from "../cell-ids";
import { checkCellCount } from "../limits";
import { mimeBundleSchema } from "../output";
import { parseJson } from "../parse-json";
import { checkNbformat, type NbNotebook } from "./nbformat";

// To check one takes 14 µs; far beyond this the page would seem to hang.
const maxOutputs = 20_000;

type JsonObject = Record<string, unknown>;

/**
 * The notebook in an `.ipynb` of any nbformat 4.x, as 4.5: cells without a valid id of their own get
 * one. Only what the book reads is taken over and checked, so strange metadata refuse no notebook, and
 * its lines are joined.
 *
 * Throws a RangeError, in a sentence for readers that begins with `name`.
 */
export function readNbformat(text: string, name: string): NbNotebook {
  const file = toObject(parseJson(name, text));
  checkVersion(name, file);
  if (!Array.isArray(file.cells)) {
    throw new RangeError(`${name}: expected a list of cells, but there is none in the file.`);
  }
  const cells = file.cells.map(toObject);
  checkCellCount(name, cells.length);
  checkOutputCount(name, cells);
  const taken = new Set<string>();
  const notebook: unknown = {
    nbformat: 4,
    nbformat_minor: 5,
    metadata: pickLanguage(toObject(file.metadata)),
    cells: cells.map((cell, index) => pickCell(cell, index, taken)),
  };
  checkNbformat(name, notebook);
  return notebook;
}

function checkVersion(name: string, { nbformat }: JsonObject) {
  if (nbformat === 4) return;
  if (typeof nbformat !== "number") {
    throw new RangeError(`${name}: expected a Jupyter notebook, but its "nbformat" is missing.`);
  }
  throw new RangeError(
    nbformat < 4
      ? `${name}: expected nbformat 4, but got the older ${nbformat}. Open it in Jupyter and save it again.`
      : `${name}: expected nbformat 4, but got ${nbformat}, which this book does not know.`,
  );
}

function checkOutputCount(name: string, cells: JsonObject[]) {
  const count = cells.reduce(
    (sum, { outputs }) => sum + (Array.isArray(outputs) ? outputs.length : 0),
    0,
  );
  if (count <= maxOutputs) return;
  throw new RangeError(
    `${name}: expected at most ${maxOutputs} outputs, but got ${count}. Clear them in Jupyter and save it again.`,
  );
}

/** As `language_info`, from wherever it is said. */
function pickLanguage(metadata: JsonObject): JsonObject {
  const kernel = toObject(metadata.kernelspec);
  const language = [toObject(metadata.language_info).name, kernel.language, kernel.name].find(
    (found) => typeof found === "string",
  );
  return language === undefined ? {} : { language_info: { name: language } };
}

function pickCell(cell: JsonObject, index: number, taken: Set<string>): JsonObject {
  const picked = {
    id: takeId(typeof cell.id === "string" ? cell.id : `cell-${index + 1}`, taken),
    metadata: pick(toObject(cell.metadata), ["descent"]),
    ...pick(cell, ["cell_type"]),
    ...mapValues(pick(cell, ["source"]), joinIfLines),
  };
  if (cell.cell_type !== "code") return picked;
  const outputs = Array.isArray(cell.outputs)
    ? { outputs: cell.outputs.map((output) => pickOutput(toObject(output))) }
    : pick(cell, ["outputs"]);
  return { ...picked, ...outputs, ...pick(cell, ["execution_count"]) };
}

function pickOutput(output: JsonObject): JsonObject {
  const metadata = pick(toObject(output.metadata), ["descent"]);
  const data = Object.hasOwn(output, "data") ? { data: pickBundle(output.data) } : {};
  switch (output.output_type) {
    case "stream": {
      const text = mapValues(pick(output, ["text"]), joinIfLines);
      return { ...pick(output, ["output_type", "name"]), ...text };
    }
    case "display_data":
      return { output_type: "display_data", ...data, metadata };
    case "execute_result":
      return { ...pick(output, ["output_type", "execution_count"]), ...data, metadata };
    case "error":
      return { ...pick(output, ["output_type", "ename", "evalue"]), traceback: [] };
    default:
      return pick(output, ["output_type"]);
  }
}

function pickBundle(data: unknown): unknown {
  if (data !== toObject(data)) return data;
  const known = pick(data as JsonObject, Object.keys(mimeBundleSchema.shape));
  return mapValues(known, (value, type) => (type.endsWith("json") ? value : joinIfLines(value)));
}

function pick(from: JsonObject, keys: string[]): JsonObject {
  const found = keys.filter((key) => Object.hasOwn(from, key));
  return Object.fromEntries(found.map((key) => [key, from[key]]));
}

function mapValues(
  object: JsonObject,
  change: (value: unknown, key: string) => unknown,
): JsonObject {
  return Object.fromEntries(
    Object.entries(object).map(([key, value]) => [key, change(value, key)]),
  );
}

function joinIfLines(value: unknown): unknown {
  const isLines = Array.isArray(value) && value.every((line) => typeof line === "string");
  return isLines ? value.join("") : value;
}

function toObject(value: unknown): JsonObject {
  const isObject = typeof value === "object" && value !== null && !Array.isArray(value);
  return isObject ? (value as JsonObject) : {};
}
