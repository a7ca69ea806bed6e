import type { Identifier, Program } from "@babel/types";
import { type DeclarationKind, findNotebookNames } from "./find-declared";
import type { Scope } from "./scope";

/** What the kernel knows of names when a cell is about to run. */
export interface KnownNames {
  /** Whether the name is one of the language's own (`Math`) and no cell has declared it. */
  isStandard(name: string): boolean;
  /** Whether an earlier cell has declared it so that it can be assigned to. */
  isVariable(name: string): boolean;
  /** Whether a function of an earlier cell refers to it. */
  isCaptured(name: string): boolean;
}

export interface CellNames {
  declared: Map<string, DeclarationKind>;
  /** Names that the cell refers to and does not declare; standard ones are left out. */
  free: Set<string>;
  /** Of the free ones, those that it assigns to. */
  assigned: Set<string>;
  /** Names that functions of the cell refer to. */
  captured: Set<string>;
  /** Declared ones that are plain variables while the cell runs, since nothing else can see them then. */
  locals: Map<string, "const" | "let">;
  /** Of the declared ones, those that it imports and refers to; the others may be types. */
  usedImports: Set<string>;
}

/**
 * What a cell does with names, noted while its text is gone through. A name that no function refers to is
 * seen by nothing else while the cell runs: it can be a plain variable, which is faster, until the cell
 * ends. Whether it can is known only at the end, so changes to the text wait until then.
 */
export class NameLedger {
  readonly #known: KnownNames;
  readonly #declared: Map<string, DeclarationKind>;
  readonly #free = new Set<string>();
  readonly #assigned = new Set<string>();
  readonly #usedImports = new Set<string>();
  readonly #captured = new Set<string>();
  /** By name: where its declaration ends. */
  readonly #declaredAt = new Map<string, number>();
  /** Declared names that cannot be plain variables for another reason. */
  readonly #shared = new Set<string>();
  readonly #changes = new Map<string, (() => void)[]>();

  constructor(program: Program, known: KnownNames) {
    this.#known = known;
    this.#declared = findNotebookNames(program);
  }

  isOfNotebook(name: string): boolean {
    return this.#declared.has(name) || !this.#known.isStandard(name);
  }

  /** Whether it can be assigned to, as far as that is known before the cell runs. */
  isVariable(name: string): boolean {
    const kind = this.#declared.get(name);
    return kind ? kind !== "const" && kind !== "import" : this.#known.isVariable(name);
  }

  noteDeclaration(names: readonly string[], end: number): void {
    for (const name of names) this.#declaredAt.set(name, end);
  }

  noteUse({ name, start }: Identifier, scope: Scope): void {
    if (!scope.isTop) this.#captured.add(name);
    if (!this.#declared.has(name)) this.#free.add(name);
    if (this.#declared.get(name) === "import") this.#usedImports.add(name);
    // Before its declaration a name may be that of an earlier run, or unknown.
    const declaredAt = this.#declaredAt.get(name) ?? Number.POSITIVE_INFINITY;
    if ((start as number) < declaredAt) this.#shared.add(name);
  }

  noteAssignment(node: Identifier, scope: Scope): void {
    this.noteUse(node, scope);
    if (!this.#declared.has(node.name)) this.#assigned.add(node.name);
    // What happens then is for the kernel to say.
    if (this.#declared.get(node.name) === "const") this.#shared.add(node.name);
  }

  /** Makes a change at the end, unless the name turns out to be a plain variable. */
  changeIfShared(name: string, change: () => void): void {
    const changes = this.#changes.get(name);
    if (changes) changes.push(change);
    else this.#changes.set(name, [change]);
  }

  finish(): CellNames {
    const locals = new Map<string, "const" | "let">();
    for (const [name, kind] of this.#declared) {
      if ((kind === "const" || kind === "let") && this.#canBeLocal(name)) locals.set(name, kind);
    }
    for (const [name, changes] of this.#changes) {
      if (!locals.has(name)) for (const change of changes) change();
    }
    return {
      declared: this.#declared,
      free: this.#free,
      assigned: this.#assigned,
      captured: this.#captured,
      locals,
      usedImports: this.#usedImports,
    };
  }

  #canBeLocal(name: string): boolean {
    return !this.#shared.has(name) && !this.#captured.has(name) && !this.#known.isCaptured(name);
  }
}
