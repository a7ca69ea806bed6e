import { lex, mostTokens, type RawToken } from "./lex";
import { type ParsedNode, type ParsedToken, parseInTime } from "./parse-in-time";

/** A token without what a copyist changes first: names, layout, comments, types, most literals. */
export interface Token {
  word: string;
  /** In characters. */
  start: number;
  end: number;
}

/** A program, or whatever else a student has handed in, as tokens that can be compared. Never throws. */
export function tokenize(code: string): Token[] {
  const tokens = readTokens(code).slice(0, mostTokens);
  return tokens.flatMap((token, index) => {
    const word = normalize(token, tokens.slice(Math.max(index - 2, 0), index), tokens[index + 1]);
    return word === undefined ? [] : [{ word, start: token.start, end: token.end }];
  });
}

/** Of a program without its types; of any other text as it stands. */
function readTokens(code: string): RawToken[] {
  const parsed = parseInTime(code);
  if (!parsed) return lex(code);
  const types = findTypes(parsed.program);
  const isType = new Uint8Array(code.length);
  for (const [start, end] of types) isType.fill(1, start, end);
  return parsed.tokens.flatMap((token) => {
    const raw = isType[token.start] ? undefined : toRaw(token, code);
    return raw ? [raw] : [];
  });
}

function toRaw({ type, start, end }: ParsedToken, code: string): RawToken | undefined {
  if (typeof type === "string" || type.label === "eof") return undefined;
  const text = code.slice(start, end);
  const isQuoted =
    type.label === "string" || type.label.startsWith("template") || /^[`}]/.test(text);
  if (isQuoted && text !== "}") return { kind: "string", text, start, end };
  if (type.label === "num" || type.label === "bigint") return { kind: "number", text, start, end };
  if (type.label === "regexp") return { kind: "regex", text, start, end };
  return { kind: /^[\p{ID_Start}$_#]/u.test(text) ? "name" : "sign", text, start, end };
}

/** The places that only say types: they change nothing of what a program does. */
function findTypes(program: ParsedNode): [start: number, end: number][] {
  const found: [number, number][] = [];
  const pending: unknown[] = [program];
  while (pending.length > 0) {
    const node = pending.pop() as ParsedNode;
    const inner = node.expression as ParsedNode | undefined;
    if (/^TS(As|Satisfies|NonNull)Expression$/.test(node.type) && inner) {
      found.push([inner.end, node.end]);
    } else if (node.type === "TSTypeAssertion" && inner) {
      found.push([node.start, inner.start]);
    } else if (/^TS(?!Enum|Module|Parameter|ExportAssignment|Instantiation)/.test(node.type)) {
      found.push([node.start, node.end]);
      continue;
    }
    for (const value of Object.values(node)) {
      const children: unknown[] = Array.isArray(value) ? value : [value];
      for (const child of children) {
        const isNode = typeof (child as ParsedNode | null)?.type === "string";
        if (isNode && "start" in (child as ParsedNode)) pending.push(child);
      }
    }
  }
  return found;
}

const keywords = new Set(
  "async await break case catch class const continue default delete do else export extends false finally for function get if import in instanceof let new null of return set static super switch this throw true try typeof undefined var void while yield NaN Infinity".split(
    " ",
  ),
);

const globals = new Set(
  "Math Array Object Number String Map Set Promise JSON Float32Array Float64Array console tf".split(
    " ",
  ),
);

/** The methods of the language: a copyist can rename what they declare, but not these. */
const methods = new Set(
  [Array, String, Map, Set, Promise, Float32Array, Number]
    .flatMap(({ prototype }) => Object.getOwnPropertyNames(prototype))
    .filter((name) => name !== "constructor"),
);

/** Undefined for what is layout: semicolons, and a comma before a bracket. */
function normalize(
  { kind, text }: RawToken,
  before: readonly RawToken[],
  after: RawToken | undefined,
): string | undefined {
  if (kind === "string" || kind === "regex") return kind;
  if (kind === "number") return normalizeNumber(text);
  if (kind === "sign") {
    const isLayout = text === ";" || (text === "," && /^[)\]}]$/.test(after?.text ?? ""));
    return isLayout ? undefined : text;
  }
  const [owner, dot] = before.length === 2 ? before : [undefined, before[0]];
  if (dot?.text === "." || dot?.text === "?.") {
    return methods.has(text) || globals.has(owner?.text ?? "") ? text : "name";
  }
  if (/^(?:let|const|var)$/.test(text)) return "let";
  return keywords.has(text) || globals.has(text) ? text : "name";
}

/** Small whole numbers are part of a method, such as the 2 of a square; others are settings. */
function normalizeNumber(text: string): string {
  const value = Number(text.replace(/_|n$/g, ""));
  return Number.isInteger(value) && value <= 2 ? String(value) : "number";
}
