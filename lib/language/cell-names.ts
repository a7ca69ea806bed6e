import ts from "typescript-5";

export interface CellNames {
  /** What the cell declares at its top level, values and types, without what it exports itself. */
  declared: Set<string>;
  /** Variables that it assigns to, declared or not. */
  assigned: Set<string>;
  /** Names that it gives to properties, in whatever way. */
  properties: Set<string>;
}

/** What a cell says of names, by its syntax alone. */
export function findCellNames(source: string): CellNames {
  const file = ts.createSourceFile("/cell.ts", source, ts.ScriptTarget.ES2022, true);
  const names: CellNames = { declared: new Set(), assigned: new Set(), properties: new Set() };
  for (const statement of file.statements) addDeclared(statement, names.declared);
  addUses(file, names);
  return names;
}

function addDeclared(statement: ts.Statement, found: Set<string>) {
  const isExported =
    ts.canHaveModifiers(statement) &&
    ts.getModifiers(statement)?.some(({ kind }) => kind === ts.SyntaxKind.ExportKeyword);
  if (isExported) return;
  if (ts.isImportDeclaration(statement)) {
    addImported(statement, found);
  } else if (
    ts.isFunctionDeclaration(statement) ||
    ts.isClassDeclaration(statement) ||
    ts.isInterfaceDeclaration(statement) ||
    ts.isTypeAliasDeclaration(statement) ||
    ts.isEnumDeclaration(statement)
  ) {
    if (statement.name) found.add(statement.name.text);
  } else if (ts.isVariableStatement(statement)) {
    addVariables(statement.declarationList, found);
  } else {
    addHoisted(statement, found);
  }
}

function addImported({ importClause }: ts.ImportDeclaration, found: Set<string>) {
  if (importClause?.name) found.add(importClause.name.text);
  const bindings = importClause?.namedBindings;
  if (!bindings) return;
  if (ts.isNamespaceImport(bindings)) found.add(bindings.name.text);
  else for (const { name } of bindings.elements) found.add(name.text);
}

function addVariables({ declarations }: ts.VariableDeclarationList, found: Set<string>) {
  for (const { name } of declarations) addBindings(name, found);
}

function addBindings(name: ts.BindingName, found: Set<string>) {
  if (ts.isIdentifier(name)) {
    if (name.text) found.add(name.text);
    return;
  }
  for (const element of name.elements) {
    if (ts.isBindingElement(element)) addBindings(element.name, found);
  }
}

/** A `var` in a block or a loop belongs to the whole cell. */
function addHoisted(node: ts.Node, found: Set<string>) {
  if (ts.isFunctionLike(node) || ts.isClassLike(node)) return;
  const isVar = ts.isVariableDeclarationList(node) && !(node.flags & ts.NodeFlags.BlockScoped);
  if (isVar) addVariables(node, found);
  ts.forEachChild(node, (child) => addHoisted(child, found));
}

function addUses(node: ts.Node, names: CellNames) {
  if (ts.isBinaryExpression(node) && isAssignment(node.operatorToken.kind)) {
    addTargets(node.left, names);
  } else if (ts.isForOfStatement(node) || ts.isForInStatement(node)) {
    if (!ts.isVariableDeclarationList(node.initializer)) addTargets(node.initializer, names);
  } else if (ts.isObjectLiteralElement(node) || ts.isClassElement(node)) {
    if (node.name) addProperty(node.name, names);
  } else if (ts.isStringLiteralLike(node)) {
    names.properties.add(node.text);
  }
  ts.forEachChild(node, (child) => addUses(child, names));
}

function isAssignment(kind: ts.SyntaxKind): boolean {
  return kind >= ts.SyntaxKind.FirstAssignment && kind <= ts.SyntaxKind.LastAssignment;
}

function addTargets(node: ts.Node, names: CellNames) {
  if (ts.isIdentifier(node)) names.assigned.add(node.text);
  else if (ts.isPropertyAccessExpression(node)) names.properties.add(node.name.text);
  else ts.forEachChild(node, (child) => addTargets(child, names));
}

function addProperty(name: ts.PropertyName, names: CellNames) {
  if (ts.isIdentifier(name) || ts.isStringLiteralLike(name)) names.properties.add(name.text);
}
