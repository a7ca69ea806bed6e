import { describe, expect, it } from "vitest";
import {
  defineNames,
  findStale,
  type NameVersions,
  type RunRecord,
  recordReads,
} from "./staleness";

/** Cells that run one after the other: id, what they define, what they read. */
function runAll(runs: [id: string, defines: string[], reads: string[]][]) {
  let versions: NameVersions = new Map();
  const records = new Map<string, RunRecord>();
  for (const [id, defines, reads] of runs) {
    records.set(id, { source: id, reads: recordReads(versions, reads) });
    versions = defineNames(versions, id, defines);
  }
  return { versions, records };
}

function findStaleAfter(runs: Parameters<typeof runAll>[0], edited: string[] = []) {
  const { versions, records } = runAll(runs);
  const cells = [...records].map(([id, run]) => ({
    id,
    source: edited.includes(id) ? "other" : id,
    run,
  }));
  return [...findStale(cells, versions)].sort();
}

describe("findStale(cells, versions)", () => {
  it("finds nothing after a run from top to bottom", () => {
    expect(
      findStaleAfter([
        ["a", ["x"], []],
        ["b", ["y"], ["x"]],
        ["c", [], ["x", "y"]],
      ]),
    ).toEqual([]);
  });

  it("finds a cell whose text was changed, and those that live on its names", () => {
    const runs: Parameters<typeof runAll>[0] = [
      ["a", ["x"], []],
      ["b", ["y"], ["x"]],
      ["c", [], ["y"]],
      ["d", ["z"], []],
    ];
    expect(findStaleAfter(runs, ["a"])).toEqual(["a", "b", "c"]);
    expect(findStaleAfter(runs, ["c"])).toEqual(["c"]);
  });

  it("finds what read a name before another cell defined it anew", () => {
    expect(
      findStaleAfter([
        ["a", ["x"], []],
        ["b", [], ["x"]],
        ["a", ["x"], []],
      ]),
    ).toEqual(["b"]);
  });

  it("leaves a cell that counts its own name up", () => {
    expect(
      findStaleAfter([
        ["a", ["x"], []],
        ["b", ["x"], ["x"]],
      ]),
    ).toEqual([]);
  });

  it("finds both of two cells that define each other's names, once one of them has run again", () => {
    const runs: Parameters<typeof runAll>[0] = [
      ["a", ["x"], ["y"]],
      ["b", ["y"], ["x"]],
    ];
    expect(findStaleAfter(runs)).toEqual(["a", "b"]);
  });

  it("does not trip over names that every object has", () => {
    expect(findStaleAfter([["a", ["constructor"], ["toString", "__proto__"]]])).toEqual([]);
  });

  it("leaves cells alone that have not run", () => {
    expect(findStale([{ id: "a", source: "x", run: null }], new Map())).toEqual(new Set());
  });
});
