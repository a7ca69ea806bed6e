import ts from "typescript-5";
import type { CellModules } from "./cell-modules";
import type { LanguageTypes } from "./types";

/**
 * JavaScript must pass as it is, and what is shown should be short: `number`, and not
 * `number | undefined`.
 */
const options: ts.CompilerOptions = {
  target: ts.ScriptTarget.ES2022,
  module: ts.ModuleKind.ESNext,
  strict: false,
  noLib: true,
  types: [],
  skipLibCheck: true,
  // `tf` is a global name and a module.
  allowUmdGlobalAccess: true,
};

export interface VirtualHost extends ts.LanguageServiceHost {
  /** Takes over the present texts of the cells. */
  refresh(): void;
  /** Lets the next question have a new program, of the same files. */
  dropProgram(): void;
}

/** The files that the compiler sees: the types, and the cells. There is no disk below them. */
export function createVirtualHost(
  { files, roots }: LanguageTypes,
  cells: CellModules,
): VirtualHost {
  const cellFiles = new Map<string, { text: string; version: number }>();
  let lastVersion = 0;
  let programNumber = 0;
  const readFile = (path: string) => cellFiles.get(path)?.text ?? files[path];
  const snapshots = new Map<string, ts.IScriptSnapshot>();
  const fileExists = (path: string) => cellFiles.has(path) || Object.hasOwn(files, path);

  const resolve = (specifier: string, containing: string) => {
    const isRelative = /^[./]/.test(specifier);
    const base = isRelative
      ? new URL(specifier, `file://${containing}`).pathname
      : `/node_modules/${specifier}`;
    return [base, `${base}.d.ts`, `${base}/index.d.ts`, `${base}/dist/index.d.ts`].find(fileExists);
  };

  return {
    refresh() {
      const present = new Set<string>();
      for (const { path, text } of cells.all()) {
        present.add(path);
        if (cellFiles.get(path)?.text === text) continue;
        lastVersion += 1;
        cellFiles.set(path, { text, version: lastVersion });
        snapshots.delete(path);
      }
      for (const path of cellFiles.keys()) if (!present.has(path)) cellFiles.delete(path);
    },
    dropProgram() {
      programNumber += 1;
    },
    // The service makes a new program when this changes, and keeps the files that it has parsed.
    getTypeRootsVersion: () => programNumber,
    getCompilationSettings: () => options,
    getScriptFileNames: () => [...roots, ...cellFiles.keys()],
    getScriptVersion: (path) => String(cellFiles.get(path)?.version ?? 0),
    getScriptSnapshot(path) {
      let snapshot = snapshots.get(path);
      const text = readFile(path);
      if (!snapshot && text !== undefined) {
        snapshot = ts.ScriptSnapshot.fromString(text);
        snapshots.set(path, snapshot);
      }
      return snapshot;
    },
    getCurrentDirectory: () => "/",
    getDefaultLibFileName: () => "/lib.d.ts",
    fileExists,
    readFile,
    resolveModuleNameLiterals: (literals, containing) =>
      literals.map(({ text }) => {
        const path = resolve(text, containing);
        if (path === undefined) return { resolvedModule: undefined };
        const extension = path.endsWith(".d.ts") ? ts.Extension.Dts : ts.Extension.Ts;
        return { resolvedModule: { resolvedFileName: path, extension } };
      }),
  };
}
