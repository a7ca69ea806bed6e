import { syntaxTree } from "@codemirror/language";
import { RangeSetBuilder } from "@codemirror/state";
import {
  Decoration,
  type DecorationSet,
  type EditorView,
  ViewPlugin,
  type ViewUpdate,
} from "@codemirror/view";
import { type ColouredSpan, findSpans, type TokenKind } from "./token-kinds";
import { typescriptLanguage } from "./typescript-language";

/** The class of each kind of token; editor.module.css says which colour of the book it has. */
function classOf(kind: TokenKind): string {
  return `code-${kind}`;
}

const marks = new Map<TokenKind, Decoration>();

function getMark(kind: TokenKind): Decoration {
  let mark = marks.get(kind);
  if (!mark) {
    mark = Decoration.mark({ class: classOf(kind) });
    marks.set(kind, mark);
  }
  return mark;
}

/** Colours what is seen of the code as the static pages colour it, so that a cell that becomes an editor stays as it was. */
export const codeHighlighting = ViewPlugin.fromClass(
  class {
    decorations: DecorationSet;

    constructor(view: EditorView) {
      this.decorations = decorate(view);
    }

    update({ docChanged, viewportChanged, state, startState, view }: ViewUpdate) {
      const isParsedFurther = syntaxTree(state) !== syntaxTree(startState);
      if (docChanged || viewportChanged || isParsedFurther) this.decorations = decorate(view);
    }
  },
  { decorations: (plugin) => plugin.decorations },
);

function decorate({ state, visibleRanges }: EditorView): DecorationSet {
  const builder = new RangeSetBuilder<Decoration>();
  const text = (from: number, to: number) => state.doc.sliceString(from, to);
  for (const { from, to } of visibleRanges) {
    for (const span of findSpans(syntaxTree(state), text, from, to)) {
      builder.add(span.from, span.to, getMark(span.kind));
    }
  }
  return builder.finish();
}

/** Code in the same colours outside of an editor, as nodes to insert. */
export function renderCode(code: string): DocumentFragment {
  const fragment = document.createDocumentFragment();
  let end = 0;
  for (const { from, to, kind } of findCodeSpans(code)) {
    const span = document.createElement("span");
    span.className = classOf(kind);
    span.textContent = code.slice(from, to);
    fragment.append(code.slice(end, from), span);
    end = to;
  }
  fragment.append(code.slice(end));
  return fragment;
}

/** The coloured parts of a whole program, in order. */
export function findCodeSpans(code: string): ColouredSpan[] {
  const tree = typescriptLanguage.parser.parse(code);
  return findSpans(tree, (from, to) => code.slice(from, to), 0, code.length);
}
