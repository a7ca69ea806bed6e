import { beforeAll, describe, expect, it } from "vitest";
import { drawPictures } from "@/components/exercises/draw-match";
import exercise from "./exercise";

describe("four-rates", () => {
  /** The losses by epoch, as the page draws them. */
  const curves = new Map<string, number[]>();
  beforeAll(async () => {
    for (const { id, curve } of await drawPictures(exercise)) {
      curves.set(id, curve?.map(([, loss]) => loss) ?? []);
    }
  });

  const losses = (id: string) => curves.get(id) ?? [];
  const start = (id: string) => losses(id)[0] as number;
  const end = (id: string) => losses(id).at(-1) as number;
  /** By how much it rises from one epoch to the next, at most. */
  const jump = (id: string) =>
    Math.max(...losses(id).map((loss, epoch, all) => loss - (all[epoch - 1] ?? loss)));

  it("shows the same start four times, for 60 epochs", () => {
    for (const { id } of exercise.pictures) {
      expect(losses(id)).toHaveLength(61);
      expect(start(id)).toBe(start("creeping"));
    }
  });

  it("has two smooth curves and two that jump", () => {
    expect(Math.max(jump("creeping"), jump("converging"))).toBeLessThan(0.01);
    expect(Math.min(jump("bouncing"), jump("diverging"))).toBeGreaterThan(0.1);
  });

  it("creeps, and ends where its explanation says", () => {
    const explanation = exercise.pictures.find(({ id }) => id === "creeping")?.explanation;
    expect(explanation).toContain(`is ${end("creeping").toFixed(3)} and still falling`);
    expect(end("creeping")).toBeLessThan(losses("creeping").at(-2) as number);
    expect(start("creeping") - (losses("creeping")[30] as number)).toBeLessThan(0.03);
  });

  it("converges within about 20 epochs", () => {
    expect(losses("converging")[20]).toBeLessThan(0.05);
    expect(end("converging")).toBeLessThan(0.01);
  });

  it("bounces well below its start, and falls faster than all others at first", () => {
    expect(Math.max(...losses("bouncing").slice(1))).toBeLessThan(0.75 * start("bouncing"));
    expect(Math.min(...losses("bouncing"))).toBeGreaterThan(0.05);
    const early = exercise.pictures.map(({ id }) => losses(id)[3] as number);
    expect(Math.min(...early)).toBe(losses("bouncing")[3]);
  });

  it("diverges: up at once, and no lower at the end", () => {
    expect(losses("diverging")[1]).toBeGreaterThan(1.2 * start("diverging"));
    expect(end("diverging")).toBeGreaterThan(start("diverging"));
  });
});
