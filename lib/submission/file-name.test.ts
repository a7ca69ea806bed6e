import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { anyText } from "../notebook/arbitrary";
import { nameSubmission } from "./file-name";

const nameFor = (number: string, name: string) => nameSubmission({ name, number });

describe("nameSubmission({ name, number })", () => {
  it("joins number and name", () => {
    expect(nameFor("12 345", "Ada Lovelace")).toBe("12-345-ada-lovelace.zip");
    expect(nameFor("7", "Şebnem Öğütcü")).toBe("7-şebnem-öğütcü.zip");
    expect(nameFor("7", "李小龍")).toBe("7-李小龍.zip");
  });

  it("has a name where neither has a letter, and for names that Windows keeps for itself", () => {
    expect(nameFor("", "👩‍💻")).toBe("submission.zip");
    expect(nameFor("", "CON")).toBe("submission-con.zip");
  });

  it("is a safe name of at most 255 bytes, whatever was typed", () => {
    const long = fc.constantFrom(
      "a".repeat(200),
      "李".repeat(200),
      "é".repeat(200),
      "../..",
      "=cmd",
    );
    const any = fc.oneof(anyText, long, fc.string({ unit: "grapheme", maxLength: 200 }));
    fc.assert(
      fc.property(any, any, (number, name) => {
        const file = nameFor(number, name);
        expect(file).toMatch(/^[\p{L}\p{N}][\p{L}\p{N}\p{M}-]*\.zip$/u);
        expect(new TextEncoder().encode(file).length).toBeLessThan(255);
      }),
    );
  });
});
