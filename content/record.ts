import { applyMessage } from "@/lib/notebook/apply-message";
import type { AuthorCell, Cell } from "@/lib/notebook/cell";
import type { CellOutput } from "@/lib/notebook/output";
import type { SandboxMessage } from "@/lib/sandbox/protocol";
import { createNodeRuntime } from "@/lib/sandbox/runtime/node-runtime";
import { hashSource, type RecordedCell } from "./cells";

/**
 * Runs the cells of a chapter from top to bottom, in a kernel of their own on the CPU, and returns what
 * they show, by their ids. Times are taken out and numbers kept to six digits, so that the same cells
 * give the same outputs.
 *
 * Throws an Error at the first cell that fails.
 */
export async function recordCells(
  cells: readonly Pick<AuthorCell, "id" | "kind" | "source">[],
): Promise<Map<string, RecordedCell>> {
  const recorded = new Map<string, RecordedCell>();
  let running: Cell | undefined;
  const runtime = createNodeRuntime((message) => {
    if (running && isOutput(message)) running = applyMessage(running, message);
  });

  const code = cells.filter(({ kind }) => kind === "code");
  for (const [index, { id, kind, source }] of code.entries()) {
    const executionCount = index + 1;
    running = { id, kind, source, outputs: [], executionCount: null };
    await runtime.execute({
      type: "execute_request",
      id: executionCount,
      cellId: id,
      code: source,
      executionCount,
      settings: { backend: "cpu" },
    });
    recorded.set(id, {
      sourceHash: hashSource(source),
      outputs: running.outputs.map((output) => normalize(id, output)),
    });
  }
  return recorded;
}

/** As it is kept: a line for each output, so that a difference can be read. */
export function printRecorded({ sourceHash, outputs }: RecordedCell): string {
  const lines = outputs.map((output) => JSON.stringify(output)).join(",\n");
  return `{"sourceHash":"${sourceHash}","outputs":[\n${lines}\n]}\n`;
}

function normalize(id: string, output: CellOutput): CellOutput {
  if (output.type === "error") {
    const line = output.places[0]?.line;
    throw new Error(
      `The cell "${id}" failed${line ? ` in line ${line}` : ""}. ${output.ename}: ${output.evalue}`,
    );
  }
  return JSON.parse(JSON.stringify(output), (key, value: unknown) => {
    if (key === "elapsedMs") return 0;
    if (key === "remainingMs") return null;
    return typeof value === "number" ? Number(value.toPrecision(6)) : value;
  });
}

function isOutput(
  message: SandboxMessage,
): message is Extract<SandboxMessage, Parameters<typeof applyMessage>[1]> {
  return /^(stream|display_data|update_display_data|execute_result|clear_output|error)$/.test(
    message.type,
  );
}
