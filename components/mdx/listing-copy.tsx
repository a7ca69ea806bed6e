"use client";

import { useState } from "react";
import { Button } from "@/components/controls/button";
import styles from "./listing.module.css";

/** Copies the program beside it, as it stands in the page, so that it is not sent twice. */
export function CopyProgram() {
  const [outcome, setOutcome] = useState<"copied" | "refused">();

  async function copy(button: HTMLElement) {
    const program = button.closest("[data-program]")?.querySelector("pre");
    if (!program) return;
    try {
      await navigator.clipboard.writeText(program.textContent ?? "");
      setOutcome("copied");
    } catch {
      // No permission, or a page that came neither over HTTPS nor from this computer.
      window.getSelection()?.selectAllChildren(program);
      setOutcome("refused");
    }
  }

  return (
    <>
      <Button className={styles.copy} onClick={(event) => copy(event.currentTarget)}>
        Copy
      </Button>
      <p role="status" className={outcome === "refused" ? styles.refusal : styles.reply}>
        {outcome === "copied" ? "Copied" : null}
        {outcome === "refused"
          ? "The browser does not let the page copy. The program is selected: press Ctrl+C or ⌘C."
          : null}
      </p>
    </>
  );
}
