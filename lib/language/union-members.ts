import ts from "typescript-5";

/**
 * After the dot of a value of several types, the members of each of them: TypeScript offers only what all have
 * in common, which of a tensor or a list of tensors, as `model.predict(…)` gives it, is next to nothing.
 */
export function findUnionMembers(
  file: ts.SourceFile,
  position: number,
  checker: ts.TypeChecker,
): Map<string, ts.Symbol> {
  const members = new Map<string, ts.Symbol>();
  const access = findAccess(file, position);
  const type = access && checker.getTypeAtLocation(access.expression);
  if (!type?.isUnion()) return members;
  for (const part of type.types) {
    if (part.flags & (ts.TypeFlags.Null | ts.TypeFlags.Undefined)) continue;
    for (const symbol of checker.getApparentType(part).getApparentProperties()) {
      const { name, valueDeclaration } = symbol;
      const isHidden =
        valueDeclaration &&
        ts.getCombinedModifierFlags(valueDeclaration) &
          (ts.ModifierFlags.Private | ts.ModifierFlags.Protected);
      if (!isHidden && /^[a-z]\w*$/i.test(name) && !members.has(name)) members.set(name, symbol);
    }
  }
  return members;
}

/** The `a.b` in whose `b`, which may not be written yet, the position lies. */
function findAccess(
  file: ts.SourceFile,
  position: number,
): ts.PropertyAccessExpression | undefined {
  let found: ts.PropertyAccessExpression | undefined;
  const visit = (node: ts.Node) => {
    if (position < node.getFullStart() || position > node.getEnd()) return;
    if (ts.isPropertyAccessExpression(node) && position > node.expression.getEnd()) found = node;
    ts.forEachChild(node, visit);
  };
  visit(file);
  return found;
}
