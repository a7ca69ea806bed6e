import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { renderChapter } from "./compile-for-test";

function Exercise({ chapter, id }: { chapter: string; id: string }) {
  return `${id} of ${chapter};`;
}

describe("placeExercises()", () => {
  let folder: string;
  beforeAll(() => {
    folder = path.join(mkdtempSync(path.join(tmpdir(), "descent-book-")), "momentum");
    for (const [id, names] of Object.entries({
      "step-length": ["exercise.ts", "prompt.mdx"],
      "no-prompt": ["exercise.ts"],
      "no-exercise": ["prompt.mdx"],
    })) {
      mkdirSync(path.join(folder, "exercises", id), { recursive: true });
      for (const name of names) writeFileSync(path.join(folder, "exercises", id, name), "");
    }
  });
  afterAll(() => rmSync(path.dirname(folder), { recursive: true }));

  const render = (source: string, file = "chapter.mdx") =>
    renderChapter(source, { Exercise }, path.join(folder, file));

  it("says in which chapter an exercise stands", async () => {
    const { html } = await render('Text.\n\n<Exercise id="step-length" />');
    expect(html).toContain("step-length of momentum;");
  });

  it("fails on an id that is used twice, at its place", async () => {
    const one = '<Exercise id="step-length" />';
    await expect(render(`${one}\n\n${one}`)).rejects.toMatchObject({
      reason: `${one} is used twice.`,
      line: 3,
    });
  });

  it.each([
    ["step", "expected exercises/step, but"],
    ["no-prompt", "expected exercises/no-prompt/prompt.mdx, but"],
    ["no-exercise", "expected exercises/no-exercise/exercise.ts, but"],
  ])("fails where the files of %s are missing", async (id, words) => {
    await expect(render(`<Exercise id="${id}" />`)).rejects.toThrow(words);
  });

  it("fails on an id that is missing, computed, or a path", async () => {
    for (const exercise of ["<Exercise />", "<Exercise id={1} />", '<Exercise id="../x" />']) {
      await expect(render(exercise)).rejects.toThrow(/expected an id in kebab-case/);
    }
  });

  it("fails on a question between two tags, and on an exercise within a prompt", async () => {
    await expect(render('<Exercise id="step-length">\nWhy?\n</Exercise>')).rejects.toThrow(
      "its question belongs into exercises/step-length/prompt.mdx",
    );
    await expect(
      render('<Exercise id="step-length" />', "exercises/no-exercise/prompt.mdx"),
    ).rejects.toThrow("not in a prompt");
  });
});
