import * as z from "zod/mini";
import type { ExperimentInput } from "../../experiment/experiment";
import type { ExerciseBase, ExerciseText } from "../exercise";

/** What stands on the left: a curve, or a few words. */
export interface MatchPicture {
  id: string;
  /** The curve; its numbers are made while the site is built. */
  curve?: CurveSource;
  /** In words: of a curve its shape, for those who do not see it; else all there is. */
  text: string;
  /** The id of the setting that belongs to it. */
  setting: string;
  /** Said when it is matched. */
  explanation: string;
}

/** A training, of which the loss is drawn by epoch, or any points, from left to right. */
export type CurveSource =
  | { experiment: ExperimentInput; quantity: "loss" | "testLoss" }
  | { getPoints(): readonly CurvePoint[] };

export type CurvePoint = readonly [x: number, y: number];

/** Of all curves of an exercise, so that they can be compared. */
export interface MatchAxes {
  /** What x is, with its unit: `epoch`. */
  x: string;
  y: string;
  isLogY?: boolean;
  /** Where the curves are cut off; else the axis holds them all, and 0 unless it is logarithmic. */
  yMax?: number;
}

export interface MatchSetting {
  id: string;
  /** Plain text. */
  text: string;
}

/** What leads to a wrong pair. */
export interface MatchReply {
  picture: string;
  setting: string;
  reply: string;
}

export interface MatchDefinition extends ExerciseText {
  pictures: readonly MatchPicture[];
  /** What there is to choose from, in this order. Some may belong to no picture. */
  settings: readonly MatchSetting[];
  axes?: MatchAxes;
  replies: readonly MatchReply[];
  /** Said to a wrong pair that has no reply of its own. */
  nudge: string;
  /** Said when all are matched. */
  explanation: string;
}

/** The id of a setting for each picture's id; those without one are left out. */
export type MatchAnswer = z.output<typeof answerSchema>;

export interface MatchExercise extends ExerciseBase<"match", MatchAnswer> {
  pictures: readonly MatchPicture[];
  settings: readonly MatchSetting[];
  axes?: MatchAxes;
}

const id = z.string().check(z.maxLength(100));
const answerSchema = z.record(id, id);

/**
 * Pictures to be matched with what made them. The verdict has a part for each.
 *
 * Throws a RangeError for an id used twice, one that is unknown, and a reply to a right pair.
 */
export function matchExercise(definition: MatchDefinition): MatchExercise {
  const { pictures, settings, replies, nudge, explanation } = definition;
  checkMatch(definition);
  const right = Object.fromEntries(pictures.map(({ id, setting }) => [id, setting]));
  return {
    ...definition,
    kind: "match",
    answerSchema,
    async judge(answer) {
      const chosen = pictures.map((picture, index) => {
        const setting = settings.find(
          (one) => Object.hasOwn(answer, picture.id) && one.id === answer[picture.id],
        );
        return { picture, setting, name: namePicture(index) };
      });
      if (chosen.every(({ setting }) => setting === undefined)) {
        return { isCorrect: false, isBlank: true, reply: "Choose a match for each of them first." };
      }
      const parts = chosen.map(({ picture, setting, name }) => {
        const isCorrect = setting?.id === picture.setting;
        const says = isCorrect
          ? picture.explanation
          : setting === undefined
            ? "nothing is chosen yet."
            : (replies.find((r) => r.picture === picture.id && r.setting === setting.id)?.reply ??
              nudge);
        return { id: picture.id, isCorrect, says: `${name}: ${says}` };
      });
      const wrong = parts.filter(({ isCorrect }) => !isCorrect);
      if (wrong.length === 0) return { isCorrect: true, reply: explanation, parts };
      const count = parts.length - wrong.length;
      const reply = `${count === 0 ? "None" : count} of the ${parts.length} ${count === 1 || count === 0 ? "is" : "are"} right.`;
      return { isCorrect: false, reply, parts };
    },
    prove: () => ({
      starter: {},
      solutions: [right],
      wrong: replies.map(({ picture, setting, reply }) => ({
        answer: { ...right, [picture]: setting },
        says: reply,
      })),
    }),
  };
}

/** What a picture is called, by its place: A, B, C. */
export function namePicture(index: number): string {
  return String.fromCharCode(65 + index);
}

function checkMatch({ id: name, pictures, settings, replies, axes }: MatchDefinition) {
  const fail = (sentence: string): never => {
    throw new RangeError(`matchExercise ${name}: ${sentence}`);
  };
  for (const ids of [pictures, settings].map((all) => all.map((one) => one.id))) {
    if (new Set(ids).size !== ids.length) fail("expected each id once.");
  }
  const hasSetting = (wanted: string) => settings.some((one) => one.id === wanted);
  for (const { id: picture, setting, curve } of pictures) {
    if (!hasSetting(setting)) fail(`${picture} belongs to ${setting}, which is no setting.`);
    if (curve && !axes) fail(`expected axes for the curve of ${picture}, but got none.`);
  }
  for (const { picture, setting } of replies) {
    const found = pictures.find((one) => one.id === picture);
    if (!found || !hasSetting(setting) || found.setting === setting) {
      fail(`expected replies to wrong pairs, but got ${picture} with ${setting}.`);
    }
  }
}
