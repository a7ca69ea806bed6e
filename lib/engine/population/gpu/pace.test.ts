import { describe, expect, it } from "vitest";
import { adaptPace } from "./pace";

const bounds = { least: { rows: 10, members: 1 }, most: { rows: 100_000, members: 1000 } };

describe("adaptPace(pace, elapsedMs, bounds)", () => {
  it("takes all members before it takes more examples of each", () => {
    let pace = { rows: 10, members: 64 };
    const seen = Array.from({ length: 4 }, () => {
      pace = adaptPace(pace, 1, bounds);
      return pace;
    });
    expect(seen).toEqual([
      { rows: 10, members: 256 },
      { rows: 10, members: 1000 },
      { rows: 40, members: 1000 },
      { rows: 160, members: 1000 },
    ]);
  });

  it("aims at 25 ms", () => {
    expect(adaptPace({ rows: 1000, members: 1000 }, 50, bounds).rows).toBe(500);
    expect(adaptPace({ rows: 1000, members: 1000 }, 20, bounds).rows).toBe(1250);
  });

  it("takes fewer members where one step of all takes too long", () => {
    expect(adaptPace({ rows: 10, members: 1000 }, 100, bounds)).toEqual({ rows: 10, members: 250 });
    expect(adaptPace({ rows: 10, members: 1 }, 100, bounds)).toEqual({ rows: 10, members: 1 });
  });

  it("is not thrown off by a first dispatch that waits for the compiler", () => {
    expect(adaptPace({ rows: 1000, members: 1000 }, 5000, bounds).rows).toBe(100);
  });
});
