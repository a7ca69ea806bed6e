import { describe, expect, it } from "vitest";
import { readProgress } from "./keep-progress";
import { keepRead } from "./keep-reading";
import { createFakeStore, record } from "./testing";

describe("keepRead(chapter, section)", () => {
  it("keeps each section once, also when two come at once and another tab writes", async () => {
    const { store, content } = createFakeStore();
    await Promise.all(
      ["up", "down", "up"].map((id) => keepRead("descent", id, { store, now: () => 7 })),
    );
    expect(content.get("reading/descent")).toEqual({ sections: ["up", "down"], changedAt: 7 });
    content.set("reading/descent", { sections: ["up", "down", "rest"], changedAt: 8 });
    await keepRead("descent", "end", { store, now: () => 9 });
    expect(content.get("reading/descent")).toEqual({
      sections: ["up", "down", "rest", "end"],
      changedAt: 9,
    });
  });

  it("begins anew where something else stands in its place", async () => {
    const { store, content } = createFakeStore({ "reading/descent": "read" });
    await keepRead("descent", "up", { store, now: () => 7 });
    expect(content.get("reading/descent")).toEqual({ sections: ["up"], changedAt: 7 });
  });
});

describe("readProgress(store)", () => {
  it("gives records and readings, and leaves out the rest", async () => {
    const { store } = createFakeStore({
      "exercise/descent/step": record("e1"),
      "exercise/descent/broken": 7,
      "exercise/odd": record("e1"),
      "exercise/descent/..": record("e1"),
      "reading/descent": { sections: ["up"], changedAt: 1 },
      "notebook/descent": {},
      "reader/seed": 4,
    });
    expect(await readProgress(store)).toEqual({
      exercises: [{ chapter: "descent", id: "step", record: record("e1") }],
      readings: [{ chapter: "descent", reading: { sections: ["up"], changedAt: 1 } }],
    });
  });
});
