import { execFile } from "node:child_process";
import { readdirSync, readFileSync } from "node:fs";
import { promisify } from "node:util";

interface ProcessRow {
  id: number;
  parentId: number;
}

/** A process and all that descend from it. */
export interface ProcessTree {
  ids: number[];
  /** In memory, without what is mapped from files and shared. Null where the system does not tell. */
  memoryBytes: number | null;
}

/** Of this process, as it is now; processes that have ended are left out. */
export async function readProcessTree(rootId: number): Promise<ProcessTree> {
  if (process.platform === "linux") {
    const ids = findDescendants(listLinuxProcesses(), rootId);
    return { ids, memoryBytes: sum(ids.map(readLinuxMemory)) };
  }
  if (process.platform === "win32") return { ids: [rootId], memoryBytes: null };
  const rows = await listProcessesByPs();
  const ids = findDescendants(rows, rootId);
  const kept = new Set(ids);
  return { ids, memoryBytes: sum(rows.map((row) => (kept.has(row.id) ? row.sizeBytes : 0))) };
}

/** Ends a process and all that descend from it, whatever they are doing. */
export async function killProcessTree(rootId: number): Promise<void> {
  const { ids } = await readProcessTree(rootId);
  for (const id of [rootId, ...ids]) {
    try {
      process.kill(id, "SIGKILL");
    } catch {
      // It has ended by itself.
    }
  }
}

function findDescendants(rows: readonly ProcessRow[], rootId: number): number[] {
  const children = new Map<number, number[]>();
  for (const { id, parentId } of rows) {
    const siblings = children.get(parentId);
    if (siblings) siblings.push(id);
    else children.set(parentId, [id]);
  }
  const ids = rows.some(({ id }) => id === rootId) ? [rootId] : [];
  // Grows while it is walked, by the children of each.
  for (const id of ids) ids.push(...(children.get(id) ?? []));
  return ids;
}

function listLinuxProcesses(): ProcessRow[] {
  const rows: ProcessRow[] = [];
  for (const name of readdirSync("/proc")) {
    const id = Number(name);
    if (!Number.isInteger(id)) continue;
    const stat = readProcFile(`/proc/${id}/stat`);
    // The name, in parentheses, may hold anything; the state and the parent follow the last one.
    const [, parentId] = stat.slice(stat.lastIndexOf(")") + 2).split(" ");
    if (parentId) rows.push({ id, parentId: Number(parentId) });
  }
  return rows;
}

/** What is its own, and memory that it shares without a file, in which browsers pass data on. */
function readLinuxMemory(id: number): number {
  const status = readProcFile(`/proc/${id}/status`);
  const kilobytes = (name: string) =>
    Number(new RegExp(`^${name}:\\s+(\\d+)`, "m").exec(status)?.[1]);
  const own = kilobytes("RssAnon") + kilobytes("RssShmem");
  return (Number.isNaN(own) ? kilobytes("VmRSS") || 0 : own) * 1024;
}

function readProcFile(file: string): string {
  try {
    return readFileSync(file, "utf8");
  } catch {
    return "";
  }
}

async function listProcessesByPs(): Promise<(ProcessRow & { sizeBytes: number })[]> {
  const { stdout } = await promisify(execFile)("ps", ["-axo", "pid=,ppid=,rss="]);
  return stdout
    .trim()
    .split("\n")
    .map((line) => {
      const [id = 0, parentId = 0, kilobytes = 0] = line.trim().split(/\s+/).map(Number);
      return { id, parentId, sizeBytes: kilobytes * 1024 };
    });
}

function sum(values: readonly number[]): number {
  return values.reduce((total, value) => total + value, 0);
}
