import { useEffect, useRef } from "react";
import type { CellId } from "@/lib/notebook/cell";
import { useCellEntry, useCellNumber } from "../notebook-context";
import { Dialog } from "./dialog";

/** The reader's text of a cell beside the author's, line by line. */
export function ChangesDialog({ id, onClose }: { id: CellId; onClose(): void }) {
  const entry = useCellEntry(id);
  const number = useCellNumber(id);
  const { author, source } = entry?.cell ?? {};
  return (
    <Dialog title={`Your changes to cell ${number}`} onClose={onClose}>
      <Changes original={author ?? ""} changed={source ?? ""} label={`Changes to cell ${number}`} />
    </Dialog>
  );
}

export function Changes(props: { original: string; changed: string; label: string }) {
  const { original, changed, label } = props;
  const host = useRef<HTMLDivElement>(null);
  useEffect(() => {
    let view: { destroy(): void } | undefined;
    let isGone = false;
    void import("../editor/merge-view").then(({ createMergeView }) => {
      if (!isGone && host.current) {
        view = createMergeView({ parent: host.current, original, changed, label });
      }
    });
    return () => {
      isGone = true;
      view?.destroy();
    };
  }, [original, changed, label]);
  return <div ref={host} />;
}
