import { describe, expect, it } from "vitest";
import { NotebookNames } from "./notebook-names";

describe("NotebookNames", () => {
  it("declares, reads and assigns", () => {
    const names = new NotebookNames();
    names.declareLet.a = 1;
    names.declareConst.b = 2;
    names.constants.a = 3;
    expect(names.takeSnapshot()).toEqual({ a: 3, b: 2 });
    expect(() => {
      names.constants.b = 4;
    }).toThrow(new TypeError("Assignment to constant variable."));
    expect([names.isVariable("a"), names.isVariable("b"), names.has("c")]).toEqual([
      true,
      false,
      false,
    ]);
  });

  it("throws for names that nobody knows, and only for them", () => {
    const names = new NotebookNames();
    expect(() => names.names.unknown).toThrow(new ReferenceError("unknown is not defined"));
    expect(() => {
      names.constants.unknown = 1;
    }).toThrow(new ReferenceError("unknown is not defined"));
    expect(names.maybe.unknown).toBeUndefined();
    expect(names.names.structuredClone).toBe(structuredClone);
  });

  it("has nothing of what objects bring along", () => {
    const { names } = new NotebookNames();
    for (const name of ["hasOwnProperty", "toString", "__proto__", "constructor"]) {
      expect(Object.hasOwn(names, name)).toBe(false);
      expect(names[name] === (globalThis as Record<string, unknown>)[name]).toBe(true);
    }
  });

  it("leaves standard names to the language until a cell declares them", () => {
    const names = new NotebookNames();
    expect(names.isStandard("Math")).toBe(true);
    names.declareLet.Math = 1;
    expect(names.isStandard("Math")).toBe(false);
    expect(names.isStandard("location")).toBe(false);
  });
});
