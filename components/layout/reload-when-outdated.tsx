"use client";

import { useEffect } from "react";

const key = "descent:reloaded";

let hasMissed = false;

/** Whether an error says that a file of this site's code, or of its styles, could not be loaded. */
export function isMissingChunk(error: unknown): boolean {
  if (!(error instanceof Error)) return false;
  if (error.name === "ChunkLoadError") return true;
  return /failed to load chunk|loading (css )?chunk|dynamically imported module|importing a module script/i.test(
    error.message,
  );
}

/**
 * Reloads the page, once, when code is missing because the site was deployed anew under an open tab.
 *
 * Just before, `descent:before-reload` on the window lets widgets keep their state. Returns false at
 * once for any other error. Otherwise it returns true, and the page may or may not be reloading: it
 * does not when it already did without success, and not when the network is what is missing.
 */
export async function reloadWhenOutdated(error: unknown): Promise<boolean> {
  if (!isMissingChunk(error)) return false;
  hasMissed = true;
  if (hasReloaded() || !(await isReachable())) return true;
  // Without storage there is no telling a second time from a first, and so no first.
  if (!rememberReload()) return true;
  window.dispatchEvent(new CustomEvent("descent:before-reload"));
  window.location.reload();
  return true;
}

/** Catches what fails outside of a widget. The files of the page itself report to `error` only. */
export function ReloadWhenOutdated() {
  useEffect(() => {
    const onRejection = (event: PromiseRejectionEvent) => {
      if (!isMissingChunk(event.reason)) return;
      event.preventDefault();
      void reloadWhenOutdated(event.reason);
    };
    const onError = (event: ErrorEvent | Event) => {
      if (event instanceof ErrorEvent) void reloadWhenOutdated(event.error);
      else if (event.target instanceof HTMLScriptElement && event.target.src) {
        void reloadWhenOutdated(new Error(`Failed to load chunk ${event.target.src}`));
      }
    };
    window.addEventListener("unhandledrejection", onRejection);
    window.addEventListener("error", onError, true);
    // A page that has come up with all that it needs may reload again after the next deployment.
    const settled = setTimeout(() => {
      if (!hasMissed) forgetReload();
    }, 10_000);
    return () => {
      window.removeEventListener("unhandledrejection", onRejection);
      window.removeEventListener("error", onError, true);
      clearTimeout(settled);
    };
  }, []);
  return null;
}

async function isReachable(): Promise<boolean> {
  try {
    const response = await fetch(window.location.href, { method: "HEAD", cache: "no-store" });
    return response.ok;
  } catch {
    return false;
  }
}

function hasReloaded(): boolean {
  try {
    return sessionStorage.getItem(key) !== null;
  } catch {
    return false;
  }
}

function rememberReload(): boolean {
  try {
    sessionStorage.setItem(key, "1");
    return true;
  } catch {
    return false;
  }
}

function forgetReload() {
  try {
    sessionStorage.removeItem(key);
  } catch {
    // Then nothing was remembered either.
  }
}
