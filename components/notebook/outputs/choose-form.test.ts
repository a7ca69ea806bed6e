import { describe, expect, it } from "vitest";
import type { MimeBundle } from "@/lib/notebook/output";
import { chooseForm } from "./choose-form";

const plain = { "text/plain": "x" };
const value = { kind: "text", type: "number", text: "1" } as const;

function kindOf(data: Partial<MimeBundle>): string {
  return chooseForm({ ...plain, ...data }).kind;
}

describe("chooseForm(data)", () => {
  it("takes the richest form", () => {
    expect(kindOf({})).toBe("text");
    expect(kindOf({ "image/png": "AAAA" })).toBe("png");
    expect(kindOf({ "image/png": "AAAA", "text/markdown": "*a*" })).toBe("markdown");
    expect(kindOf({ "text/html": "<b>a</b>", "text/markdown": "*a*" })).toBe("html");
    expect(kindOf({ "text/html": "<b>a</b>", "application/vnd.descent.value+json": value })).toBe(
      "value",
    );
    expect(
      kindOf({
        "application/vnd.descent.value+json": value,
        "application/vnd.descent.table+json": { columns: ["a"], rows: [[1]], more: 0 },
      }),
    ).toBe("table");
  });

  it("passes over a field that has not as many values as it claims, or no area", () => {
    const field = { columns: 2, rows: 2, values: [1, 2, 3, 4] };
    const kind = (view: object) =>
      kindOf({ "application/vnd.descent.field+json": { ...field, ...view } });
    expect(kind({})).toBe("field");
    expect(kind({ rows: 1e9 })).toBe("text");
    expect(kind({ columns: 0, rows: 0, values: [] })).toBe("text");
    expect(kind({ range: [0, 0, 0, 1] })).toBe("text");
  });

  it("passes over pictures whose bytes are missing or no base64", () => {
    const images = { count: 1, width: 2, height: 1, channels: 1 as const, bytes: "AAA=", more: 0 };
    const kind = (view: object) =>
      kindOf({ "application/vnd.descent.images+json": { ...images, ...view } });
    expect(kind({})).toBe("images");
    expect(kind({ count: 2 })).toBe("text");
    expect(kind({ bytes: "A" })).toBe("text");
    expect(kind({ count: 0, bytes: "" })).toBe("text");
  });

  it("passes over tensors and tables with gaps, and curves with unequal coordinates", () => {
    const tensor = { shape: [2, 2], dtype: "float32", values: [1, 2, 3, 4], isCut: false };
    expect(kindOf({ "application/vnd.descent.tensor+json": tensor })).toBe("tensor");
    expect(kindOf({ "application/vnd.descent.tensor+json": { ...tensor, shape: [2, 3] } })).toBe(
      "text",
    );
    expect(
      kindOf({ "application/vnd.descent.tensor+json": { ...tensor, shape: [2, 3], isCut: true } }),
    ).toBe("tensor");
    expect(
      kindOf({
        "application/vnd.descent.table+json": { columns: ["a", "b"], rows: [[1]], more: 0 },
      }),
    ).toBe("text");
    expect(
      kindOf({
        "application/vnd.descent.plot+json": {
          series: [{ name: "a", mark: "line", x: [1, 2], y: [1] }],
        },
      }),
    ).toBe("text");
  });
});
