import type { CellId } from "@/lib/notebook/cell";
import styles from "./cells.module.css";
import { useCellEntry, useNotebookTools } from "./notebook-context";
import { type MenuItem, PopoverMenu } from "./popover-menu";

/** What else can be done with a cell. */
export function CellMenu({ id, number }: { id: CellId; number: number }) {
  const { notebook, showChanges } = useNotebookTools();
  const entry = useCellEntry(id);
  if (!entry) return null;
  const { cell } = entry;
  const isOwn = cell.author === undefined;
  const before = () => {
    const { order } = notebook.store.getState();
    return order[order.indexOf(id) - 1] ?? null;
  };
  const adding: MenuItem[] = [
    { label: "Add code cell above", keys: "A", onChoose: () => notebook.insert("code", before()) },
    { label: "Add code cell below", keys: "B", onChoose: () => notebook.insert("code", id) },
    { label: "Add text cell below", onChoose: () => notebook.insert("markdown", id) },
  ];
  const running: MenuItem[] = [
    { label: "Run above", onChoose: () => notebook.runAbove(id) },
    { label: "Run from here", onChoose: () => notebook.runFrom(id) },
  ];
  const own: MenuItem[] = [
    cell.kind === "code"
      ? { label: "Make it text", keys: "M", onChoose: () => notebook.setKind(id, "markdown") }
      : { label: "Make it code", keys: "Y", onChoose: () => notebook.setKind(id, "code") },
    { label: "Move up", onChoose: () => notebook.move(id, -1) },
    { label: "Move down", onChoose: () => notebook.move(id, 1) },
    { label: "Delete", keys: "D D", onChoose: () => notebook.remove(id) },
  ];
  const author: MenuItem[] = [
    {
      label: "Show changes",
      onChoose: () => showChanges(id),
      isUnavailable: cell.source === cell.author,
    },
  ];
  return (
    <PopoverMenu
      label="···"
      name={`More for cell ${number}`}
      className={styles.more}
      groups={[...(cell.kind === "code" ? [running] : []), adding, isOwn ? own : author]}
    />
  );
}
