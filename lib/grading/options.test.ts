import { describe, expect, it } from "vitest";
import { parseOptions } from "./options";

const parse = (text: string) => parseOptions(text.split(" "));

describe("parseOptions(args)", () => {
  it("keeps its work beside the CSV", () => {
    expect(parse("submissions --out out/grades.csv --jobs 3")).toMatchObject({
      command: "grade",
      work: "out/grades-work",
      jobs: 3,
      shard: { index: 1, count: 1 },
      timeMs: 60_000,
      isUnsafe: false,
    });
  });

  it("reads shards, points and chosen exercises", () => {
    expect(
      parse("s --out g.csv --shard 2/4 --seed word --points a=2,b=0.5 --exercises a,b"),
    ).toMatchObject({
      shard: { index: 2, count: 4 },
      seed: "word",
      points: { a: 2, b: 0.5 },
      exercises: ["a", "b"],
    });
    expect(parse("merge w1 w2 --out g.csv")).toMatchObject({ folders: ["w1", "w2"] });
  });

  it.each([
    ["--out g.csv", "Name the folder of submissions."],
    ["s", "--out grades.csv"],
    ["s --out grades.xlsx", "--out grades.csv"],
    ["s t --out g.csv", "“t” is more"],
    ["merge --out g.csv", "Name the work folders"],
    ["s --out g.csv --shard 5/4", "1/4 to 4/4"],
    ["s --out g.csv --shard 0/4", "1/4 to 4/4"],
    ["s --out g.csv --shard 1/4", "all shards need the same --seed"],
    ["s --out g.csv --points a", "entries like descend=2"],
    ["s --out g.csv --points a=-1", "entries like descend=2"],
    ["s --out g.csv --jobs 1.5", "--jobs: expected a number above 0"],
    ["s --out g.csv --time-limit nought", "--time-limit: expected a number above 0"],
    ["s --out g.csv --faster", "--help names all options"],
  ])("refuses %s", (text, reason) => {
    expect(() => parse(text)).toThrow(RangeError);
    expect(() => parse(text)).toThrow(reason);
  });
});
