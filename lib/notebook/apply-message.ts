import type { SandboxMessage } from "../sandbox/protocol";
import type { Cell } from "./cell";
import type { CellOutput } from "./output";

/** The messages that change what stands under a cell. */
export type OutputMessage = Extract<
  SandboxMessage,
  {
    type:
      | "stream"
      | "display_data"
      | "update_display_data"
      | "execute_result"
      | "clear_output"
      | "error";
  }
>;

/** Per cell, in UTF-16 units. What a cell prints later, from a timer that nobody stops, ends here too. */
const longestStream = 2_000_000;
const mostOutputs = 1000;
const cutNote = "\n… The rest is left out.\n";

/** The cell with what a message adds to it or changes in it. */
export function applyMessage(cell: Cell, message: OutputMessage): Cell {
  const outputs = applyToOutputs(cell.outputs, message);
  return outputs === cell.outputs ? cell : { ...cell, outputs };
}

function applyToOutputs(outputs: CellOutput[], message: OutputMessage): CellOutput[] {
  switch (message.type) {
    case "stream":
      return appendStream(outputs, message.name, message.text);
    case "display_data": {
      const { data, displayId } = message;
      const isShown = displayId !== undefined && findDisplay(outputs, displayId);
      if (isShown) return replaceDisplay(outputs, displayId, data);
      return append(outputs, { type: "display_data", data, displayId });
    }
    case "update_display_data":
      return replaceDisplay(outputs, message.displayId, message.data);
    case "execute_result": {
      const { data, executionCount } = message;
      return append(outputs, { type: "execute_result", data, executionCount });
    }
    case "clear_output":
      return [];
    case "error": {
      const { ename, evalue, places, advice } = message;
      return append(outputs, { type: "error", ename, evalue, places, advice });
    }
    default:
      return message satisfies never;
  }
}

function appendStream(outputs: CellOutput[], name: "stdout" | "stderr", text: string) {
  const length = outputs.reduce(
    (sum, output) => sum + (output.type === "stream" ? output.text.length : 0),
    0,
  );
  if (length > longestStream) return outputs;
  const added = length + text.length > longestStream ? text.slice(0, longestStream - length) : text;
  const shown = added.length < text.length ? added + cutNote : added;
  const last = outputs.at(-1);
  if (last?.type === "stream" && last.name === name) {
    return [...outputs.slice(0, -1), { ...last, text: last.text + shown }];
  }
  return append(outputs, { type: "stream", name, text: shown });
}

function append(outputs: CellOutput[], output: CellOutput): CellOutput[] {
  if (outputs.length > mostOutputs) return outputs;
  if (outputs.length === mostOutputs) {
    return [...outputs, { type: "stream", name: "stderr", text: cutNote.trimStart() }];
  }
  return [...outputs, output];
}

function findDisplay(outputs: CellOutput[], displayId: string): boolean {
  return outputs.some((output) => output.type === "display_data" && output.displayId === displayId);
}

function replaceDisplay(
  outputs: CellOutput[],
  displayId: string,
  data: Extract<CellOutput, { type: "display_data" }>["data"],
): CellOutput[] {
  if (!findDisplay(outputs, displayId)) return outputs;
  return outputs.map((output) =>
    output.type === "display_data" && output.displayId === displayId ? { ...output, data } : output,
  );
}

/** The cell when nothing runs in it: a training that was shown as running has been stopped. */
export function endTrainings(cell: Cell): Cell {
  const outputs = cell.outputs.map((output) => {
    if (output.type !== "display_data") return output;
    const training = output.data["application/vnd.descent.training+json"];
    if (training?.status !== "running") return output;
    const stopped = { ...training, status: "stopped" as const, remainingMs: null };
    return {
      ...output,
      data: { ...output.data, "application/vnd.descent.training+json": stopped },
    };
  });
  const isSame = outputs.every((output, index) => output === cell.outputs[index]);
  return isSame ? cell : { ...cell, outputs };
}
