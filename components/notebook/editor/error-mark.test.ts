import { EditorState } from "@codemirror/state";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { errorMark, type MarkedRange, setErrorMark } from "./error-mark";

const doc = "const a = 1;\nconst b = tf.tensr(a);\nb";

function mark(range: MarkedRange | null): EditorState {
  const state = EditorState.create({ doc, extensions: errorMark });
  return state.update({ effects: setErrorMark.of(range) }).state;
}

/** What is marked, the line first. */
function read(state: EditorState): [number, number][] {
  const marks: [number, number][] = [];
  state.field(errorMark).between(0, state.doc.length, (from, to) => {
    marks.push([from, to]);
  });
  return marks;
}

describe("setErrorMark", () => {
  const second = { line: 2, column: 10, endColumn: 18 };

  it("marks the line and the expression", () => {
    expect(read(mark(second))).toEqual([
      [13, 13],
      [23, 31],
    ]);
    expect(doc.slice(23, 31)).toBe("tf.tensr");
  });

  it("is taken away by null", () => {
    const state = mark(second).update({ effects: setErrorMark.of(null) }).state;
    expect(read(state)).toEqual([]);
  });

  it("moves with changes elsewhere", () => {
    const state = mark(second).update({ changes: { from: 0, insert: "// one\n" } }).state;
    expect(read(state)).toEqual([
      [20, 20],
      [30, 38],
    ]);
  });

  it("ends when its line is edited", () => {
    expect(read(mark(second).update({ changes: { from: 35, insert: "x" } }).state)).toEqual([]);
    expect(read(mark(second).update({ changes: { from: 0, to: doc.length } }).state)).toEqual([]);
  });

  it("takes any range without an error, and stays in its line", () => {
    const anyNumber = fc.oneof(fc.integer({ min: -3, max: 40 }), fc.double());
    fc.assert(
      fc.property(anyNumber, anyNumber, anyNumber, (line, column, endColumn) => {
        const marks = read(mark({ line, column, endColumn }));
        expect(marks.length).toBeLessThanOrEqual(2);
        for (const [from, to] of marks) {
          expect(from).toBeGreaterThanOrEqual(0);
          expect(to).toBeLessThanOrEqual(doc.length);
          expect(doc.slice(from, to)).not.toContain("\n");
        }
      }),
    );
  });
});
