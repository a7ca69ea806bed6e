import type { CellId } from "./cell";

/** What the kernel knows of a name: how often it was defined, and by which cell last. */
export interface NameVersion {
  version: number;
  cellId: CellId;
}

export type NameVersions = ReadonlyMap<string, NameVersion>;

/** How a cell ran last in this kernel. */
export interface RunRecord {
  source: string;
  /** The versions of the names of other cells that it referred to. */
  reads: Readonly<Record<string, number>>;
}

/** The versions after a cell has defined these names. */
export function defineNames(
  versions: NameVersions,
  cellId: CellId,
  names: readonly string[],
): NameVersions {
  const next = new Map(versions);
  for (const name of names) {
    next.set(name, { version: (versions.get(name)?.version ?? 0) + 1, cellId });
  }
  return next;
}

/** The present versions of the names that a cell has read; 0 for one that no cell has defined. */
export function recordReads(
  versions: NameVersions,
  names: readonly string[],
): Record<string, number> {
  return Object.fromEntries(names.map((name) => [name, versions.get(name)?.version ?? 0]));
}

/**
 * The cells whose outputs no longer say what their code would: their text was changed since they ran,
 * a name that they read was defined anew by another cell, or such a name comes from a cell that is
 * stale itself. A cell that has not run in this kernel is not stale.
 */
export function findStale(
  cells: readonly { id: CellId; source: string; run: RunRecord | null }[],
  versions: NameVersions,
): Set<CellId> {
  const stale = new Set<CellId>();
  const hasRun = cells.filter((cell) => cell.run !== null);
  for (;;) {
    const before = stale.size;
    for (const { id, source, run } of hasRun) {
      if (stale.has(id)) continue;
      const isStale =
        run?.source !== source ||
        Object.entries(run.reads).some(([name, read]) => {
          const now = versions.get(name);
          if (!now || now.cellId === id) return false;
          return now.version !== read || stale.has(now.cellId);
        });
      if (isStale) stale.add(id);
    }
    if (stale.size === before) return stale;
  }
}
