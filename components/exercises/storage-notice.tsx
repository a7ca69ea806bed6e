"use client";

import { useEffect, useState } from "react";
import { Button } from "@/components/controls/button";
import type { StorageState } from "@/lib/reader/store";
import styles from "./exercise.module.css";

const sentences: Record<Exclude<StorageState, "kept">, string> = {
  denied:
    "This browser keeps nothing here, so your answers and cells are gone when you leave the page. Cells can be downloaded: More, at the foot of the page.",
  full: "This browser's storage is full, so new answers and cells are gone when you leave the page. Cells can be downloaded: More, at the foot of the page.",
};

/** Says once on a page that nothing is kept, as soon as that has shown. Over the text: it moves nothing. */
export function StorageNotice() {
  const [state, setState] = useState<StorageState>("kept");
  const [isClosed, setClosed] = useState(false);

  useEffect(() => {
    const listener = (event: Event) => setState((event as CustomEvent<StorageState>).detail);
    window.addEventListener("descent:storage", listener);
    return () => window.removeEventListener("descent:storage", listener);
  }, []);

  return (
    <div role="status" className={styles.notice}>
      {state === "kept" || isClosed ? null : (
        <>
          <span>{sentences[state]}</span>
          <Button onClick={() => setClosed(true)}>Close</Button>
        </>
      )}
    </div>
  );
}
