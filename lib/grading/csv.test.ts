import fc from "fast-check";
import Papa from "papaparse";
import { describe, expect, it } from "vitest";
import { defuseCell, formatCsv, parseCsv } from "./csv";

describe("formatCsv(rows)", () => {
  it.each(["=cmd|' /C calc'!A0", "+1", "-1", "@SUM(A1)", "\t=1", "\r=1", " =1", "＝1"])(
    "shows %j as it is",
    (cell) => {
      expect(defuseCell(cell)).toBe(`'${cell}`);
    },
  );

  it("leaves numbers, words and Moodle's dash", () => {
    expect(["Ada", 0.5, "-", "", "a=b"].map(defuseCell)).toEqual(["Ada", 0.5, "-", "", "a=b"]);
  });

  it("gives cells back as they were, whatever is in them, and never the start of a formula", () => {
    const cell = fc.string({ unit: "grapheme", maxLength: 20 });
    fc.assert(
      fc.property(fc.array(fc.tuple(cell, cell), { minLength: 1 }), (rows) => {
        const { data } = Papa.parse<string[]>(formatCsv(rows).replace(/\r\n$/, ""));
        expect(data).toEqual(rows.map((row) => row.map((text) => String(defuseCell(text)))));
        expect(data.flat().some((text) => /^\s*[=+@]/.test(text))).toBe(false);
      }),
    );
  });
});

describe("parseCsv(text)", () => {
  it.each(["a,b\r\n1,2\r\n", "\uFEFFa;b\n1;2\n", 'a\tb\n"1"\t2'])("reads %j", (text) => {
    expect(parseCsv(text)).toEqual([
      ["a", "b"],
      ["1", "2"],
    ]);
  });
});
