import { type FormEvent, useEffect, useRef, useState } from "react";
import { Button } from "@/components/controls/button";
import { download } from "@/components/files";
import type { ChapterOutline } from "@/lib/progress/outline";
import type { BookProgress } from "@/lib/progress/summarise";
import { describeProblem } from "./describe-problem";
import { HandInContents } from "./hand-in-contents";
import styles from "./progress.module.css";

interface Props {
  outline: readonly ChapterOutline[];
  edition: string;
  book: BookProgress;
}

const limits = { name: 200, number: 100 };

/** All of the reader's work in one file for their instructor. */
export function HandIn({ outline, edition, book }: Props) {
  const name = useRef<HTMLInputElement>(null);
  const number = useRef<HTMLInputElement>(null);
  const [message, setMessage] = useState("");
  const [missing, setMissing] = useState<"name" | "number">();
  const [isWorking, setWorking] = useState(false);

  // Not controlled: what was typed before this code arrived stays.
  useEffect(() => {
    void import("./own-work").then(async ({ readStudent }) => {
      const kept = await readStudent();
      if (kept && name.current?.value === "") name.current.value = kept.name;
      if (kept && number.current?.value === "") number.current.value = kept.number;
    });
  }, []);

  const getStudent = () => ({
    name: name.current?.value.trim() ?? "",
    number: number.current?.value.trim() ?? "",
  });

  async function keep() {
    setMissing(undefined);
    await (await import("./own-work")).keepStudent(getStudent());
  }

  async function hand(event: FormEvent) {
    event.preventDefault();
    const student = getStudent();
    const empty = student.name === "" ? "name" : student.number === "" ? "number" : undefined;
    setMissing(empty);
    if (empty) {
      setMessage(`Type your ${empty} first, so that your instructor knows whose work this is.`);
      (empty === "name" ? name : number).current?.focus();
      return;
    }
    setWorking(true);
    setMessage("");
    try {
      const { exportSubmission } = await import("./submission-files");
      const { fileName, zip } = await exportSubmission({ outline, edition, student });
      download(fileName, zip, "application/zip");
      setMessage(
        `Saved as ${fileName}, where your browser puts downloads. Give this file to your instructor as your course asks for it.`,
      );
    } catch (error) {
      setMessage(`Nothing was saved. ${await describeProblem(error)}`);
    } finally {
      setWorking(false);
    }
  }

  return (
    <section id="hand-in" aria-labelledby="hand-in-title" className={styles.part}>
      <h2 id="hand-in-title" className={styles.heading}>
        Hand in
      </h2>
      <p>
        For a course, all of your work goes into one file: answers, code, the cells that you changed
        or added, your networks with their settings, starts and curves. The file stays on this
        computer until you give it to someone.
      </p>
      <HandInContents book={book} />
      <form noValidate onSubmit={hand}>
        <div className={styles.fields}>
          <div className={styles.field}>
            <label htmlFor="student-name">Your name</label>
            <input
              ref={name}
              id="student-name"
              autoComplete="name"
              maxLength={limits.name}
              aria-invalid={missing === "name" || undefined}
              onChange={keep}
            />
          </div>
          <div className={styles.field}>
            <label htmlFor="student-number">Your number in the course</label>
            <input
              ref={number}
              id="student-number"
              autoComplete="off"
              spellCheck={false}
              maxLength={limits.number}
              aria-invalid={missing === "number" || undefined}
              onChange={keep}
            />
          </div>
        </div>
        <div className={styles.buttons}>
          <Button type="submit" variant="primary" isUnavailable={isWorking}>
            Export submission
          </Button>
        </div>
      </form>
      <p role="status" className={styles.message}>
        {message}
      </p>
    </section>
  );
}
