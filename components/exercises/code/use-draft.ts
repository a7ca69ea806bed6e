import { useEffect, useEffectEvent, useRef } from "react";
import type { Notebook } from "@/lib/notebook/notebook";
import { readCode } from "./code-notebook";

const pauseMs = 300;

interface Options {
  notebook: Notebook;
  id: string;
  /** The reader has changed the text. */
  onEdit(): void;
  /** Now is the time to keep it: not with each key, but before the page is left. */
  onKeep(code: string, isLeaving: boolean): Promise<void>;
}

/** Watches what the reader writes. What `setCode` puts there is none of it. */
export function useDraft({ notebook, id, onEdit, onKeep }: Options) {
  const known = useRef(readCode(notebook, id));
  const isKept = useRef(true);
  const timer = useRef<ReturnType<typeof setTimeout>>(undefined);

  const keep = useEffectEvent((isLeaving = false) => {
    if (isKept.current) return;
    const code = known.current;
    // Not before it is: a page may be left while that is under way.
    void onKeep(code, isLeaving).then(() => {
      isKept.current ||= known.current === code;
    });
  });
  const notice = useEffectEvent(() => {
    const code = readCode(notebook, id);
    if (code === known.current) return;
    known.current = code;
    isKept.current = false;
    onEdit();
    if (timer.current !== undefined) return;
    // At once, and then as often as the pause allows.
    keep();
    timer.current = setTimeout(() => {
      timer.current = undefined;
      keep();
    }, pauseMs);
  });

  useEffect(() => {
    const ending = new AbortController();
    const unsubscribe = notebook.store.subscribe(() => notice());
    const listen = (target: EventTarget, type: string) =>
      target.addEventListener(type, () => keep(true), ending);
    listen(document, "visibilitychange");
    listen(window, "pagehide");
    listen(window, "descent:before-reload");
    return () => {
      keep(true);
      unsubscribe();
      ending.abort();
    };
  }, [notebook]);

  return {
    setCode(code: string) {
      known.current = code;
      notebook.setSource(id, code);
    },
  };
}
