import * as z from "zod/mini";
import { createDraws } from "../draw";
import type { ExerciseBase, ExerciseText, Verdict } from "../exercise";

export interface OrderItem {
  id: string;
  /** Plain text. */
  text: string;
  /** Why it cannot come before those that precede it. The first item needs none. */
  reply?: string;
}

/** Why one item comes before another. It is said rather than the reply of the later one, where it applies. */
export interface OrderRule {
  earlier: string;
  later: string;
  reply: string;
}

export interface OrderDefinition extends ExerciseText {
  /** In the right order. */
  items: readonly OrderItem[];
  rules?: readonly OrderRule[];
  /** Said after the right order. */
  explanation: string;
}

/** The ids of all items, from the first place on. */
export type OrderAnswer = z.output<typeof answerSchema>;

export interface OrderExercise extends ExerciseBase<"order", OrderAnswer> {
  /** In the right order. */
  items: readonly OrderItem[];
  /** In the order in which every reader finds them. */
  shuffled: readonly OrderItem[];
}

const answerSchema = z.array(z.string().check(z.maxLength(100))).check(z.maxLength(50));

/**
 * Things to be put in order. The verdict has a part for each place, and says why the first item that is
 * out of place cannot stand there.
 *
 * Throws a RangeError for fewer than two items, an id used twice, a rule about an unknown item or against
 * the order, and for an item that neither a reply nor a rule explains.
 */
export function orderExercise(definition: OrderDefinition): OrderExercise {
  const { id: name, items, rules = [], explanation } = definition;
  const rightIds = items.map(({ id }) => id);
  checkOrder(name, items, rules);
  const shuffled = shuffle(name, items);
  return {
    ...definition,
    kind: "order",
    shuffled,
    answerSchema,
    async judge(answer) {
      if (answer.length !== items.length || !rightIds.every((id) => answer.includes(id))) {
        return { isCorrect: false, reply: "This answer belongs to another edition of the book." };
      }
      if (shuffled.every(({ id }, place) => id === answer[place])) {
        const reply = "The rows are still in the order in which you found them. Move them first.";
        return { isCorrect: false, isBlank: true, reply };
      }
      const parts = answer.map((id, place) => ({
        id,
        isCorrect: id === rightIds[place],
        says: `Place ${place + 1}: “${findText(items, id)}”`,
      }));
      const place = parts.findIndex(({ isCorrect }) => !isCorrect);
      const wrong = parts[place];
      if (!wrong) return { isCorrect: true, reply: explanation, parts };
      const reply = explainPlace(wrong.id, answer.slice(0, place), items, rules);
      wrong.says = `${wrong.says} cannot stand here yet. ${reply}`;
      return { isCorrect: false, reply: describe(wrong.id, place, items, reply), parts };
    },
    prove: () => ({
      starter: shuffled.map(({ id }) => id),
      solutions: [rightIds],
      wrong: [
        ...rules.map(({ earlier, later, reply }) => ({
          answer: moveBefore(rightIds, later, earlier),
          says: reply,
        })),
        ...items.flatMap(({ id, reply }, place) => {
          const before = rightIds[place - 1];
          const isRuled = rules.some((rule) => rule.earlier === before && rule.later === id);
          if (reply === undefined || before === undefined || isRuled) return [];
          return [{ answer: moveBefore(rightIds, id, before), says: reply }];
        }),
      ],
    }),
  };
}

/** Drawn from the exercise's name, so that the page can be built with it, and never the right order. */
function shuffle(name: string, items: readonly OrderItem[]): readonly OrderItem[] {
  const drawn = createDraws(0, `${name} order`).permutation(items.length);
  const places = Array.from(drawn);
  const isRight = places.every((place, index) => place === index);
  return (isRight ? [...places.slice(1), 0] : places).map((place) => items[place] as OrderItem);
}

function describe(
  id: string,
  place: number,
  items: readonly OrderItem[],
  reply: string,
): Verdict["reply"] {
  const text = `“${findText(items, id)}”`;
  if (place === 0) return `${text} cannot come first. ${reply}`;
  const before = place === 1 ? "The first is right." : `The first ${place} are right.`;
  return `${before} ${text} cannot come next. ${reply}`;
}

/** Why an item cannot stand after `before`, and nothing else. */
function explainPlace(
  id: string,
  before: readonly string[],
  items: readonly OrderItem[],
  rules: readonly OrderRule[],
): string {
  // Of several, the one about what should have come earliest.
  const broken = items.flatMap((item) =>
    rules.filter(
      (rule) => rule.later === id && rule.earlier === item.id && !before.includes(item.id),
    ),
  )[0];
  const own = items.find((item) => item.id === id)?.reply;
  return broken?.reply ?? own ?? "Something else has to come before it.";
}

function findText(items: readonly OrderItem[], id: string): string {
  return items.find((item) => item.id === id)?.text ?? id;
}

function moveBefore(ids: readonly string[], id: string, target: string): string[] {
  return ids
    .filter((other) => other !== id)
    .flatMap((other) => (other === target ? [id, other] : [other]));
}

function checkOrder(name: string, items: readonly OrderItem[], rules: readonly OrderRule[]) {
  const fail = (sentence: string): never => {
    throw new RangeError(`orderExercise ${name}: ${sentence}`);
  };
  const placeOf = new Map(items.map(({ id }, place) => [id, place]));
  if (items.length < 2) fail(`expected at least two items, but got ${items.length}.`);
  if (placeOf.size !== items.length) fail("expected each item's id once.");
  for (const { earlier, later } of rules) {
    const [a, b] = [placeOf.get(earlier), placeOf.get(later)];
    if (a === undefined || b === undefined || a >= b) {
      fail(
        `expected a rule about two items in the right order, but got ${earlier} before ${later}.`,
      );
    }
  }
  const silent = items.find(
    ({ id, reply }, place) => place > 0 && !reply && !rules.some(({ later }) => later === id),
  );
  if (silent) fail(`expected a reply or a rule for ${silent.id}, but got neither.`);
}
