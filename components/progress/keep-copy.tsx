import { useEffect, useRef, useState } from "react";
import { Button } from "@/components/controls/button";
import { chooseFiles, download } from "@/components/files";
import type { ImportOffer } from "./copy-files";
import { describeProblem } from "./describe-problem";
import { EraseData } from "./erase-data";
import styles from "./progress.module.css";
import { refreshProgress } from "./use-progress";

interface Props {
  edition: string;
}

/** Progress as a file: saved, taken in, and all of it erased. */
export function KeepCopy({ edition }: Props) {
  const [offer, setOffer] = useState<ImportOffer>();
  const [message, setMessage] = useState("");

  async function attempt(act: () => Promise<void>) {
    setMessage("");
    setOffer(undefined);
    try {
      await act();
    } catch (error) {
      setMessage(await describeProblem(error));
    }
  }

  const save = () =>
    attempt(async () => {
      const { fileName, text } = await (await import("./copy-files")).printCopy(edition);
      download(fileName, text, "application/json");
      setMessage(`Saved as ${fileName}, where your browser puts downloads.`);
    });

  const open = () =>
    attempt(async () => {
      const [file] = await chooseFiles(".json,application/json");
      if (file) setOffer(await (await import("./copy-files")).offerImport(file, edition));
    });

  const accept = (accepted: ImportOffer) =>
    attempt(async () => {
      await accepted.accept();
      await refreshProgress();
      setMessage("Done. What is above now holds both.");
    });

  return (
    <section aria-labelledby="copy" className={styles.part}>
      <h2 id="copy" className={styles.heading}>
        Keep a copy
      </h2>
      <p>
        A browser may clear what it keeps: when you delete the data of sites, at the end of a
        private window, and some after weeks without a visit. A file is the safe copy, and the way
        to another browser or computer. It holds your answers and what you have read; the cells of a
        chapter are saved at the chapter’s foot.
      </p>
      <div className={styles.buttons}>
        <Button onClick={save}>Save a file</Button>
        <Button onClick={open}>Open a file</Button>
        <EraseData />
      </div>
      {offer ? (
        <Offer offer={offer} onAccept={() => accept(offer)} onClose={() => setOffer(undefined)} />
      ) : null}
      <p role="status" className={styles.message}>
        {message}
      </p>
    </section>
  );
}

interface OfferProps {
  offer: ImportOffer;
  onAccept(): void;
  onClose(): void;
}

/** What a file would bring; it takes the focus, since it appears after the reader has chosen the file. */
function Offer({ offer, onAccept, onClose }: OfferProps) {
  const panel = useRef<HTMLElement>(null);
  useEffect(() => panel.current?.focus(), []);
  return (
    <section ref={panel} tabIndex={-1} aria-label="What the file holds" className={styles.offer}>
      {offer.sentences.map((sentence) => (
        <p key={sentence}>{sentence}</p>
      ))}
      <div className={styles.buttons}>
        {offer.isEmpty ? null : <Button onClick={onAccept}>Take it in</Button>}
        <Button onClick={onClose}>{offer.isEmpty ? "Close" : "Leave it"}</Button>
      </div>
    </section>
  );
}
