import type { Node, Program, Statement } from "@babel/types";
import { findBound, findChildren, isFunction, isTypeOnly } from "./ast";

export type DeclarationKind = "const" | "let" | "var" | "function" | "class" | "import";

/** The names that a cell declares for the whole notebook. */
export function findNotebookNames(program: Program): Map<string, DeclarationKind> {
  const names = new Map<string, DeclarationKind>();
  for (const name of program.body.flatMap(findVars)) names.set(name, "var");
  for (const statement of program.body) {
    for (const { name, kind } of findLexical(unwrapExport(statement))) names.set(name, kind);
    if (statement.type !== "ImportDeclaration" || statement.importKind === "type") continue;
    for (const specifier of statement.specifiers) {
      const isType = specifier.type === "ImportSpecifier" && specifier.importKind === "type";
      if (!isType) names.set(specifier.local.name, "import");
    }
  }
  return names;
}

/** `const x = 1` in `export const x = 1`; the statement itself where it exports nothing. */
export function unwrapExport(statement: Node): Node {
  if (statement.type === "ExportNamedDeclaration") return statement.declaration ?? statement;
  return statement.type === "ExportDefaultDeclaration" ? statement.declaration : statement;
}

/** The names that a statement declares for the block that it stands in. */
export function findLexical(statement: Node): { name: string; kind: DeclarationKind }[] {
  if ("declare" in statement && statement.declare) return [];
  switch (statement.type) {
    case "VariableDeclaration": {
      const kind = statement.kind === "const" ? "const" : "let";
      if (statement.kind === "var") return [];
      return statement.declarations.flatMap(({ id }) =>
        findBound(id).map((name) => ({ name, kind })),
      );
    }
    case "FunctionDeclaration":
      return statement.id ? [{ name: statement.id.name, kind: "function" }] : [];
    case "ClassDeclaration":
      return statement.id ? [{ name: statement.id.name, kind: "class" }] : [];
    default:
      return [];
  }
}

export function findLexicalNames(statements: readonly Statement[]): string[] {
  return statements.flatMap((statement) => findLexical(statement).map(({ name }) => name));
}

/** The names that `var` declares here, in blocks too, for the function around. */
export function findVars(node: Node): string[] {
  if (isTypeOnly(node) || isFunction(node) || node.type === "StaticBlock") return [];
  if (node.type === "VariableDeclaration" && node.kind === "var" && !node.declare) {
    const own = node.declarations.flatMap(({ id }) => findBound(id));
    return [...own, ...findChildren(node).flatMap(findVars)];
  }
  return findChildren(node).flatMap(findVars);
}
