import { adaptBudget, type Run, type Site } from "./run";

/** What the code of cells calls beside its run; the transform writes these calls. */
export interface CodeApi {
  /** The run that calls an async function, which its loops and waits then belong to. */
  enter(): Run;
  /** As `Run.tick`, for functions that cannot wait: sends what was printed. */
  tick(budget: number): number;
  /** Declares a `var`. */
  hoist(name: string): void;
  /** `import(…)`. */
  importModule(specifier: unknown): Promise<Record<string, unknown>>;
  /** Notes where a value is thrown, and gives it back. */
  noteThrown<T>(value: T, cell: number, offset: number): T;
}

export interface CodeApiOptions {
  getRun(): Run;
  now(): number;
  flush(): void;
  hoist(name: string): void;
  loadModule(specifier: string): Promise<Record<string, unknown>>;
  noteThrown(value: unknown, site: Site): void;
}

const flushAfterMs = 16;

export function createCodeApi(options: CodeApiOptions): CodeApi {
  let tickedAt = 0;
  let flushedAt = 0;
  return {
    enter: () => options.getRun(),
    tick(budget) {
      options.getRun().check();
      const now = options.now();
      const elapsedMs = now - tickedAt;
      tickedAt = now;
      if (now - flushedAt > flushAfterMs) {
        flushedAt = now;
        options.flush();
      }
      return adaptBudget(budget, elapsedMs);
    },
    hoist: (name) => options.hoist(name),
    importModule: async (specifier) => options.loadModule(String(specifier)),
    noteThrown(value, cell, offset) {
      options.noteThrown(value, { cell, offset });
      return value;
    },
  };
}
