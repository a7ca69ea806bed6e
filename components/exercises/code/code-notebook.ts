import { sitePath } from "@/components/layout/site-path";
import { callOnNextFrame } from "@/lib/kernel/next-frame";
import { LanguageClient } from "@/lib/language/client";
import { createAuthorCell } from "@/lib/notebook/cell-entry";
import { createNotebook, type Notebook } from "@/lib/notebook/notebook";
import { SandboxClient } from "@/lib/sandbox/client";

const version = process.env.SANDBOX_VERSION ?? "";

/** A notebook of one cell, with a kernel of its own, in which a reader tries an answer. Loads nothing yet. */
export function createCodeNotebook(id: string, starter: string) {
  const kernel = new SandboxClient({ filesUrl: sitePath("/sandbox/"), version });
  const cell = { id, kind: "code" as const, source: starter, recorded: [] };
  const notebook = createNotebook({
    kernel,
    author: [cell],
    cells: [createAuthorCell(cell)],
    settings: () => window.descentSettings ?? {},
    onNextFrame: callOnNextFrame,
  });
  return { notebook, dispose: () => kernel.dispose() };
}

export function createLanguageClient(id: string, source: string): LanguageClient {
  const client = new LanguageClient({
    typesUrl: `${sitePath("/language/types.json")}?v=${version}`,
  });
  client.setNotebook([{ id, source }]);
  return client;
}

/** The text of a notebook's one cell. */
export function readCode({ store }: Notebook, id: string): string {
  return store.getState().cells.get(id)?.cell.source ?? "";
}
