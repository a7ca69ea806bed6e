"use client";

import { type ComponentType, useEffect, useRef, useState } from "react";
import { flushSync } from "react-dom";
import { loadOrReload } from "@/components/lazy/when-near";
import { NotebookBar } from "./bar/notebook-bar";
import type { LiveNotebookProps } from "./live-notebook";
import styles from "./notebook-host.module.css";
import noticeStyles from "./notices.module.css";
import type { NotebookSession } from "./open-notebook";

interface Props {
  /** Of the chapter whose cells these are; null for a blank notebook. */
  chapter: string | null;
}

/**
 * Where a page's notebook comes to life. The cells of a chapter stand in the page as plain HTML; when
 * the reader comes near one, or presses a button of the bar, the notebook's script is loaded and puts a
 * live cell in the place of each. A blank notebook is alive from the start.
 */
export function NotebookHost({ chapter }: Props) {
  const host = useRef<HTMLDivElement>(null);
  const [live, setLive] = useState<{
    Live: ComponentType<LiveNotebookProps>;
    props: LiveNotebookProps;
  } | null>(null);
  const [hasFailed, setFailed] = useState(false);

  useEffect(() => {
    const bar = host.current;
    if (!bar) return;
    const places = chapter === null ? new Map<string, HTMLElement>() : findPlaces();
    let isGone = false;
    let session: NotebookSession | undefined;
    let stopWatching = () => {};
    let pressed: HTMLElement | null = null;
    const touched = [...places.values(), bar];

    async function wake() {
      stopWatching();
      const [{ LiveNotebook }, { openNotebook }] = await loadOrReload(() =>
        Promise.all([import("./live-notebook"), import("./open-notebook")]),
      );
      const opened = await openNotebook(chapter).catch(reportError);
      setFailed(!opened);
      if (!opened) {
        stopWatching = listen(touched, ["click"], wake);
        return;
      }
      if (isGone) {
        opened.dispose();
        return;
      }
      session = opened;
      const staticCode = new Map(
        [...places].map(([id, place]) => [id, place.querySelector("pre code")?.innerHTML ?? ""]),
      );
      const press = pressed && describePress(pressed);
      flushSync(() => {
        for (const place of places.values()) place.replaceChildren();
        setLive({ Live: LiveNotebook, props: { session: opened, places, staticCode } });
      });
      if (press) findPressed(press)?.click();
    }

    const onClick = (event: Event) => {
      pressed = (event.target as Element).closest("button");
    };
    const stopListening = listen(touched, ["click"], onClick);
    if (chapter === null) void wake();
    else stopWatching = watch([...places.values()], touched, wake);
    return () => {
      isGone = true;
      session?.dispose();
      stopWatching();
      stopListening();
    };
  }, [chapter]);

  return (
    <div ref={host} className={styles.host} data-notebook={chapter ?? ""}>
      {live ? <live.Live {...live.props} /> : <NotebookBar notice={hasFailed && failure} />}
    </div>
  );
}

function findPlaces(): Map<string, HTMLElement> {
  const places = document.querySelectorAll<HTMLElement>("[data-cell]");
  return new Map([...places].map((place) => [place.dataset.cell ?? "", place]));
}

const failure = (
  <p role="status" className={noticeStyles.notice}>
    The notebook could not be loaded. Check the connection, and press the button again.
  </p>
);

/** Calls `wake` once: when a cell is near the window, or anything of the notebook is touched. */
function watch(
  places: readonly HTMLElement[],
  touched: readonly HTMLElement[],
  wake: () => void,
): () => void {
  const observer = new IntersectionObserver(
    (entries) => {
      if (entries.some(({ isIntersecting }) => isIntersecting)) wake();
    },
    { rootMargin: "600px" },
  );
  for (const place of places) observer.observe(place);
  const stopListening = listen(touched, ["pointerover", "focusin", "click"], wake);
  return () => {
    observer.disconnect();
    stopListening();
  };
}

function listen(
  elements: readonly HTMLElement[],
  events: readonly string[],
  listener: (event: Event) => void,
): () => void {
  const ending = new AbortController();
  for (const element of elements) {
    for (const event of events) element.addEventListener(event, listener, ending);
  }
  return () => ending.abort();
}

interface Press {
  cell: string | null;
  button: string;
}

/** A button that was pressed before its script was there, so that the live one can be pressed. */
function describePress(button: HTMLElement): Press {
  return {
    cell: button.closest<HTMLElement>("[data-cell]")?.dataset.cell ?? null,
    button: button.textContent ?? "",
  };
}

function findPressed({ cell, button }: Press): HTMLElement | undefined {
  const place = cell === null ? "[data-notebook]" : `[data-cell="${CSS.escape(cell)}"]`;
  const buttons = document.querySelectorAll<HTMLElement>(`${place} button`);
  return [...buttons].find(({ textContent }) => textContent === button);
}
