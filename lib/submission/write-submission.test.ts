import fc from "fast-check";
import { strFromU8, unzipSync } from "fflate";
import { describe, expect, it } from "vitest";
import { anyText } from "../notebook/arbitrary";
import { parseIpynb } from "../notebook/ipynb";
import type { KeptCell } from "../notebook/keep";
import { checkNbformat } from "../notebook/nbformat/nbformat";
import { anyProgress, record } from "../progress/testing";
import { parseSubmission } from "./parse-submission";
import type { ChapterWork, SubmissionDraft } from "./submission-draft";
import { exercises } from "./testing";
import { writeSubmission } from "./write-submission";

const cell: KeptCell = {
  id: "a1",
  kind: "code",
  source: "1 + 1",
  outputs: [{ type: "stream", name: "stdout", text: "2" }],
  executionCount: 3,
};

const chapter: ChapterWork = {
  slug: "descent",
  number: 6,
  title: "Descent",
  exercises: [
    {
      id: "choice",
      title: "A choice",
      edition: "e1",
      prompt: "What is *this*? <Try it />{/* soon */}",
      definition: exercises.choice,
    },
    { id: "code", title: "Code", edition: "e1", prompt: "Write it.", definition: exercises.code },
    { id: "order", title: "Order", edition: "e1", prompt: "Order them." },
  ],
  cells: [cell],
};

const draft: SubmissionDraft = {
  student: { name: "Ada Lovelace", number: "1815" },
  edition: "0123456789abcdef",
  createdAt: Date.UTC(2026, 1, 3, 12),
  seed: 8,
  exercises: [
    { chapter: "descent", id: "choice", record: record("e1", { answer: ["right"] }) },
    { chapter: "descent", id: "code", record: record("e0", { answer: { code: "const a = 1;" } }) },
  ],
  chapters: [chapter],
};

function unzip(zip: Uint8Array): Record<string, string> {
  return Object.fromEntries(
    Object.entries(unzipSync(zip)).map(([name, bytes]) => [name, strFromU8(bytes)]),
  );
}

const read = (given: SubmissionDraft) =>
  parseSubmission(unzip(writeSubmission(given))["submission.json"] ?? "");

const hostileText = (maxLength: number) =>
  fc
    .oneof(
      anyText,
      fc.constantFrom(
        "=cmd|' /C calc'!A0",
        "../../etc",
        "مرحبا\u202e",
        "👩‍💻",
        "  ",
        "a".repeat(300),
      ),
    )
    .map((text) => text.slice(0, maxLength));

const anyDraft: fc.Arbitrary<SubmissionDraft> = fc
  .record({
    student: fc.record({ name: hostileText(200), number: hostileText(100) }),
    seed: fc.nat(),
    createdAt: fc.integer({ min: -1e13, max: 1e14 }),
    progress: anyProgress,
    source: hostileText(500),
    title: hostileText(100),
    prompt: hostileText(300),
  })
  .map(({ student, seed, createdAt, progress, source, title, prompt }) => ({
    ...draft,
    student,
    seed,
    createdAt,
    exercises: progress.exercises,
    chapters: [
      {
        ...chapter,
        title,
        exercises: progress.exercises.map(({ id }) => ({ id, title, edition: "e1", prompt })),
        cells: [{ ...cell, source }],
      },
    ],
  }));

describe("writeSubmission(draft)", () => {
  it("holds what is judged, what is read, and what it is", () => {
    const files = unzip(writeSubmission(draft));
    expect(Object.keys(files)).toEqual([
      "README.txt",
      "submission.json",
      "notebooks/descent.ipynb",
    ]);
    expect(files["README.txt"]).toContain("Name:     Ada Lovelace\nNumber:   1815\n");
    expect(read(draft)).toEqual({
      format: "descent-submission/1",
      edition: draft.edition,
      createdAt: "2026-02-03T12:00:00.000Z",
      student: draft.student,
      seed: 8,
      exercises: draft.exercises,
      cells: [{ chapter: "descent", id: "a1", kind: "code", source: "1 + 1" }],
    });
  });

  it("has each exercise with its answer in a notebook, and the student's cells with their outputs", () => {
    const text = unzip(writeSubmission(draft))["notebooks/descent.ipynb"] ?? "";
    checkNbformat("the notebook", JSON.parse(text));
    const cells = parseIpynb(text);
    expect(cells.map(({ kind, source }) => `${kind}: ${source}`)).toEqual([
      "markdown: # 6. Descent\n\nWork of **Ada Lovelace** (1815), handed in on 2026-02-03, from the edition `0123456789abcdef` of the book.",
      "markdown: ## A choice\n\nWhat is *this*?\n\n**Answer**\n\n- The slope \\* the rate",
      "markdown: ## Code\n\nWrite it.\n\n*This answers another edition of the exercise.*\n\n**Answer**",
      "code: const a = 1;",
      "markdown: ## Order\n\nOrder them.\n\n*Not answered.*",
      "markdown: ## Cells\n\nCells of the chapter that were changed, and others.",
      "code: 1 + 1",
    ]);
    expect(cells.at(-1)?.outputs).toEqual(cell.outputs);
  });

  it("gives the same bytes for the same draft", () => {
    expect(writeSubmission(draft)).toEqual(
      writeSubmission({ ...draft, exercises: [...draft.exercises] }),
    );
  });

  it("brings back what anyone may have typed, done and written", () => {
    fc.assert(
      fc.property(anyDraft, (any) => {
        const files = unzip(writeSubmission(any));
        const submission = parseSubmission(files["submission.json"] ?? "");
        expect(submission.student).toEqual(any.student);
        expect(submission.seed).toBe(any.seed);
        expect(submission.exercises).toEqual(any.exercises);
        expect(submission.cells[0]?.source).toBe(any.chapters[0]?.cells[0]?.source);
        checkNbformat("the notebook", JSON.parse(files["notebooks/descent.ipynb"] ?? ""));
        // One line for each, whatever the name holds.
        expect(files["README.txt"]?.split("\n").length).toBe(15);
      }),
      { numRuns: 100 },
    );
  });

  it("refuses in a sentence what could not be handed in", () => {
    const long = { ...cell, source: "x".repeat(1_000_001) };
    expect(() => writeSubmission({ ...draft, chapters: [{ ...chapter, cells: [long] }] })).toThrow(
      "A cell of “Descent” is longer than a million characters.",
    );
    const cells = Array.from({ length: 21 }, () => ({ ...cell, source: "x".repeat(1_000_000) }));
    expect(() => writeSubmission({ ...draft, chapters: [{ ...chapter, cells }] })).toThrow(
      "Your work has 20.1 MB, and at most 20 MB can be handed in.",
    );
  });
});

describe("parseSubmission(text)", () => {
  const text = unzip(writeSubmission(draft))["submission.json"] ?? "";

  function refuse(changed: string): string {
    try {
      parseSubmission(changed);
    } catch (error) {
      expect(error).toBeInstanceOf(RangeError);
      return (error as Error).message;
    }
    throw new Error("It was taken.");
  }

  it("says what is wrong in a sentence", () => {
    expect(refuse("{")).toMatch(/^submission\.json: expected JSON/);
    expect(refuse("{}")).toBe("submission.json is no submission of this book.");
    expect(refuse(text.replace("submission/1", "submission/2"))).toMatch(/another edition/);
    expect(refuse(text.replace('"seed": 8', '"seed": -8'))).toMatch(/at seed\.$/);
    expect(refuse(text.replace('"id": "code"', '"id": "choice"'))).toMatch(/choice twice/);
    expect(refuse("[".repeat(20_000_000))).toMatch(/at most 200 levels/);
    expect(refuse(" ".repeat(20 * 2 ** 20 + 1))).toMatch(/longer than 20 MB/);
  });

  it("knows an exercise by one spelling only", () => {
    const spell = (id: string) => refuse(text.replace('"id": "code"', `"id": "${id}"`));
    expect(spell("choic\\u0065")).toMatch(/choice twice/);
    for (const id of ["сhoice", "choice\\u0301", "ｃhoice", "Choice", "choice ", "choice\\u0000"]) {
      expect(spell(id)).toMatch(/at exercises\.1\.id/);
    }
  });

  it("refuses paths in the place of names, and the keys of prototypes", () => {
    expect(refuse(text.replace('"id": "code"', '"id": "../../code"'))).toMatch(/exercises\.1\.id/);
    expect(refuse(text.replace('"code": "const', '"__proto__": "const'))).toMatch(/__proto__/);
  });

  it("gives a submission or a sentence for any change of the text", () => {
    fc.assert(
      fc.property(fc.nat(text.length), fc.string({ maxLength: 4 }), (at, put) => {
        const changed = text.slice(0, at) + put + text.slice(at + put.length);
        try {
          expect(parseSubmission(changed).format).toBe("descent-submission/1");
        } catch (error) {
          expect(error).toBeInstanceOf(RangeError);
          expect((error as Error).message).toMatch(/\.$/);
        }
      }),
      { numRuns: 500 },
    );
  });
});
