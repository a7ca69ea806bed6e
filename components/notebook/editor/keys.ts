import { defaultKeymap, historyKeymap, indentWithTab } from "@codemirror/commands";
import { type Extension, Prec } from "@codemirror/state";
import { type EditorView, keymap } from "@codemirror/view";

/**
 * What the reader asks of the notebook from within an editor: Ctrl-Enter or Cmd-Enter, Shift-Enter,
 * Alt-Enter, Escape, and the arrows beyond the first and the last line.
 */
export type EditorCommand =
  | "run"
  | "runAndAdvance"
  | "runAndInsert"
  | "leave"
  | "previous"
  | "next";

/** Jupyter's keys before CodeMirror's. Escape first closes what is open: completions, the search. */
export function keys(onCommand: (command: EditorCommand) => void): Extension {
  const tell = (command: EditorCommand) => () => {
    onCommand(command);
    return true;
  };
  const tellAtEdge = (isDown: boolean) => (view: EditorView) => {
    if (!isAtEdge(view, isDown)) return false;
    onCommand(isDown ? "next" : "previous");
    return true;
  };
  return [
    Prec.high(
      keymap.of([
        { key: "Mod-Enter", run: tell("run"), stopPropagation: true },
        { key: "Ctrl-Enter", run: tell("run"), stopPropagation: true },
        { key: "Shift-Enter", run: tell("runAndAdvance"), stopPropagation: true },
        { key: "Alt-Enter", run: tell("runAndInsert"), stopPropagation: true },
        { key: "ArrowUp", run: tellAtEdge(false) },
        { key: "ArrowDown", run: tellAtEdge(true) },
      ]),
    ),
    keymap.of([...defaultKeymap, ...historyKeymap, indentWithTab]),
    Prec.low(keymap.of([{ key: "Escape", run: tell("leave"), stopPropagation: true }])),
  ];
}

/** Whether the caret is in the first, or the last, line that is seen: a long line may be wrapped. */
function isAtEdge(view: EditorView, isDown: boolean): boolean {
  const { main } = view.state.selection;
  if (!main.empty) return false;
  const { number } = view.state.doc.lineAt(main.head);
  if (number !== (isDown ? view.state.doc.lines : 1)) return false;
  const moved = view.moveVertically(main, isDown).head;
  return view.coordsAtPos(moved)?.top === view.coordsAtPos(main.head)?.top;
}
