import { whenSettled } from "./event-loop";
import type { Extension, Host, OfferedModule } from "./host";
import type { CellImport } from "./transform/imports";
import { CellSyntaxError } from "./transform/parse-cell";

/** The modules that cells can import, each loaded when code first mentions it. */
export class Modules {
  readonly extensions: Extension[] = [];
  readonly #offered: readonly OfferedModule[];
  readonly #host: Host;
  readonly #globals: Record<string, unknown>;
  readonly #loaded = new Map<string, Promise<Record<string, unknown>>>();

  /** `globals` gets the names that a module gives to every cell. */
  constructor(offered: readonly OfferedModule[], host: Host, globals: Record<string, unknown>) {
    this.#offered = offered;
    this.#host = host;
    this.#globals = globals;
  }

  /** Loads the modules that have one of these names as a global. */
  async loadForNames(names: Iterable<string>): Promise<void> {
    for (const name of names) {
      const offered = this.#offered.find(
        ({ globalName, globalExports }) => globalName === name || globalExports?.includes(name),
      );
      if (offered) await this.#load(offered);
    }
  }

  /** The module's exports. Throws an Error that lists what there is if it is not offered. */
  async load(specifier: string): Promise<Record<string, unknown>> {
    const offered = this.#offered.find((module) => module.specifier === specifier);
    if (!offered) throw new Error(phraseUnknown(specifier, this.#offered));
    return this.#load(offered);
  }

  /** The value that a cell imports. Throws a CellSyntaxError if there is none. */
  async import(wanted: CellImport, isUsed: boolean): Promise<unknown> {
    const { specifier, imported, start, end } = wanted;
    if (!this.#offered.some((module) => module.specifier === specifier)) {
      throw new CellSyntaxError(phraseUnknown(specifier, this.#offered), start, end);
    }
    const exports = await this.load(specifier);
    if (imported === "*") return exports;
    if (imported === "default") return exports.default ?? exports;
    // A name that no code uses may be that of a type.
    if (!Object.hasOwn(exports, imported) && !(imported in exports) && isUsed) {
      throw new CellSyntaxError(
        `The module "${specifier}" has no export \`${imported}\`.`,
        start,
        end,
      );
    }
    return exports[imported];
  }

  #load(offered: OfferedModule): Promise<Record<string, unknown>> {
    const loaded = this.#loaded.get(offered.specifier);
    if (loaded) return loaded;
    const loading = this.#start(offered);
    this.#loaded.set(offered.specifier, loading);
    // What failed, or was stopped, is tried again.
    whenSettled(
      loading,
      () => {},
      () => this.#loaded.delete(offered.specifier),
    );
    return loading;
  }

  async #start(offered: OfferedModule): Promise<Record<string, unknown>> {
    const { exports, extension } = await offered.load(this.#host);
    if (extension) this.extensions.push(extension);
    if (offered.globalName) this.#offer(offered.globalName, exports);
    for (const name of offered.globalExports ?? []) this.#offer(name, exports[name]);
    return exports;
  }

  #offer(name: string, value: unknown): void {
    Object.defineProperty(this.#globals, name, { value, enumerable: true, configurable: true });
  }
}

function phraseUnknown(specifier: string, offered: readonly OfferedModule[]): string {
  const list = offered.map((module) => `"${module.specifier}"`).join(" and ");
  return `There is no module "${specifier}" here. Cells can import ${list || "no modules"}.`;
}
