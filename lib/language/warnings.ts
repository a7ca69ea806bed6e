import ts from "typescript-5";
import type { CellModules } from "./cell-modules";
import type { Diagnostic } from "./language";
import type { LanguageTypes } from "./types";

/**
 * When to believe TypeScript. What runs must not be shown as wrong, and JavaScript can do much that the types
 * know nothing of; so only names are judged, and only those that occur nowhere else.
 */
export class WarningRules {
  readonly #otherGlobals: Set<string>;
  readonly #cells: CellModules;
  #typeNames: Set<string> | undefined;

  constructor({ otherGlobals }: LanguageTypes, cells: CellModules) {
    this.#otherGlobals = new Set(otherGlobals);
    this.#cells = cells;
  }

  mayBeVariable(name: string): boolean {
    return this.#otherGlobals.has(name) || this.#cells.isAssigned(name);
  }

  /** A value may be of a subclass that has more than its type says: so the name must be in no type at all. */
  mayBeProperty(name: string, program: ts.Program): boolean {
    if (this.#cells.isProperty(name)) return true;
    this.#typeNames ??= collectMemberNames(program);
    return this.#typeNames.has(name);
  }
}

function collectMemberNames(program: ts.Program): Set<string> {
  const names = new Set<string>();
  const visit = (node: ts.Node) => {
    if (ts.isIdentifier(node) || ts.isStringLiteral(node)) names.add(node.text);
    ts.forEachChild(node, visit);
  };
  for (const file of program.getSourceFiles()) if (file.isDeclarationFile) visit(file);
  return names;
}

/** Of TypeScript's messages: no such name; the same, with a guess; the same, of the page's names. */
const unknownName = new Set([2304, 2552, 2584]);
/** No such property; the same, with a guess. */
const unknownProperty = new Set([2339, 2551]);

/** Names that no cell declares, and properties that do not exist, where the code stops because of them. */
export function findWarnings(
  program: ts.Program,
  file: ts.SourceFile,
  rules: WarningRules,
): Diagnostic[] {
  const checker = program.getTypeChecker();
  return program.getSemanticDiagnostics(file).flatMap((diagnostic): Diagnostic[] => {
    const { code, start, length, messageText } = diagnostic;
    const node = start === undefined ? undefined : findIdentifier(file, start);
    if (!node || length !== node.text.length) return [];
    const message = unknownName.has(code)
      ? judgeName(node, rules)
      : unknownProperty.has(code)
        ? judgeProperty(node, program, checker, rules)
        : undefined;
    if (message === undefined) return [];
    const guess = /Did you mean (?:the \w+ member )?'([^']+)'/.exec(
      ts.flattenDiagnosticMessageText(messageText, "\n"),
    )?.[1];
    return [
      {
        from: node.getStart(file),
        to: node.getEnd(),
        severity: "warning",
        message: guess ? `${message} Did you mean \`${guess}\`?` : message,
      },
    ];
  });
}

const pageNames = new Set(["alert", "document", "localStorage", "prompt", "window"]);

function judgeName(node: ts.Identifier, rules: WarningRules): string | undefined {
  // Types are left out when a cell runs; `typeof` may ask for any name.
  if (ts.isPartOfTypeNode(node) || ts.isTypeOfExpression(node.parent)) return undefined;
  if (rules.mayBeVariable(node.text)) return undefined;
  return pageNames.has(node.text)
    ? `\`${node.text}\` belongs to the page, and cells run apart from it.`
    : `No cell declares \`${node.text}\`.`;
}

function judgeProperty(
  node: ts.Identifier,
  program: ts.Program,
  checker: ts.TypeChecker,
  rules: WarningRules,
): string | undefined {
  const { parent: access } = node;
  if (!ts.isPropertyAccessExpression(access) || access.questionDotToken) return undefined;
  // To read a property that is not there gives `undefined` and is no error yet.
  if (!isCalledOrOpened(access) || rules.mayBeProperty(node.text, program)) return undefined;
  const { symbol } = checker.getApparentType(checker.getTypeAtLocation(access.expression));
  const declarations = symbol?.declarations ?? [];
  const isOurs = declarations.some((each) => !each.getSourceFile().isDeclarationFile);
  if (declarations.length === 0 || isOurs) return undefined;
  const owner = access.expression.getText();
  return owner.length <= 30 && !owner.includes("\n")
    ? `\`${owner}\` has no \`${node.text}\`.`
    : `There is no \`${node.text}\` here.`;
}

function isCalledOrOpened(access: ts.PropertyAccessExpression): boolean {
  const { parent } = access;
  if (ts.isCallExpression(parent) || ts.isNewExpression(parent)) {
    return (
      parent.expression === access && !("questionDotToken" in parent && parent.questionDotToken)
    );
  }
  const isOpened = ts.isPropertyAccessExpression(parent) || ts.isElementAccessExpression(parent);
  return isOpened && parent.expression === access && !parent.questionDotToken;
}

function findIdentifier(file: ts.SourceFile, position: number): ts.Identifier | undefined {
  let found: ts.Identifier | undefined;
  const visit = (node: ts.Node) => {
    if (position < node.getStart(file) || position >= node.getEnd()) return;
    if (ts.isIdentifier(node)) found = node;
    ts.forEachChild(node, visit);
  };
  ts.forEachChild(file, visit);
  return found;
}
