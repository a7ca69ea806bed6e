import { describe, expect, it } from "vitest";
import { parseExperiment } from "@/lib/experiment/experiment";
import { readBookFiles } from "./exercise-files";
import { findFigureExperiment, findTrainExperiment } from "./figures";

const text = `Text with a <Try widget="b" change={{}}>link</Try>.
<Train id="a" title="First" />
<Figure>
  <Train
    id="b"
    title="Second"
    experiment={{ seed: 2, data: { features: ["x1", "x1^2"], noise: 0.1 } }}
    predict={{ question: "How?", change: {}, epoch: f(60) }}
  />
</Figure>`;

describe("findTrainExperiment(text, id)", () => {
  it("reads what is written in the tag of that figure", () => {
    expect(findTrainExperiment(text, "b")).toEqual({
      seed: 2,
      data: { features: ["x1", "x1^2"], noise: 0.1 },
    });
    expect(findTrainExperiment(text, "a")).toEqual({});
    expect(findTrainExperiment(text, "c")).toBeUndefined();
  });

  it("refuses what it would have to run", () => {
    expect(() => findTrainExperiment('<Train id="a" experiment={f()} />', "a")).toThrow(
      SyntaxError,
    );
  });
});

describe("the goals of the book", () => {
  it("start from the Experiment that their chapter gives the figure", async () => {
    let goals = 0;
    for (const { slug, exercises } of await readBookFiles()) {
      for (const files of exercises) {
        const exercise = await files.load();
        if (exercise.kind !== "goal") continue;
        goals += 1;
        const experiment = await findFigureExperiment(slug, exercise.widget);
        expect(experiment && parseExperiment(experiment), exercise.id).toEqual(exercise.base);
      }
    }
    expect(goals).toBeGreaterThan(0);
  });
});
