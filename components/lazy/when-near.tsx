"use client";

import {
  type ComponentType,
  lazy,
  type RefObject,
  Suspense,
  useEffect,
  useRef,
  useState,
} from "react";
import { reloadWhenOutdated } from "@/components/layout/reload-when-outdated";
import { FigureBoundary } from "./figure-boundary";
import styles from "./when-near.module.css";

interface Options {
  /** Of the empty place, in CSS, until the code is there; only needed where there is no server HTML. */
  minHeight?: string;
}

/**
 * A component whose HTML is rendered in full at build time, and whose code is loaded and hydrated
 * only when the reader comes near: when its place is within 600 px of the window, when it is pointed
 * at or focused, or when a `descent:wake` event on the window names its id (or one inside it).
 *
 * Until then React keeps the server's HTML as it is, since the component waits in a lazy import.
 * The wrapper therefore has no state that changes: an update from above would make React give up
 * the HTML that waits. For the same reason no context above a chapter may change.
 *
 * The styles of what is loaded must be imported by the file that calls this, beside the call; a
 * style sheet that only the loaded code imports would arrive with it, too late for the server's HTML.
 */
export function whenNear<P extends object>(
  load: () => Promise<{ default: ComponentType<P> }>,
  { minHeight = "20rem" }: Options = {},
): ComponentType<P> {
  return (props) => <Place load={load} minHeight={minHeight} content={props} />;
}

interface PlaceProps<P> {
  load: () => Promise<{ default: ComponentType<P> }>;
  minHeight: string;
  content: P;
}

function Place<P extends object>({ load, minHeight, content }: PlaceProps<P>) {
  const place = useRef<HTMLDivElement>(null);
  const [{ wake, Component }] = useState(() => createSleeper(load));

  useEffect(() => {
    if (!place.current) return;
    const stopWatching = watch(place.current, wake);
    const stopReplaying = replayClick(place.current);
    return () => {
      stopWatching();
      stopReplaying();
    };
  }, [wake]);

  return (
    <div ref={place} data-lazy="" className={styles.place}>
      <FigureBoundary>
        <Suspense fallback={<div style={{ minHeight }} />}>
          <Component {...content} />
          <MarkAwake place={place} />
        </Suspense>
      </FigureBoundary>
    </div>
  );
}

/** Resolves when a part of a page has been hydrated; without `whenNear` around it, at once. */
export function whenAwake(element: Element): Promise<void> {
  const place = element.closest("[data-lazy]");
  const isAwake = () => !place || place.getAttribute("data-lazy") === "awake";
  return new Promise((resolve) => {
    if (isAwake() || !place) {
      resolve();
      return;
    }
    const observer = new MutationObserver(() => {
      if (!isAwake()) return;
      observer.disconnect();
      resolve();
    });
    observer.observe(place, { attributes: true, attributeFilter: ["data-lazy"] });
  });
}

/** Hydrated with what it stands beside, and after it; the attribute is not React's to compare. */
function MarkAwake({ place }: { place: RefObject<HTMLDivElement | null> }) {
  useEffect(() => {
    place.current?.setAttribute("data-lazy", "awake");
    place.current?.dispatchEvent(new CustomEvent("awake"));
  }, [place]);
  return null;
}

/** A button that was pressed before its script was there is pressed again once it is. */
function replayClick(place: HTMLElement): () => void {
  let pressed: HTMLElement | null = null;
  const onClick = (event: Event) => {
    pressed = (event.target as Element).closest("button");
  };
  const onAwake = () => {
    place.removeEventListener("click", onClick);
    if (pressed?.isConnected) pressed.click();
  };
  place.addEventListener("click", onClick);
  place.addEventListener("awake", onAwake, { once: true });
  return () => {
    place.removeEventListener("click", onClick);
    place.removeEventListener("awake", onAwake);
  };
}

/** A lazy component of its own for each place, so that two of them on a page wake one by one. */
function createSleeper<P extends object>(load: () => Promise<{ default: ComponentType<P> }>) {
  let wake = () => {};
  const near = new Promise<void>((resolve) => {
    wake = resolve;
  });
  const Component = lazy(async () => {
    if (typeof window === "undefined") return load();
    await near;
    return loadOrReload(load);
  });
  return { wake, Component: Component as unknown as ComponentType<P> };
}

/**
 * While the code cannot be had (the site was deployed anew, or the network is gone) the server's
 * HTML stays, and each return of the reader to the page is another try.
 */
export async function loadOrReload<T>(load: () => Promise<T>): Promise<T> {
  for (;;) {
    try {
      return await load();
    } catch (error) {
      if (!(await reloadWhenOutdated(error))) throw error;
      await nextChance();
    }
  }
}

function nextChance(): Promise<void> {
  return new Promise((resolve) => {
    const again = () => {
      window.removeEventListener("online", again);
      window.removeEventListener("focus", again);
      resolve();
    };
    window.addEventListener("online", again);
    window.addEventListener("focus", again);
  });
}

/** Calls `wake` at the first sign of the reader, and returns what stops watching. */
function watch(place: HTMLElement, wake: () => void): () => void {
  const observer = new IntersectionObserver(
    (entries) => {
      if (entries.some((entry) => entry.isIntersecting)) wakeOnce();
    },
    { rootMargin: "600px" },
  );
  const onWake = (event: Event) => {
    const id: unknown = event instanceof CustomEvent ? event.detail : undefined;
    if (typeof id !== "string" || id === "") return;
    if (place.querySelector(`#${CSS.escape(id)}`)) wakeOnce();
  };
  const onLink = (event?: Event) => {
    const figure = findLinked(place);
    if (!figure) return;
    if (event || !isReturning()) figure.scrollIntoView();
    wakeOnce();
  };
  const stop = () => {
    observer.disconnect();
    window.removeEventListener("hashchange", onLink);
    place.removeEventListener("pointerover", wakeOnce);
    place.removeEventListener("focusin", wakeOnce);
    window.removeEventListener("descent:wake", onWake);
  };
  function wakeOnce() {
    stop();
    wake();
  }
  observer.observe(place);
  place.addEventListener("pointerover", wakeOnce);
  place.addEventListener("focusin", wakeOnce);
  window.addEventListener("descent:wake", onWake);
  window.addEventListener("hashchange", onLink);
  onLink();
  return stop;
}

/** After a reload, or on the way back, the browser knows where the reader was. */
function isReturning(): boolean {
  const [navigation] = performance.getEntriesByType("navigation");
  return (navigation as PerformanceNavigationTiming | undefined)?.type !== "navigate";
}

/** What the address sets with `#id:settings`, if it is in this place; browsers know only `#id`. */
function findLinked(place: HTMLElement): Element | null {
  const [, id] = /^#([\w-]+):/.exec(window.location.hash) ?? [];
  return id === undefined ? null : place.querySelector(`#${id}`);
}
