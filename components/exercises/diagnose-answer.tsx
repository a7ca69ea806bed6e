"use client";

import { useEffect, useEffectEvent, useMemo, useRef, useState } from "react";
import { Button } from "@/components/controls/button";
import { reloadWhenOutdated } from "@/components/layout/reload-when-outdated";
import type { IllnessId } from "@/lib/exercises/diagnose/illness";
import type { Patient } from "@/lib/exercises/diagnose/illnesses";
import {
  findMending,
  type Mending,
  mend,
  type RemedyName,
} from "@/lib/exercises/diagnose/remedies";
import type { Verdict } from "@/lib/exercises/exercise";
import { type Experiment, parseExperiment } from "@/lib/experiment/experiment";
import { getReaderSeed } from "@/lib/reader/seed";
import { describeLosses } from "../widgets/probes/describe";
import { AnswerForm } from "./answer-form";
import styles from "./diagnose/diagnose.module.css";
import { ExaminedPictures } from "./diagnose/examined-pictures";
import { MendControls } from "./diagnose/mend-controls";
import { NameChoice } from "./diagnose/name-choice";
import { RunLosses } from "./diagnose/run-losses";
import { useExaminedRuns } from "./diagnose/use-examined-runs";
import { StartsChart } from "./starts-chart";
import { type ExercisePlace, useExercise } from "./use-exercise";

interface Props extends ExercisePlace {
  options: readonly { id: IllnessId; name: string }[];
  remedies: readonly RemedyName[];
}

/** A broken network: its probes, the list of names, and the settings with which it is mended. */
export default function DiagnoseAnswer({ options, remedies, ...place }: Props) {
  const [patient, setPatient] = useState<Patient>();
  const [illness, setIllness] = useState<IllnessId | null>(null);
  const [tried, setTried] = useState<readonly IllnessId[]>([]);
  const [mending, setMending] = useState<Mending>({});
  const names = useRef<HTMLDivElement>(null);
  const controls = useRef<HTMLDivElement>(null);

  const exercise = useExercise(place, "diagnose", async (answer, { drawPatient }) => {
    const drawn = drawPatient(await getReaderSeed());
    setIllness(answer.illness);
    setMending(findMending(drawn.experiment, answer.experiment, remedies) ?? {});
  });

  const onMount = useEffectEvent(async () => {
    const [{ drawPatient }, seed] = await Promise.all([exercise.load(), getReaderSeed()]);
    setPatient(drawPatient(seed));
  });
  useEffect(() => {
    onMount().catch(reloadWhenOutdated);
  }, []);

  const broken = patient?.experiment;
  const isMended = Object.keys(mending).length > 0;
  const mended = useMemo(
    () => (broken && isMended ? mend(broken, mending) : undefined),
    [broken, isMended, mending],
  );
  const runs = useExaminedRuns(broken, mended);

  function turn(next: Mending) {
    setMending(next);
    exercise.clear();
  }

  function tryAgain({ isCorrect, parts }: Verdict) {
    const isNameRight = parts?.find(({ id }) => id === "name")?.isCorrect === true;
    if (isCorrect) setTried([]);
    else if (!isNameRight && illness) setTried([...new Set([...tried, illness])]);
    if (isCorrect || !isNameRight) setIllness(null);
    if (isCorrect) setMending({});
    const next = isNameRight && !isCorrect ? controls : names;
    next.current?.querySelector<HTMLElement>("input, select")?.focus();
  }

  return (
    <AnswerForm
      exercise={exercise}
      getAnswer={() => ({
        illness,
        experiment: mended ?? broken ?? parseExperiment({}),
        runs: [],
      })}
      onTryAgain={tryAgain}
      renderVerdict={({ starts }) => (starts ? <StartsChart result={starts} /> : null)}
      renderSolution={() => (patient ? <OwnSolution patient={patient} /> : null)}
    >
      <ExaminedPictures {...runs} />
      <div ref={names}>
        <NameChoice
          options={options}
          value={illness}
          tried={tried}
          onChange={(id) => {
            setIllness(id);
            exercise.clear();
          }}
        />
      </div>
      <div ref={controls} className={styles.mend} data-empty={broken ? undefined : ""}>
        <p className={styles.heading}>Mend it</p>
        <div className={styles.mending}>
          <MendControls
            broken={broken ?? standIn}
            mending={mending}
            names={remedies}
            onChange={turn}
          />
          <figure className={styles.mended}>
            <RunLosses
              run={runs.mended ?? runs.broken}
              other={runs.mended ? runs.broken : undefined}
              height={170}
            />
            <figcaption>
              {runs.mended
                ? describeLosses(runs.mended.logs, runs.mended.stoppedAtStep)
                : "The run with what you turn will stand here, and the first one in grey."}
            </figcaption>
            <Button isUnavailable={!isMended} onClick={() => turn({})}>
              Put everything back
            </Button>
          </figure>
        </div>
      </div>
    </AnswerForm>
  );
}

/** Takes the room of the controls until the reader's network is there. */
const standIn: Experiment = parseExperiment({});

/** The solution's text is for all readers; this is what ailed the reader's own network. */
function OwnSolution({ patient: { illness } }: { patient: Patient }) {
  const [cure] = illness.cures;
  return (
    <p>
      <strong>{illness.name}.</strong> {illness.clue} {cure.explanation}
    </p>
  );
}
