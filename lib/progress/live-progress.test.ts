import { describe, expect, it } from "vitest";
import { announceChange } from "./changes";
import { openLiveProgress } from "./live-progress";
import type { Progress } from "./progress";
import { createFakeStore, record } from "./testing";

async function open() {
  const { store, content } = createFakeStore({ "exercise/descent/step": record("e1") });
  const target = new EventTarget();
  const live = await openLiveProgress({ store, target });
  const next = () =>
    new Promise<Progress>((resolve) => {
      const stop = live.subscribe(() => {
        stop();
        resolve(live.get());
      });
    });
  return { live, content, target, next };
}

describe("openLiveProgress({ store })", () => {
  it("begins with what is kept", async () => {
    const { live } = await open();
    expect(live.get().exercises.map(({ id }) => id)).toEqual(["step"]);
  });

  it("follows what other tabs announce", async () => {
    const { next } = await open();
    const solved = record("e1", { isSolved: true });
    let change = next();
    announceChange({ exercise: { chapter: "descent", id: "step", record: solved } });
    expect((await change).exercises).toEqual([{ chapter: "descent", id: "step", record: solved }]);
    change = next();
    announceChange({
      reading: { chapter: "descent", reading: { sections: ["up"], changedAt: 1 } },
    });
    expect((await change).readings[0]?.reading.sections).toEqual(["up"]);
  });

  it("reads everything again when much has changed, and after the page was put aside", async () => {
    const { next, content, target } = await open();
    content.set("exercise/descent/rise", record("e2"));
    let change = next();
    announceChange({ all: true });
    expect((await change).exercises.length).toBe(2);
    content.delete("exercise/descent/rise");
    change = next();
    target.dispatchEvent(Object.assign(new Event("pageshow"), { persisted: true }));
    expect((await change).exercises.length).toBe(1);
  });

  it("has nothing after another tab has erased everything", async () => {
    const { live, target } = await open();
    target.dispatchEvent(new Event("descent:erased"));
    expect(live.get()).toEqual({ exercises: [], readings: [] });
  });
});
