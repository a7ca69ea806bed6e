import type {
  Expression,
  Function as FunctionNode,
  Identifier,
  Node,
  Program,
  VariableDeclaration,
} from "@babel/types";
import {
  findBound,
  findChildren,
  getRange,
  isAnonymous,
  isFunction,
  isTypeOnly,
  unwrapTypes,
} from "./ast";
import { findLexical, findLexicalNames, findVars, unwrapExport } from "./find-declared";
import { type CellNames, type KnownNames, NameLedger } from "./name-ledger";
import { CellSyntaxError } from "./parse-cell";
import { isLocal, nest, nestFunction, type Scope, topScope } from "./scope";
import type { TextEdits } from "./text-edits";
import type { Words } from "./words";

/**
 * Makes the notebook's names properties of one object, so that they outlive the cell and any cell can
 * declare them anew. Names of inner scopes stay as they are. A proxy is asked only where something is
 * declared, where `typeof` meets a name, and where a constant or a name not known yet is assigned to.
 */
export function rewriteNames(
  program: Program,
  edits: TextEdits,
  words: Words,
  known: KnownNames,
): CellNames {
  const rewriter = new NameRewriter(edits, words, new NameLedger(program, known));
  return rewriter.rewrite(program);
}

class NameRewriter {
  readonly #edits: TextEdits;
  readonly #words: Words;
  readonly #ledger: NameLedger;

  constructor(edits: TextEdits, words: Words, ledger: NameLedger) {
    this.#edits = edits;
    this.#words = words;
    this.#ledger = ledger;
  }

  rewrite(program: Program): CellNames {
    for (const statement of program.body) this.#rewriteTopStatement(statement);
    return this.#ledger.finish();
  }

  #rewriteTopStatement(statement: Node): void {
    const inner = unwrapExport(statement);
    if (isTypeOnly(inner) || ("declare" in inner && inner.declare)) return;
    if (inner.type === "VariableDeclaration" && inner.kind !== "var") {
      const { declareConst, declareLet } = this.#words;
      this.#rewriteDeclaration(inner, topScope, inner.kind === "const" ? declareConst : declareLet);
    } else if (inner.type === "ClassDeclaration" && inner.id) {
      const { declareLet } = this.#words;
      this.#edits.wrap(getRange(inner), `${declareLet}.${inner.id.name}=`, ";");
      this.#visit(inner, topScope);
    } else {
      this.#visit(inner, topScope);
    }
  }

  /** `let a = 1, { b } = c` becomes assignments to properties of an object that declares them. */
  #rewriteDeclaration(declaration: VariableDeclaration, scope: Scope, owner: string): void {
    const { start } = getRange(declaration);
    this.#edits.blank(start, start + declaration.kind.length);
    for (const declarator of declaration.declarations) {
      const { id, init } = declarator;
      const isPattern = id.type === "ObjectPattern" || id.type === "ArrayPattern";
      if (isPattern) this.#edits.wrap(getRange(declarator), "(", ")");
      this.#ledger.noteDeclaration(findBound(id), getRange(declarator).end);
      this.#visitTarget(id, scope, owner);
      if (init) {
        this.#visitNamed(init, id, scope);
      } else if (declaration.kind !== "var") {
        this.#edits.wrap(getRange(declarator), "", "=void 0");
      }
    }
  }

  #visit(node: Node, scope: Scope): void {
    if (isTypeOnly(node)) return;
    if (isFunction(node)) {
      this.#visitFunction(node, scope);
      return;
    }
    switch (node.type) {
      case "Identifier":
        this.#visitReference(node, scope);
        return;
      case "MemberExpression":
      case "OptionalMemberExpression":
        this.#visit(node.object, scope);
        if (node.computed) this.#visit(node.property, scope);
        return;
      case "ObjectProperty":
        this.#visitProperty(node, scope, (value) => this.#visit(value, scope));
        return;
      case "ClassProperty":
        if (node.computed) this.#visit(node.key, scope);
        if (node.value) this.#visit(node.value, nestFunction(scope));
        return;
      case "ClassPrivateProperty":
        if (node.value) this.#visit(node.value, nestFunction(scope));
        return;
      case "CallExpression":
      case "OptionalCallExpression":
        this.#visitCallee(node.callee, scope);
        for (const argument of node.arguments) this.#visit(argument, scope);
        return;
      case "TaggedTemplateExpression":
        this.#visitCallee(node.tag, scope);
        this.#visit(node.quasi, scope);
        return;
      case "UnaryExpression":
        this.#visitUnary(node.operator, node.argument, scope);
        return;
      case "UpdateExpression":
        this.#visitTarget(node.argument, scope);
        return;
      case "AssignmentExpression":
        this.#visitTarget(node.left, scope);
        this.#visitNamed(node.right, node.left, scope);
        return;
      case "VariableDeclaration":
        if (node.declare) return;
        if (node.kind === "var" && scope.isTop) {
          this.#rewriteDeclaration(node, scope, this.#words.names);
        } else {
          this.#visitChildren(node, scope);
        }
        return;
      case "ForInStatement":
      case "ForOfStatement":
        this.#visitForEach(node, scope);
        return;
      case "ForStatement": {
        const names = node.init ? findLexical(node.init).map(({ name }) => name) : [];
        this.#visitChildren(node, nest(scope, names));
        return;
      }
      case "BlockStatement":
        this.#visitChildren(node, nest(scope, findLexicalNames(node.body)));
        return;
      case "StaticBlock": {
        const names = [...findLexicalNames(node.body), ...node.body.flatMap(findVars)];
        this.#visitChildren(node, nestFunction(scope, names));
        return;
      }
      case "SwitchStatement": {
        this.#visit(node.discriminant, scope);
        const names = node.cases.flatMap(({ consequent }) => findLexicalNames(consequent));
        for (const part of node.cases) this.#visit(part, nest(scope, names));
        return;
      }
      case "CatchClause":
        this.#visitChildren(node, nest(scope, findBound(node.param)));
        return;
      case "ClassDeclaration":
      case "ClassExpression": {
        const inner = nest(scope, node.id ? [node.id.name] : []);
        if (node.superClass) this.#visit(node.superClass, inner);
        this.#visit(node.body, inner);
        return;
      }
      case "LabeledStatement":
        this.#visit(node.body, scope);
        return;
      case "BreakStatement":
      case "ContinueStatement":
      case "PrivateName":
      case "ImportDeclaration":
      case "ExportNamedDeclaration":
      case "ExportAllDeclaration":
        return;
      case "MetaProperty":
        if (node.meta.name === "import") throw refuseImportMeta(node);
        return;
      default:
        this.#visitChildren(node, scope);
    }
  }

  #visitChildren(node: Node, scope: Scope): void {
    for (const child of findChildren(node)) this.#visit(child, scope);
  }

  #visitFunction(node: FunctionNode, scope: Scope): void {
    if ("key" in node && "computed" in node && node.computed) this.#visit(node.key, scope);
    const names = node.params.flatMap((param) => findBound(param));
    if (node.type !== "ArrowFunctionExpression") names.push("arguments");
    if (node.type === "FunctionExpression" && node.id) names.push(node.id.name);
    if (node.body.type === "BlockStatement") {
      names.push(...findLexicalNames(node.body.body), ...findVars(node.body));
    }
    const inner = nestFunction(scope, names);
    for (const param of node.params) {
      if (param.type !== "Identifier") this.#visit(param, inner);
    }
    this.#visit(node.body, inner);
  }

  #visitForEach(
    node: Extract<Node, { type: "ForInStatement" | "ForOfStatement" }>,
    scope: Scope,
  ): void {
    const inner = nest(
      scope,
      findLexical(node.left).map(({ name }) => name),
    );
    if (node.left.type !== "VariableDeclaration") {
      this.#visitTarget(node.left, inner);
    } else if (node.left.kind === "var" && scope.isTop) {
      const { start } = getRange(node.left);
      this.#edits.blank(start, start + "var".length);
      for (const { id } of node.left.declarations) this.#visitTarget(id, scope);
    } else {
      this.#visit(node.left, inner);
    }
    this.#visit(node.right, inner);
    this.#visit(node.body, inner);
  }

  /** A call of a notebook's function must not hand it the object of names as `this`. */
  #visitCallee(callee: Node, scope: Scope): void {
    const { start, end } = getRange(callee);
    const inner = unwrapTypes(callee);
    if (callee.type === "Import") {
      this.#edits.replace(start, end, `${this.#words.runtime}.importModule`);
      return;
    }
    const isEval = inner.type === "Identifier" && inner.name === "eval";
    if (
      inner.type === "Identifier" &&
      !isLocal(inner.name, scope) &&
      (isEval || this.#ledger.isOfNotebook(inner.name))
    ) {
      const change = () => this.#edits.wrap({ start, end }, "(0,", ")");
      if (isEval) change();
      else this.#ledger.changeIfShared(inner.name, change);
    }
    this.#visit(callee, scope);
  }

  #visitUnary(operator: string, argument: Node, scope: Scope): void {
    const inner = unwrapTypes(argument);
    if (operator === "typeof" && inner.type === "Identifier") {
      this.#visitReference(inner, scope, this.#words.maybe);
    } else {
      this.#visit(argument, scope);
    }
  }

  #visitReference(node: Identifier, scope: Scope, owner = this.#words.names): void {
    if (isLocal(node.name, scope) || !this.#ledger.isOfNotebook(node.name)) return;
    this.#ledger.noteUse(node, scope);
    this.#ledger.changeIfShared(node.name, () => this.#edits.wrap(getRange(node), `${owner}.`, ""));
  }

  /** `{ x }` becomes `{ x: names.x }`. */
  #visitProperty(
    node: Extract<Node, { type: "ObjectProperty" }>,
    scope: Scope,
    visitValue: (value: Node) => void,
  ): void {
    if (node.computed) this.#visit(node.key, scope);
    const { value } = node;
    const name = value.type === "AssignmentPattern" ? value.left : value;
    if (node.shorthand && name.type === "Identifier" && !isLocal(name.name, scope)) {
      const isRewritten = this.#ledger.isOfNotebook(name.name);
      const change = () => this.#edits.wrap(getRange(value), `${name.name}:`, "");
      if (isRewritten) this.#ledger.changeIfShared(name.name, change);
    }
    visitValue(value);
  }

  /** A pattern or expression that is assigned to. */
  #visitTarget(target: Node, scope: Scope, owner?: string): void {
    const node = unwrapTypes(target);
    switch (node.type) {
      case "Identifier":
        if (isLocal(node.name, scope)) return;
        this.#visitTargetName(node, scope, owner);
        return;
      case "ObjectPattern":
        for (const property of node.properties) {
          if (property.type === "RestElement") {
            this.#visitTarget(property.argument, scope, owner);
          } else {
            this.#visitProperty(property, scope, (value) => this.#visitTarget(value, scope, owner));
          }
        }
        return;
      case "ArrayPattern":
        for (const element of node.elements) {
          if (element) this.#visitTarget(element, scope, owner);
        }
        return;
      case "RestElement":
        this.#visitTarget(node.argument, scope, owner);
        return;
      case "AssignmentPattern":
        this.#visitTarget(node.left, scope, owner);
        this.#visitNamed(node.right, node.left, scope);
        return;
      default:
        this.#visit(node, scope);
    }
  }

  /** `owner` is where a declaration puts the name; without it, the name is assigned to. */
  #visitTargetName(node: Identifier, scope: Scope, owner?: string): void {
    const { names, constants } = this.#words;
    const put = owner ?? (this.#ledger.isVariable(node.name) ? names : constants);
    if (!owner) this.#ledger.noteAssignment(node, scope);
    const change = () => this.#edits.wrap(getRange(node), `${put}.`, "");
    this.#ledger.changeIfShared(node.name, change);
  }

  /** A function without a name takes that of the variable, which a property would not give it. */
  #visitNamed(value: Expression, target: Node, scope: Scope): void {
    if (target.type === "Identifier" && !isLocal(target.name, scope) && isAnonymous(value)) {
      const name = JSON.stringify(target.name);
      const change = () => this.#edits.wrap(getRange(value), `{[${name}]:`, `}[${name}]`);
      this.#ledger.changeIfShared(target.name, change);
    }
    this.#visit(value, scope);
  }
}

function refuseImportMeta(node: Node): CellSyntaxError {
  const { start, end } = getRange(node);
  return new CellSyntaxError("A cell has no import.meta, since it is not a file.", start, end);
}
