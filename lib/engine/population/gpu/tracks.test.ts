import { describe, expect, it } from "vitest";
import { type ExperimentInput, parseExperiment } from "../../../experiment/experiment";
import { Batches } from "../../batches";
import { createTask } from "../../task";
import { createStart } from "../../trainer";
import { createStructure } from "./structure";
import { createTracks, findPosition, type Track, takeSteps } from "./tracks";

const open = (...experiments: ExperimentInput[]) => {
  const tasks = experiments.map((experiment) =>
    createTask(parseExperiment({ data: { samples: 50 }, ...experiment })),
  );
  const structure = createStructure(tasks);
  return { tasks, structure, ...createTracks(structure, tasks, tasks.map(createStart)) };
};

describe("createTracks(structure, tasks, starts)", () => {
  it("gives one track to seeds, plain numbers and constant rates", () => {
    const { tracks, trackOf } = open(
      { seed: 1 },
      { seed: 2, compile: { optimizer: { learningRate: 0.5 } } },
    );
    expect(tracks).toHaveLength(1);
    expect([...trackOf]).toEqual([0, 0]);
  });

  it("separates batch sizes, rates with a schedule, and seeds that shuffle", () => {
    expect(open({}, { fit: { batchSize: 5 } }, {}).trackOf).toEqual(Uint32Array.of(0, 1, 0));
    const schedule = { name: "warmup", warmupSteps: 9 } as const;
    const rates = [0.1, 0.2].map((learningRate) => ({
      compile: { optimizer: { learningRate } },
      fit: { schedule },
    }));
    expect(open(...rates).tracks).toHaveLength(2);
    expect(open({ seed: 1, fit: { shuffle: true } }, { seed: 2 }).tracks).toHaveLength(2);
  });
});

describe("takeSteps(structure, track, steps)", () => {
  it("gives Adam's correction for each step", () => {
    const { structure, tracks } = open({ compile: { optimizer: { name: "adam" } } });
    const { offset, clock, rows } = takeSteps(structure, tracks[0] as Track, 2);
    // √(1 − 0.999ᵗ) / (1 − 0.9ᵗ) at t = 1 and 2: 0.0316228/0.1 and 0.0447102/0.19.
    expect(clock[0]).toBeCloseTo(0.316228, 5);
    expect(clock[1]).toBeCloseTo(0.235317, 5);
    expect([offset, rows.length]).toEqual([0, 0]);
  });

  it("goes on in the middle of an epoch", () => {
    const { structure, tracks, tasks } = open({});
    const track = tracks[0] as Track;
    takeSteps(structure, track, 4);
    // 25 examples in batches of 10: the fourth step is the first of epoch 1.
    expect(findPosition(track, createStart(tasks[0] as (typeof tasks)[0]).shuffle)).toMatchObject({
      epoch: 1,
      offset: 10,
    });
    expect(takeSteps(structure, track, 1).offset).toBe(10);
  });

  it("hands over the shuffled examples of the engine's own batches", () => {
    const { structure, tracks, tasks } = open({ fit: { shuffle: true } });
    const [task] = tasks as [(typeof tasks)[0]];
    const track = tracks[0] as Track;
    const batches = new Batches(25, task);
    const expected = Array.from({ length: 5 }, () => {
      const rows = [...batches.next];
      batches.advance();
      return rows;
    });
    const first = takeSteps(structure, track, 2);
    const second = takeSteps(structure, track, 3);
    expect([...first.rows, ...second.rows]).toEqual(expected.flat());
    expect(findPosition(track, [])).toEqual(batches.position);
  });
});
