import fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { CellOutput } from "./output";
import { printOutputs } from "./print-outputs";

const text = (length: number): CellOutput => ({
  type: "stream",
  name: "stdout",
  text: "x".repeat(length),
});
const parse = (cells: readonly string[]): CellOutput[][] => cells.map((cell) => JSON.parse(cell));
const isMarker = (output: CellOutput) => JSON.stringify(output).includes("too large to keep");
/** More than what is said in the place of outputs. */
const room = 200;

describe("printOutputs(cells)", () => {
  it("keeps everything where there is room", () => {
    const cells = [[text(10), text(20)], [], [text(30)]];
    expect(parse(printOutputs(cells))).toEqual(cells);
  });

  it("leaves out the largest of a cell, once, where it stood", () => {
    const outputs = [text(10), text(5000), text(20), text(4000)];
    const [kept = []] = parse(printOutputs([outputs], { maxCellLength: 1000 }));
    expect(kept.map(isMarker)).toEqual([false, true, false]);
    // Two outputs of together about 9 kB.
    expect(JSON.stringify(kept[1])).toContain("Outputs of 9 kB were too large to keep");
  });

  it("then leaves out the largest of all cells", () => {
    const cells = [[text(400)], [text(900)], [text(800)]];
    const kept = parse(printOutputs(cells, { maxCellLength: 1000, maxLength: 1000 }));
    expect(kept.map(([output]) => output && isMarker(output))).toEqual([false, true, true]);
  });

  it("never exceeds what it may by more than what it says instead", () => {
    const cells = fc.array(fc.array(fc.nat(3000).map(text), { maxLength: 6 }), { maxLength: 6 });
    fc.assert(
      fc.property(cells, (outputs) => {
        const printed = printOutputs(outputs, { maxCellLength: 2000, maxLength: 5000 });
        for (const cell of printed) expect(cell.length).toBeLessThan(2000 + room);
        expect(printed.join("").length).toBeLessThan(5000 + room * outputs.length);
      }),
    );
  });
});
