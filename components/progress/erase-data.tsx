import { useState } from "react";
import { Button } from "@/components/controls/button";
import { Dialog } from "@/components/notebook/dialogs/dialog";
import dialogStyles from "@/components/notebook/dialogs/dialog.module.css";

/** The way to erase everything, with a question before it. */
export function EraseData() {
  const [isAsking, setAsking] = useState(false);

  async function erase() {
    const { eraseReaderData } = await import("@/lib/reader/erase");
    await eraseReaderData();
    window.location.reload();
  }

  return (
    <>
      <Button onClick={() => setAsking(true)}>Erase my data</Button>
      {isAsking ? (
        <Dialog
          title="Erase my data"
          onClose={() => setAsking(false)}
          actions={
            <button type="button" className={dialogStyles.important} onClick={erase}>
              Erase my data
            </button>
          }
        >
          <p>
            Everything that the book keeps in this browser goes: cells, answers, predictions and
            settings, of all chapters. A file that you save before keeps your answers. This cannot
            be undone.
          </p>
        </Dialog>
      ) : null}
    </>
  );
}
