"use client";

import { useEffect, useMemo, useState } from "react";
import { NotebookProvider, type NotebookTools } from "@/components/notebook/notebook-context";
import type { LanguageClient } from "@/lib/language/client";
import { AnswerForm } from "./answer-form";
import { CheckList } from "./code/check-list";
import { createCodeNotebook, createLanguageClient, readCode } from "./code/code-notebook";
import { ExerciseCell } from "./code/exercise-cell";
import { SolutionCode } from "./code/solution-code";
import { useDraft } from "./code/use-draft";
import { StartsChart } from "./starts-chart";
import { type ExercisePlace, useExercise } from "./use-exercise";

interface Props extends ExercisePlace {
  /** What the reader begins from, and the same highlighted: what stands in `<code>`. */
  starter: string;
  starterHtml: string;
}

/**
 * The cell of a code exercise. *Run* tries the code in a kernel of the cell's own; *Check* runs it in a fresh
 * one, alone, whatever was run before.
 */
export default function CodeAnswer({ starter, starterHtml, ...place }: Props) {
  const { chapter, id } = place;
  const [{ notebook, dispose }] = useState(() => createCodeNotebook(id, starter));
  const [language, setLanguage] = useState<LanguageClient>();
  const tools = useMemo<NotebookTools>(
    () => ({
      notebook,
      language,
      staticCode: new Map([[id, starterHtml]]),
      editors: new Map(),
      isBlank: false,
      showChanges() {},
    }),
    [notebook, language, id, starterHtml],
  );
  useEffect(() => {
    const client = createLanguageClient(id, starter);
    setLanguage(client);
    return () => {
      client.dispose();
      dispose();
    };
  }, [id, starter, dispose]);

  const exercise = useExercise(place, "code", ({ code }) => draft.setCode(code || starter));
  const toAnswer = (code: string) => ({ code: code.trim() === starter.trim() ? "" : code });
  const draft = useDraft({
    notebook,
    id,
    onEdit: exercise.clear,
    onKeep: (code, isLeaving) => exercise.keepDraft(toAnswer(code), { isLeaving }),
  });

  return (
    <NotebookProvider value={tools}>
      <AnswerForm
        exercise={exercise}
        getAnswer={() => toAnswer(readCode(notebook, id))}
        onTryAgain={() => notebook.select(id, "edit")}
        renderVerdict={({ parts, starts }) => (
          <>
            {parts ? <CheckList parts={parts} /> : null}
            {starts ? <StartsChart result={starts} /> : null}
          </>
        )}
        renderSolution={() => <SolutionCode chapter={chapter} id={id} />}
      >
        <ExerciseCell id={id} />
      </AnswerForm>
    </NotebookProvider>
  );
}
