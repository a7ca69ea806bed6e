// @ts-check
import ts from "typescript-5";

/**
 * Of a library of global declarations, those that these names need, and the other names of values that it has.
 *
 * Throws an Error if one of the names is not declared.
 *
 * @param {ts.SourceFile} library
 * @param {string[]} names
 * @param {string[]} [ends] types that are not followed: they lead to too much
 */
export function pruneGlobals(library, names, ends = []) {
  /** @type {Map<string, ts.Statement[]>} */
  const declarations = new Map();
  /** @type {Set<string>} */
  const values = new Set();
  for (const statement of library.statements) {
    for (const name of findNames(statement)) {
      declarations.set(name, [...(declarations.get(name) ?? []), statement]);
      if (!ts.isInterfaceDeclaration(statement) && !ts.isTypeAliasDeclaration(statement)) {
        values.add(name);
      }
    }
  }
  const missing = names.filter((name) => !declarations.has(name));
  if (missing.length > 0) throw new Error(`${library.fileName} does not declare ${missing}.`);

  /** @type {Set<ts.Statement>} */
  const kept = new Set();
  const reached = new Set(names);
  for (const name of reached) {
    if (ends.includes(name)) continue;
    for (const statement of declarations.get(name) ?? []) {
      // What is needed as a type only does not become a value by it.
      const isType = ts.isInterfaceDeclaration(statement) || ts.isTypeAliasDeclaration(statement);
      if (!isType && !names.includes(name)) continue;
      kept.add(statement);
      collectIdentifiers(statement, reached);
    }
  }
  return {
    text: library.statements
      .filter((statement) => kept.has(statement))
      .map((statement) => statement.getFullText(library))
      .join(""),
    otherNames: [...values].filter((name) => !names.includes(name)),
  };
}

/**
 * @param {ts.Statement} statement
 * @returns {string[]}
 */
function findNames(statement) {
  if (ts.isVariableStatement(statement)) {
    return statement.declarationList.declarations.map(({ name }) => name.getText());
  }
  const isNamed =
    ts.isInterfaceDeclaration(statement) ||
    ts.isTypeAliasDeclaration(statement) ||
    ts.isFunctionDeclaration(statement) ||
    ts.isModuleDeclaration(statement) ||
    ts.isClassDeclaration(statement);
  return isNamed && statement.name ? [statement.name.text] : [];
}

/**
 * @param {ts.Node} node
 * @param {Set<string>} found
 */
function collectIdentifiers(node, found) {
  // Names of types, and what `extends`; names of members say nothing of other declarations.
  if (ts.isTypeReferenceNode(node) || ts.isExpressionWithTypeArguments(node)) {
    const name = ts.isTypeReferenceNode(node) ? node.typeName : node.expression;
    found.add(name.getText().split(".")[0] ?? "");
  } else if (ts.isTypeQueryNode(node)) {
    found.add(node.exprName.getText().split(".")[0] ?? "");
  }
  ts.forEachChild(node, (child) => collectIdentifiers(child, found));
}

/**
 * The text of a file of declarations without its comments, but for the documentation of what a reader can
 * name.
 *
 * @param {ts.SourceFile} file
 */
export function stripComments(file) {
  const { text } = file;
  /** @type {{ from: number, to: number }[]} */
  const kept = [];
  /** @param {ts.Node} node */
  const visit = (node) => {
    if (isHidden(node)) return;
    const comments = ts.getLeadingCommentRanges(text, node.getFullStart()) ?? [];
    const last = comments.at(-1);
    if (last && isDocumented(node) && text.startsWith("/**", last.pos)) {
      const comment = text.slice(last.pos, last.end);
      if (!/@license/.test(comment)) kept.push({ from: last.pos, to: last.end });
    }
    ts.forEachChild(node, visit);
  };
  visit(file);

  const starts = new Map(kept.map(({ from, to }) => [from, to]));
  let result = "";
  let end = 0;
  for (const { pos, end: commentEnd } of findComments(file)) {
    result += text.slice(end, pos);
    if (starts.has(pos)) result += shorten(text.slice(pos, commentEnd));
    end = commentEnd;
  }
  return (result + text.slice(end))
    .replace(/^[ \t]+|[ \t]+$/gm, "")
    .replace(/\n{2,}/g, "\n")
    .trim();
}

/** @param {ts.Node} node */
function isDocumented(node) {
  return (
    ts.isStatement(node) ||
    ts.isClassElement(node) ||
    ts.isTypeElement(node) ||
    ts.isEnumMember(node)
  );
}

/** @param {ts.Node} node */
function isHidden(node) {
  if (!ts.isClassElement(node)) return false;
  const flags = ts.getCombinedModifierFlags(/** @type {ts.Declaration} */ (node));
  return (flags & (ts.ModifierFlags.Private | ts.ModifierFlags.Protected)) !== 0;
}

/** @param {ts.SourceFile} file */
function findComments({ text }) {
  const scanner = ts.createScanner(ts.ScriptTarget.ES2022, false, undefined, text);
  /** @type {{ pos: number, end: number }[]} */
  const comments = [];
  for (let kind = scanner.scan(); kind !== ts.SyntaxKind.EndOfFileToken; kind = scanner.scan()) {
    const isComment =
      kind === ts.SyntaxKind.MultiLineCommentTrivia ||
      kind === ts.SyntaxKind.SingleLineCommentTrivia;
    if (isComment) comments.push({ pos: scanner.getTokenStart(), end: scanner.getTokenEnd() });
  }
  return comments;
}

/**
 * Without the marks that sort TensorFlow.js' own pages.
 *
 * @param {string} comment
 */
function shorten(comment) {
  return comment
    .replace(/^[ \t]*\*[ \t]*@doc \{[^}]*\}[ \t]*\n/gm, "")
    .replace(/^[ \t]+\*/gm, "*")
    .replace(/(\n\*[ \t]*)+\n\*\//, "\n*/");
}
