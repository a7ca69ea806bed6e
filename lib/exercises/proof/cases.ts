import type { ExerciseBase, ExerciseSources } from "../exercise";
import type { Role } from "./measurement";

/** An exercise of whatever kind, with its answers. */
export type AnyExercise = ExerciseBase<string, unknown>;

/** An answer with what is known of it. */
export interface Case {
  /** "starter", "solution 2", "wrong answer 1": unique among one reader's. */
  name: string;
  role: Role;
  answer: unknown;
  /** What its reply has to contain. */
  says?: string;
  /** Of the reader who is asked. */
  seed: number;
}

/** For a person: "wrong answer 1 (“You forgot the sign”)". */
export function describeCase({ name, says }: Case): string {
  return says === undefined ? name : `${name} (“${shorten(says, 40)}”)`;
}

function shorten(words: string, length: number): string {
  return words.length <= length ? words : `${words.slice(0, length - 1).trimEnd()}…`;
}

/** Where questions are drawn from the reader's seed, so many readers stand for all. */
const readerCount = 20;

/** The answers with a known verdict, of one reader, or of many where the questions are drawn. */
export function listCases(exercise: AnyExercise, sources: ExerciseSources): Case[] {
  const ofReaders = Array.from({ length: readerCount }, (_, index) =>
    listCasesOf(index + 1, exercise, sources),
  );
  const [first = []] = ofReaders;
  const print = (cases: readonly Case[]) =>
    JSON.stringify(cases.map((one) => ({ ...one, seed: 0 })));
  return ofReaders.some((cases) => print(cases) !== print(first)) ? ofReaders.flat() : first;
}

/** Whether these are answers of many readers, each to questions of their own. */
export function isDrawn(cases: readonly Case[]): boolean {
  return cases.some(({ seed }) => seed !== cases[0]?.seed);
}

function listCasesOf(seed: number, exercise: AnyExercise, sources: ExerciseSources): Case[] {
  const { starter, solutions, wrong } = exercise.prove(seed, sources);
  const nameSolution = (index: number) =>
    solutions.length > 1 ? `solution ${index + 1}` : "solution";
  return [
    { name: "starter", role: "starter", answer: starter, seed },
    ...solutions.map(
      (answer, index): Case => ({ name: nameSolution(index), role: "solution", answer, seed }),
    ),
    ...wrong.map(
      ({ answer, says }, index): Case => ({
        name: `wrong answer ${index + 1}`,
        role: "wrong",
        answer,
        says,
        seed,
      }),
    ),
  ];
}
