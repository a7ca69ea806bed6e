import ts from "typescript-5";
import type { CellId } from "../notebook/cell";
import { attempt } from "./attempt";
import { type CellNames, findCellNames } from "./cell-names";
import type { SourceCell } from "./language";

/** A cell as a module that knows what the others declare. */
export interface CellModule {
  path: string;
  text: string;
  /** Where the cell's own source begins in `text`, and its length. */
  start: number;
  length: number;
}

interface Entry {
  path: string;
  source: string;
  /** Undefined where the compiler fails. */
  names: CellNames | undefined;
}

interface ReadEntry extends Entry {
  names: CellNames;
}

/**
 * The cells of a notebook as modules, each of which imports the names of the others: from the last cell before
 * it that declares a name, else from the first one after it, since cells may run in any order. So the same name
 * may be declared in two cells, and a cell that is changed leaves what is known of the others.
 *
 * A cell whose text the compiler cannot take has no module: with it, no program could be made of the others.
 */
export class CellModules {
  #entries = new Map<CellId, Entry>();
  #modules = new Map<CellId, CellModule>();
  #lastNumber = 0;

  setCells(cells: readonly SourceCell[]): void {
    const entries = new Map<CellId, Entry>();
    for (const { id, source } of cells) {
      const known = this.#entries.get(id);
      const isKnown = known?.source === source;
      entries.set(id, isKnown ? known : this.#read(source, known?.path));
    }
    this.#entries = entries;
    const read = [...entries].filter((pair): pair is [CellId, ReadEntry] => !!pair[1].names);
    const list = read.map(([, entry]) => entry);
    const modules = new Map<CellId, CellModule>();
    for (const [index, [id]] of read.entries()) {
      const module = compose(list, index);
      const isKnown = this.#modules.get(id)?.text === module.text;
      if (isKnown || canParse(module)) modules.set(id, module);
    }
    this.#modules = modules;
  }

  get(id: CellId): CellModule | undefined {
    return this.#modules.get(id);
  }

  all(): IterableIterator<CellModule> {
    return this.#modules.values();
  }

  /** Whether some cell assigns to a variable of this name. */
  isAssigned(name: string): boolean {
    return this.#some(({ assigned, properties }) => assigned.has(name) || properties.has(name));
  }

  /** Whether some cell gives this name to a property. */
  isProperty(name: string): boolean {
    return this.#some(({ properties }) => properties.has(name));
  }

  /** Also where it cannot be known. */
  #some(test: (names: CellNames) => boolean): boolean {
    return [...this.#entries.values()].some(({ names }) => !names || test(names));
  }

  #read(source: string, path = this.#nextPath()): Entry {
    return { path, source, names: attempt(() => findCellNames(source)) };
  }

  #nextPath(): string {
    this.#lastNumber += 1;
    return `/cells/${this.#lastNumber}.ts`;
  }
}

function compose(entries: ReadEntry[], index: number): CellModule {
  const { path, source, names } = entries[index] as ReadEntry;
  const known = new Set(names.declared);
  const imports: string[] = [];
  const nearestFirst = [...entries.slice(0, index).reverse(), ...entries.slice(index + 1)];
  for (const other of nearestFirst) {
    const news = [...other.names.declared].filter((name) => !known.has(name));
    for (const name of news) known.add(name);
    if (news.length > 0) imports.push(`import { ${news} } from "${other.path}";`);
  }
  // What follows may be part of something unclosed; that this is a module must be clear before.
  const before = `export {}; ${imports.join(" ")}\n`;
  const after = `\n;export { ${[...names.declared]} };`;
  return { path, text: before + source + after, start: before.length, length: source.length };
}

function canParse({ text }: CellModule): boolean {
  return attempt(() => ts.createSourceFile("/cell.ts", text, ts.ScriptTarget.ES2022)) !== undefined;
}
