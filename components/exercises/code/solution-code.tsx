import { useEffect, useRef, useState } from "react";
import * as z from "zod/mini";
import { sitePath } from "@/components/layout/site-path";
import { loadEditor } from "@/components/notebook/cell-editor";
import editorStyles from "@/components/notebook/editor/editor.module.css";
import styles from "./solution-code.module.css";

const textsSchema = z.record(z.string(), z.object({ solution: z.optional(z.string()) }));

/** The author's code, from the file of the chapter's exercises, in an editor that only shows it. */
export function SolutionCode({ chapter, id }: { chapter: string; id: string }) {
  const host = useRef<HTMLDivElement>(null);
  const [problem, setProblem] = useState<string>();

  useEffect(() => {
    let isGone = false;
    let destroy = () => {};
    async function show() {
      const [code, { createEditor }] = await Promise.all([readSolution(chapter, id), loadEditor()]);
      if (isGone || !host.current) return;
      const ignore = () => {};
      ({ destroy } = createEditor({
        parent: host.current,
        doc: code.trimEnd(),
        kind: "code",
        label: "Solution",
        isReadOnly: true,
        cellId: "solution",
        onChange: ignore,
        onCommand: ignore,
      }));
    }
    show().catch(() => {
      if (!isGone) setProblem("The code could not be loaded. Are you online?");
    });
    return () => {
      isGone = true;
      destroy();
    };
  }, [chapter, id]);

  return problem ? (
    <p>{problem}</p>
  ) : (
    <div ref={host} className={`${editorStyles.source} ${styles.solution}`} />
  );
}

async function readSolution(chapter: string, id: string): Promise<string> {
  const response = await fetch(sitePath(`/chapters/${chapter}/exercises.json`));
  if (!response.ok) throw new Error(`${response.url} answered ${response.status}.`);
  const code = z.parse(textsSchema, await response.json())[id]?.solution;
  if (code === undefined) throw new Error(`There is no solution of ${id}.`);
  return code;
}
