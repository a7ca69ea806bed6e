import ts from "typescript-5";
import type { CellId } from "../notebook/cell";
import { attempt } from "./attempt";
import { type CellModule, CellModules } from "./cell-modules";
import { describeParts, describeSymbol } from "./describe";
import type { Completion, Description, Diagnostic, Hover, SourceCell } from "./language";
import type { LanguageTypes } from "./types";
import { findUnionMembers } from "./union-members";
import { createVirtualHost, type VirtualHost } from "./virtual-host";
import { findWarnings, WarningRules } from "./warnings";

/** A place in a cell's module. */
type Place = CellModule & { position: number };

/**
 * What is known of the names in a notebook's cells of code, from TypeScript's own language service. Where that
 * fails, nothing is known: it throws no error, and what is asked next is answered.
 */
export class LanguageService {
  readonly #cells = new CellModules();
  readonly #host: VirtualHost;
  readonly #service: ts.LanguageService;
  readonly #rules: WarningRules;

  constructor(types: LanguageTypes) {
    this.#host = createVirtualHost(types, this.#cells);
    this.#service = ts.createLanguageService(this.#host);
    this.#rules = new WarningRules(types, this.#cells);
  }

  /** The cells of code, in the order of the page. */
  setCells(cells: readonly SourceCell[]): void {
    this.#cells.setCells(cells);
    this.#host.refresh();
  }

  /** What can stand at the caret; null where nothing can be offered. */
  complete(cellId: CellId, offset: number): Completion[] | null {
    return this.#ask(cellId, offset, (place) => this.#complete(place));
  }

  #complete({ path, position }: Place): Completion[] | null {
    const found = this.#service.getCompletionsAtPosition(path, position, {});
    const completions = (found?.entries ?? []).flatMap(toCompletion);
    const labels = new Set(completions.map(({ label }) => label));
    for (const name of this.#findUnionMembers(path, position).keys()) {
      if (!labels.has(name)) completions.push({ label: name, kind: "property", order: "11" });
    }
    return completions.length > 0 ? completions : null;
  }

  /** What the completion of this label means. */
  describe(cellId: CellId, offset: number, label: string): Description | null {
    return this.#ask(cellId, offset, (place) => this.#describe(place, label));
  }

  #describe({ path, position }: Place, label: string): Description | null {
    const checker = this.#service.getProgram()?.getTypeChecker();
    const member = this.#findUnionMembers(path, position).get(label);
    if (member && checker) return describeSymbol(member, checker);
    const details = this.#service.getCompletionEntryDetails(
      path,
      position,
      label,
      {},
      undefined,
      {},
      undefined,
    );
    return details ? describeParts(details) : null;
  }

  /** What the name at this place means. */
  hover(cellId: CellId, offset: number): Hover | null {
    return this.#ask(cellId, offset, (place) => this.#hover(place));
  }

  #hover({ path, position, start }: Place): Hover | null {
    const found = this.#service.getQuickInfoAtPosition(path, position);
    // So it says that it knows nothing.
    if (!found || ts.displayPartsToString(found.displayParts) === "any") return null;
    const from = found.textSpan.start - start;
    return { from, to: from + found.textSpan.length, ...describeParts(found) };
  }

  /** What will go wrong when the cell runs, as far as that is certain. */
  diagnose(cellId: CellId): Diagnostic[] {
    return this.#ask(cellId, 0, (place) => this.#diagnose(place)) ?? [];
  }

  #diagnose(cell: Place): Diagnostic[] {
    const program = this.#service.getProgram();
    const file = program?.getSourceFile(cell.path);
    // What is half written says little about names.
    if (!program || !file || program.getSyntacticDiagnostics(file).length > 0) return [];
    return findWarnings(program, file, this.#rules).flatMap((warning) => {
      const from = warning.from - cell.start;
      const to = warning.to - cell.start;
      return from >= 0 && to <= cell.length ? [{ ...warning, from, to }] : [];
    });
  }

  #ask<Answer>(
    cellId: CellId,
    offset: number,
    answer: (place: Place) => Answer | null,
  ): Answer | null {
    const cell = this.#cells.get(cellId);
    if (!cell || !(offset >= 0 && offset <= cell.length)) return null;
    const found = attempt(() => answer({ ...cell, position: cell.start + offset }));
    if (found !== undefined) return found;
    // The one in which the compiler failed is in the middle of something.
    this.#host.dropProgram();
    return null;
  }

  #findUnionMembers(path: string, position: number): Map<string, ts.Symbol> {
    const program = this.#service.getProgram();
    const file = program?.getSourceFile(path);
    if (!program || !file) return new Map();
    return findUnionMembers(file, position, program.getTypeChecker());
  }
}

/** Words that TypeScript offers, too, help only those who know them. */
const keywords = new Set(
  "async await break case catch class const continue default else export extends false finally for from function if import in instanceof let new null of return static super switch this throw true try typeof undefined while yield".split(
    " ",
  ),
);

const kinds: Record<string, Completion["kind"] | undefined> = {
  [ts.ScriptElementKind.alias]: "variable",
  [ts.ScriptElementKind.classElement]: "class",
  [ts.ScriptElementKind.constElement]: "constant",
  [ts.ScriptElementKind.functionElement]: "function",
  [ts.ScriptElementKind.localFunctionElement]: "function",
  [ts.ScriptElementKind.memberFunctionElement]: "function",
  [ts.ScriptElementKind.interfaceElement]: "type",
  [ts.ScriptElementKind.typeElement]: "type",
  [ts.ScriptElementKind.keyword]: "keyword",
  [ts.ScriptElementKind.string]: "text",
  [ts.ScriptElementKind.letElement]: "variable",
  [ts.ScriptElementKind.variableElement]: "variable",
  [ts.ScriptElementKind.localVariableElement]: "variable",
  [ts.ScriptElementKind.parameterElement]: "variable",
};

function toCompletion({ name, kind, kindModifiers, sortText }: ts.CompletionEntry): Completion[] {
  if (kind === ts.ScriptElementKind.keyword && !keywords.has(name)) return [];
  if (kind === ts.ScriptElementKind.warning || /deprecated/.test(kindModifiers ?? "")) return [];
  // `tf.Abs` and its like are the names of operations, for those who write backends.
  const order = /^[A-Z_]/.test(name) ? `${sortText}z` : sortText;
  return [{ label: name, kind: kinds[kind] ?? "property", order }];
}
