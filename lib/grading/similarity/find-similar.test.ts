import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { findSimilar, lowestScore, meaningfulScore } from "./find-similar";
import { lex } from "./lex";
import { softmaxAnswers, softmaxStarter } from "./testing/softmax-answers";

const exercise = "activations/softmax";
const starters = { [exercise]: softmaxStarter };
const students = Object.keys(softmaxAnswers);
const answerOf = (student: string) => softmaxAnswers[student] as string;

/** Compares two texts; 0 where the pair is not listed. */
function compare(a: string, b: string): number {
  const items = [a, b].map((code, index) => ({ student: `${index}`, exercise, code }));
  return findSimilar(items, starters)[0]?.score ?? 0;
}

/** Every name that a program could rename, with `suffix`. */
function rename(code: string, suffix: string): string {
  const tokens = lex(code);
  const fixed =
    /^(export|function|const|let|var|for|of|if|else|while|return|new|number|Math|Infinity|Float64Array|Array|tf)$/;
  return tokens
    .map(({ kind, text, end }, index) => {
      const isMember = tokens[index - 1]?.text === ".";
      const space = code.slice(end, tokens[index + 1]?.start ?? code.length);
      return `${kind === "name" && !isMember && !fixed.test(text) ? text + suffix : text}${space}`;
    })
    .join("");
}

/** The same tokens with other things between them. */
function relayout(code: string, between: readonly string[]): string {
  return lex(code)
    .map(({ text }, index) => text + between[index % between.length])
    .join("");
}

const layout = fc.array(fc.constantFrom(" ", "\n", "\t ", "\n\n", " /* why */ ", " // why\n"), {
  minLength: 1,
  maxLength: 20,
});
const someone = fc.constantFrom(...students.filter((name) => name !== "ada"));

describe("findSimilar(items, starters)", () => {
  it("gives 1 to a copy with other names, other layout and other comments", () => {
    fc.assert(
      fc.property(someone, layout, (student, between) => {
        // Types have rules of their own for new lines.
        const code = answerOf(student).replace(/: number(\[\])?/g, "");
        expect(compare(code, relayout(rename(code, "_2"), between))).toBe(1);
      }),
      { numRuns: 60 },
    );
  });

  it("knows a copy whose functions stand in another order", () => {
    const order = fc.shuffledSubarray([1, 2, 4, 5, 7], { minLength: 5 });
    fc.assert(
      fc.property(order, (indices) => {
        const parts = [1, 2, 4, 5, 7].map((index) => answerOf(students[index] as string));
        const shuffled = indices.map((index) => rename(answerOf(students[index] as string), "_2"));
        expect(compare(parts.join("\n"), shuffled.join("\n"))).toBeGreaterThan(0.8);
      }),
      { numRuns: 30 },
    );
  });

  it("knows a copy with types taken off or put on, other declarations and other quotes", () => {
    const typed = `const weights: number[] = [0.5, 3]; type Point = { x: number };
      export function predict<T extends number>(x: T, label = "a"): string {
        let sum = 0; for (const w of weights) sum += w * (x as number);
        return sum! > 1 ? label : "b"; }`;
    const plain = `var w = [.25, 7]
      export function f(a, b = 'q') {
        var s = 0; for (let v of w) s += v * (a,)
        return s > 1 ? b : 'c' }`.replace("(a,)", "(a)");
    expect(compare(typed, plain)).toBe(1);
  });

  it("tells answers apart that do not know of each other", () => {
    for (const [index, a] of students.entries()) {
      for (const b of students.slice(index + 1)) {
        expect(compare(answerOf(a), answerOf(b)), `${a} and ${b}`).toBeLessThan(lowestScore);
      }
    }
    expect(lowestScore).toBeLessThan(meaningfulScore);
  });

  it("knows a copy into which a few lines were put", () => {
    const lines = answerOf("finn").split("\n");
    const padded = lines.flatMap((line, index) =>
      index === 3 ? [line, "let unused = 42;"] : [line],
    );
    expect(compare(answerOf("finn"), padded.join("\n"))).toBeGreaterThan(meaningfulScore);
  });

  it("does not count the starter", () => {
    expect(compare(softmaxStarter, softmaxStarter)).toBe(0);
    const own = "export function loss(p, i) { if (p[i] <= 0) return 99; return -Math.log(p[i]); }";
    const items = [own, own.replace("99", "40"), answerOf("ben")].map((code, index) => ({
      student: `${index}`,
      exercise,
      code: `${softmaxStarter}\n${code}`,
    }));
    expect(findSimilar(items, starters).map((pair) => pair.students)).toEqual([["0", "1"]]);
  });

  it("says where an answer is so short that few ways to write it exist", () => {
    const pairs = (code: string) =>
      findSimilar(
        ["a", "b"].map((student) => ({ student, exercise, code })),
        starters,
      );
    expect(pairs(answerOf("ada"))[0]).toMatchObject({ score: 1, isShort: true });
    expect(pairs(answerOf("finn"))[0]).toMatchObject({ score: 1, isShort: false });
  });

  it("takes for given what most of many students wrote, and finds who has more in common", () => {
    const items = Array.from({ length: 12 }, (_, index) => ({
      student: `${index}`,
      exercise,
      code: answerOf("ada"),
    }));
    expect(findSimilar(items, starters)).toEqual([]);
    for (const index of [3, 8]) (items[index] as { code: string }).code += `\n${answerOf("finn")}`;
    expect(findSimilar(items, starters).map((pair) => pair.students)).toEqual([["3", "8"]]);
  });

  it("compares within an exercise and between students only", () => {
    const code = answerOf("finn");
    const items = [
      { student: "a", exercise: "one", code },
      { student: "a", exercise: "one", code },
      { student: "b", exercise: "two", code },
    ];
    expect(findSimilar(items, {})).toEqual([]);
  });

  it("does not depend on the order in which it gets them, and begins with the most alike", () => {
    const items = students.flatMap((student) => [
      { student, exercise, code: answerOf(student) },
      { student: `${student} 2`, exercise, code: rename(answerOf(student), "x") },
      { student: `${student} 3`, exercise, code: `${answerOf(student)}\nlet more = [1, 2, 3];` },
    ]);
    const expected = findSimilar(items, {});
    const scores = expected.map(({ score }) => score);
    expect(scores).toEqual(scores.toSorted((a, b) => b - a));
    expect(Math.max(...scores)).toBe(1);
    fc.assert(
      fc.property(fc.shuffledSubarray(items, { minLength: items.length }), (shuffled) => {
        expect(findSimilar(shuffled, {})).toEqual(expected);
      }),
      { numRuns: 5 },
    );
  });

  it("marks what two answers share, without overlaps, and the same tokens on both sides", () => {
    const [a, b] = [`let a = 1;\n${answerOf("finn")}`, `${rename(answerOf("finn"), "_2")}\nlet b;`];
    const items = [a, b].map((code, index) => ({ student: `${index}`, exercise, code }));
    const [pair] = findSimilar(items, starters);
    for (const { a: ofA, b: ofB } of pair?.passages ?? []) {
      const words = (code: string, [start, end]: readonly [number, number]) =>
        lex(code.slice(start, end)).length;
      expect(words(a, ofA)).toBe(words(b, ofB));
    }
    const marked = pair?.passages.reduce((sum, { a: [start, end] }) => sum + end - start, 0) ?? 0;
    expect(marked).toBeGreaterThan(0.8 * answerOf("finn").length);
    for (const side of ["a", "b"] as const) {
      const ranges = pair?.passages.map((passage) => passage[side]).toSorted((x, y) => x[0] - y[0]);
      ranges?.forEach(([start], index) => {
        expect(start).toBeGreaterThanOrEqual(ranges[index - 1]?.[1] ?? 0);
      });
    }
  });

  it("compares five answers each of 200 students", { timeout: 30_000 }, () => {
    const items = Array.from({ length: 200 }, (_, student) =>
      ["one", "two", "three", "four", "five"].map((name, index) => {
        const parts = [0, 1, 2].map(
          (part) => students[(student * (part + 2) + index) % 8] as string,
        );
        const code = parts.map((part) => rename(answerOf(part), `_${student}`)).join("\n");
        return { student: `${student}`, exercise: name, code };
      }),
    ).flat();
    const pairs = findSimilar(items, {});
    expect(pairs.length).toBeGreaterThan(100);
  });
});
