import * as z from "zod/mini";
import type { Exercise } from "../exercises/exercise";
import type { KeptRuns } from "../exercises/kept-runs";
import type { ChoiceExercise } from "../exercises/kinds/choice";
import type { DiagnoseAnswer, DiagnoseExercise } from "../exercises/kinds/diagnose";
import type { GoalAnswer, GoalExercise } from "../exercises/kinds/goal";
import type { MatchAnswer, MatchExercise } from "../exercises/kinds/match";
import type { NumberAnswer, NumberExercise } from "../exercises/kinds/number";
import type { OrderExercise } from "../exercises/kinds/order";
import type { PredictAnswer, PredictExercise } from "../exercises/kinds/predict";
import type { Experiment } from "../experiment/experiment";
import { flatten } from "../experiment/leaves";
import { formatNumber } from "../format";
import { printFence } from "../notebook/fence";
import { escapeMarkdown } from "./markdown-text";

/** An answer to be read by people: Markdown, or the code of a cell. */
export interface PrintedAnswer {
  kind: "markdown" | "code";
  source: string;
}

const maxRawLength = 20_000;

/**
 * An answer in the words of its exercise. One that does not belong to this edition, or whose exercise is not known, is
 * printed as JSON. `seed` is the reader's own, from which the questions were drawn.
 */
export function printAnswer(
  answer: unknown,
  exercise: Exercise | undefined,
  seed: number,
): PrintedAnswer {
  const parsed = exercise && z.safeParse(exercise.answerSchema as z.ZodMiniType, answer);
  if (!exercise || !parsed?.success) return { kind: "markdown", source: printRaw(answer) };
  if (exercise.kind === "code") {
    return { kind: "code", source: (parsed.data as { code: string }).code };
  }
  return { kind: "markdown", source: printParsed(parsed.data, exercise, seed) };
}

function printParsed(
  answer: unknown,
  exercise: Exclude<Exercise, { kind: "code" }>,
  seed: number,
): string {
  switch (exercise.kind) {
    case "choice":
      return printChoice(answer as string[], exercise);
    case "number":
      return printNumbers(answer as NumberAnswer, exercise, seed);
    case "order":
      return printOrder(answer as string[], exercise);
    case "match":
      return printMatch(answer as MatchAnswer, exercise);
    case "predict":
      return printPrediction(answer as PredictAnswer, exercise);
    case "goal":
      return printGoal(answer as GoalAnswer, exercise);
    case "diagnose":
      return printDiagnosis(answer as DiagnoseAnswer, exercise, seed);
    default:
      return exercise satisfies never;
  }
}

function printChoice(answer: readonly string[], { options }: ChoiceExercise): string {
  return answer.map((id) => `- ${nameIn(options, id)}`).join("\n") || "Nothing was chosen.";
}

function printNumbers({ texts }: NumberAnswer, exercise: NumberExercise, seed: number): string {
  const { label, unit, questions } = exercise;
  const asked = questions(seed);
  return texts
    .map((text, index) => {
      const question = asked[index]?.text;
      const symbol = unit ? ` ${escapeMarkdown(unit.symbol)}` : "";
      const typed = text.trim() === "" ? "nothing" : `**${escapeMarkdown(text.trim())}**${symbol}`;
      return `${question ? `${escapeMarkdown(question)}\n\n` : ""}${escapeMarkdown(label)}: ${typed}`;
    })
    .join("\n\n");
}

function printOrder(answer: readonly string[], { items }: OrderExercise): string {
  return answer.map((id, index) => `${index + 1}. ${nameIn(items, id)}`).join("\n");
}

function printMatch(answer: MatchAnswer, { pictures, settings }: MatchExercise): string {
  return printTable(
    ["", "matched with"],
    pictures.map(({ id, text }) => {
      const setting = Object.hasOwn(answer, id) ? answer[id] : undefined;
      return [escapeMarkdown(text), setting === undefined ? "" : nameIn(settings, setting)];
    }),
  );
}

function printPrediction(answer: PredictAnswer, { task }: PredictExercise): string {
  if (answer.form === "boundary") {
    const { sketch, first } = answer;
    const parts = [printFence(sketch.join("\n"))];
    if (first && first.join() !== sketch.join()) {
      parts.push("Before the truth was seen:", printFence(first.join("\n")));
    }
    return parts.join("\n\n");
  }
  const { sketch, first } = answer;
  const places = task.form === "curve" ? task.x.values : [];
  const [x, y] = task.form === "curve" ? [task.x.label, task.y.label] : ["x", "y"];
  const show = (value: number | null | undefined) =>
    value === null || value === undefined ? "" : formatNumber(value);
  return printTable(
    [x, y, ...(first ? [`${y}, before the truth was seen`] : [])].map(escapeMarkdown),
    sketch.map((value, index) => [
      show(places[index] ?? index),
      show(value),
      ...(first ? [show(first[index])] : []),
    ]),
  );
}

function printGoal({ experiment, runs }: GoalAnswer, { base }: GoalExercise): string {
  if (!experiment) return "All settings are as the figure came with.";
  return [printChanges(base, experiment), printRuns(runs), printExperiment(experiment)]
    .filter(Boolean)
    .join("\n\n");
}

function printDiagnosis(
  { illness, experiment, runs }: DiagnoseAnswer,
  { options, drawPatient }: DiagnoseExercise,
  seed: number,
): string {
  const name = options.find(({ id }) => id === illness)?.name ?? illness;
  return [
    `Diagnosis: ${name === null ? "none" : `**${escapeMarkdown(name)}**`}`,
    printChanges(drawPatient(seed).experiment, experiment),
    printRuns(runs),
    printExperiment(experiment),
  ]
    .filter(Boolean)
    .join("\n\n");
}

/** What differs between two Experiments, setting by setting. */
function printChanges(base: Experiment, experiment: Experiment): string {
  const [before, after] = [flatten(base), flatten(experiment)];
  const paths = [...new Set([...before.keys(), ...after.keys()])].filter(
    (path) => before.get(path) !== after.get(path),
  );
  if (paths.length === 0) return "No setting was changed.";
  const show = (value: unknown) => (value === undefined ? "" : escapeMarkdown(String(value)));
  return printTable(
    ["setting", "at first", "changed to"],
    paths.map((path) => [`\`${path}\``, show(before.get(path)), show(after.get(path))]),
  );
}

/** The starts that the last check has measured; each history is in `submission.json`. */
function printRuns(runs: KeptRuns): string {
  if (runs.length === 0) return "";
  const show = (value: number | null) => (value === null ? "broke off" : formatNumber(value));
  return printTable(
    ["start", "seed", "training loss", "test loss"],
    runs.map(({ seed, loss, testLoss }, index) => [
      String(index + 1),
      String(seed),
      show(loss),
      show(testLoss),
    ]),
  );
}

function printExperiment(experiment: Experiment): string {
  return `The Experiment:\n\n${printFence(JSON.stringify(experiment, null, 1), "json")}`;
}

function printRaw(answer: unknown): string {
  const text = JSON.stringify(answer) ?? "";
  if (text.length > maxRawLength) return printFence(`${text.slice(0, maxRawLength)}\n…`, "json");
  // Only what is short is laid out: of deep lists, the blanks before the lines would fill the memory.
  return printFence(JSON.stringify(answer, null, 1) ?? "", "json");
}

function nameIn(list: readonly { id: string; text: string }[], id: string): string {
  return escapeMarkdown(list.find((entry) => entry.id === id)?.text ?? id);
}

/** Cells are Markdown. */
function printTable(head: readonly string[], rows: readonly (readonly string[])[]): string {
  const line = (cells: readonly string[]) => `| ${cells.join(" | ")} |`;
  return [line(head), line(head.map(() => "---")), ...rows.map(line)].join("\n");
}
