import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { anyJunk } from "../notebook/arbitrary";
import { parseProgressFile, printProgressFile, readProgressFile } from "./progress-file";
import { anyProgress, record } from "./testing";

const about = { edition: "0123456789abcdef", seed: 42, createdAt: Date.UTC(2026, 1, 3) };

const progress = {
  exercises: [{ chapter: "descent", id: "step", record: record("e1") }],
  readings: [{ chapter: "descent", reading: { sections: ["up"], changedAt: 5 } }],
};

/** The sentence that a text is refused with. */
function refuse(text: string): string {
  try {
    parseProgressFile(text, "“a.json”");
  } catch (error) {
    expect(error).toBeInstanceOf(RangeError);
    return (error as Error).message;
  }
  throw new Error("It was taken.");
}

describe("printProgressFile(progress) and parseProgressFile(text)", () => {
  it("brings back any progress, with edition, seed and time", () => {
    fc.assert(
      fc.property(anyProgress, (any) => {
        const file = parseProgressFile(printProgressFile(any, about));
        expect(file.exercises).toEqual(any.exercises);
        expect(file.readings).toEqual(any.readings);
        expect(file).toMatchObject({ edition: about.edition, seed: 42 });
      }),
      { numRuns: 50 },
    );
  });
});

describe("parseProgressFile(text)", () => {
  it("says what kind of file was expected", () => {
    expect(refuse("hello")).toBe(
      "“a.json”: expected JSON, but the text is none, or not all of it.",
    );
    for (const other of ["{}", "[]", "null", '{"cells":[]}']) {
      expect(refuse(other)).toMatch(/^“a.json”: expected progress that the book has saved/);
    }
  });

  it("knows a file of a later form", () => {
    expect(refuse('{"format":"descent-progress/2"}')).toMatch(/newer edition/);
  });

  it("says where a file is damaged", () => {
    const text = printProgressFile(progress, about).replace('"attempts": 1', '"attempts": "1"');
    expect(refuse(text)).toMatch(/is damaged at exercises\.0\.record\.attempts/);
  });

  it("refuses a file that holds an exercise twice, and names that lead out of the book's folders", () => {
    const twice = { ...progress, exercises: [...progress.exercises, ...progress.exercises] };
    expect(refuse(printProgressFile(twice, about))).toMatch(/holds descent\/step twice/);
    const out = { ...progress, exercises: [{ ...progress.exercises[0], chapter: "../up" }] };
    expect(refuse(printProgressFile(out as typeof progress, about))).toMatch(/is damaged/);
  });

  it("gives progress or a sentence for any change of a file", () => {
    const text = printProgressFile(progress, about);
    const paths = ["exercises", "readings", "seed", "edition", "createdAt", "format"];
    const inRecord = Object.keys(record("e1"));
    fc.assert(
      fc.property(
        fc.oneof(
          fc.string(),
          fc
            .tuple(fc.nat(text.length), fc.string({ maxLength: 3 }))
            .map(([at, put]) => text.slice(0, at) + put + text.slice(at + put.length + 1)),
          fc
            .tuple(fc.constantFrom(...paths), anyJunk)
            .map(([key, junk]) => JSON.stringify({ ...JSON.parse(text), [key]: junk })),
          fc.tuple(fc.constantFrom(...inRecord), anyJunk).map(([key, junk]) => {
            const file = JSON.parse(text);
            file.exercises[0].record[key] = junk;
            return JSON.stringify(file);
          }),
        ),
        (changed) => {
          try {
            const { exercises, readings } = parseProgressFile(changed);
            expect(Array.isArray(exercises) && Array.isArray(readings)).toBe(true);
          } catch (error) {
            expect(error).toBeInstanceOf(RangeError);
            expect((error as Error).message).toMatch(/^The file.*\.$/s);
          }
        },
      ),
      { numRuns: 2000 },
    );
  });
});

describe("readProgressFile(file)", () => {
  it("does not read a file that is too large", async () => {
    const file = { name: "a.json", size: 21 * 1024 * 1024, text: () => Promise.reject() };
    await expect(readProgressFile(file)).rejects.toThrow("“a.json”: expected at most 20 MB");
  });

  it("says so where the file is gone", async () => {
    const file = { name: "a.json", size: 10, text: () => Promise.reject(new Error()) };
    await expect(readProgressFile(file)).rejects.toThrow("“a.json” cannot be read.");
  });
});
