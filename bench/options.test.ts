import { describe, expect, it } from "vitest";
import { parseOptions } from "./options.mjs";

describe("parseOptions(args)", () => {
  it("reads all options", () => {
    expect(parseOptions(["--json", "--only", "epoch", "--without-browser"])).toEqual({
      isJson: true,
      only: "epoch",
      isWithoutBrowser: true,
    });
  });
  it("refuses others", () => {
    expect(() => parseOptions(["--fast"])).toThrow("but got --fast");
    expect(() => parseOptions(["--only"])).toThrow("but got --only");
  });
});
