import { describe, expect, it } from "vitest";
import { createAxis, decimate, linePath } from "./plot";

const x = createAxis({ domain: [0, 10], range: [0, 100] });

describe("createAxis(options)", () => {
  it("places values between the ends of its range, also where that runs down", () => {
    const y = createAxis({ domain: [0, 2], range: [200, 0] });
    expect([0, 0.5, 2].map(y.place)).toEqual([200, 150, 0]);
  });

  it("places by ratio on a log axis, with powers of ten as ticks", () => {
    const y = createAxis({ domain: [1e-4, 1], range: [0, 400], isLog: true });
    expect(y.place(0.01)).toBe(200);
    expect(y.ticks.map(({ label }) => label)).toEqual(["10⁻⁴", "10⁻³", "0.01", "0.1", "1"]);
  });

  it("has more than one tick on a log axis, also within one power of ten", () => {
    const labels = (domain: [number, number]) =>
      createAxis({ domain, range: [0, 400], isLog: true }).ticks.map(({ label }) => label);
    expect(labels([0.1, 0.6])).toEqual(["0.1", "0.2", "0.5"]);
    expect(labels([0.3, 2])).toEqual(["0.5", "1", "2"]);
  });
});

describe("linePath(points, x, y)", () => {
  it("leaves a gap where a value is infinite, or 0 on a log axis", () => {
    const y = createAxis({ domain: [0.1, 10], range: [100, 0], isLog: true });
    const points = [1, 0, 1, Number.POSITIVE_INFINITY, 1, Number.NaN, 1].map(
      (value, index) => [index, value] as const,
    );
    expect(linePath(points, x, y)).toBe("M0 50M20 50M40 50M60 50");
  });
});

describe("decimate(points, count)", () => {
  const points = Array.from(
    { length: 5000 },
    (_, i) => [i, i === 2718 ? 9 : 1 + (i % 2) / 10] as const,
  );

  it("keeps the ends and every peak", () => {
    const few = decimate(points, 200);
    expect(few.length).toBeLessThanOrEqual(202);
    expect(few[0]).toBe(points[0]);
    expect(few.at(-1)).toBe(points.at(-1));
    expect(few).toContain(points[2718]);
  });

  it("keeps the order, and short curves whole", () => {
    const places = decimate(points, 200).map(([at]) => at);
    expect(places).toEqual([...places].sort((a, b) => a - b));
    expect(decimate(points.slice(0, 50), 200)).toHaveLength(50);
  });
});
