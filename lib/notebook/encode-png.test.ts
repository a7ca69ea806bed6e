import { inflateSync } from "node:zlib";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { decodeBase64, encodeBase64, encodePng, type Picture, toPngUrl } from "./encode-png";

const pictures = fc
  .tuple(fc.integer({ min: 1, max: 12 }), fc.integer({ min: 1, max: 12 }))
  .chain(([width, height]) =>
    fc.record({
      width: fc.constant(width),
      height: fc.constant(height),
      rgba: fc.uint8Array({ minLength: 4 * width * height, maxLength: 4 * width * height }),
    }),
  );

/** Reads what `encodePng` writes, by the standard: chunks, then rows that are differences. */
function decode(png: Uint8Array): Picture {
  const view = new DataView(png.buffer, png.byteOffset, png.length);
  const [width, height] = [view.getUint32(16), view.getUint32(20)];
  const length = view.getUint32(33);
  const rows = inflateSync(png.subarray(41, 41 + length));
  const stride = 4 * width;
  const rgba = new Uint8Array(stride * height);
  for (let row = 0; row < height; row += 1) {
    expect(rows[row * (stride + 1)]).toBe(2);
    for (let i = 0; i < stride; i += 1) {
      const above = row > 0 ? (rgba[(row - 1) * stride + i] as number) : 0;
      rgba[row * stride + i] = (rows[row * (stride + 1) + 1 + i] as number) + above;
    }
  }
  return { width, height, rgba };
}

describe("encodePng(picture)", () => {
  it("keeps every pixel", () => {
    fc.assert(
      fc.property(pictures, (picture) => {
        expect(decode(encodePng(picture))).toEqual(picture);
      }),
    );
  });

  it("writes the file of one red pixel as the standard says", () => {
    // Signature, IHDR with its checksum, and IEND with its own, which is AE426082 in every PNG.
    const png = Buffer.from(
      encodePng({ width: 1, height: 1, rgba: Uint8Array.from([255, 0, 0, 255]) }),
    ).toString("hex");
    expect(png.slice(0, 66)).toBe(
      "89504e470d0a1a0a0000000d49484452000000010000000108060000001f15c489",
    );
    expect(png.slice(-24)).toBe("0000000049454e44ae426082");
  });

  it("refuses pixels that do not fill the picture", () => {
    const rgba = new Uint8Array(8);
    expect(() => encodePng({ width: 2, height: 2, rgba })).toThrow(/2 × 2 pixels, but got 8/);
    expect(() => encodePng({ width: 0, height: 2, rgba: new Uint8Array(0) })).toThrow(RangeError);
  });
});

describe("toPngUrl(picture)", () => {
  it("is base64, also for pictures that are too large for one call", () => {
    const rgba = new Uint8Array(4 * 200 * 200).map((_, i) => (i * 2654435761) >>> 24);
    const url = toPngUrl({ width: 200, height: 200, rgba });
    const bytes = Buffer.from(url.replace("data:image/png;base64,", ""), "base64");
    expect(decode(new Uint8Array(bytes)).rgba).toEqual(rgba);
  });
});

describe("decodeBase64(text)", () => {
  it("takes back what was encoded", () => {
    fc.assert(
      fc.property(fc.uint8Array(), (bytes) => {
        expect(decodeBase64(encodeBase64(bytes))).toEqual(bytes);
      }),
    );
  });

  it("is undefined where the text is not base64", () => {
    expect(decodeBase64("A")).toBeUndefined();
    expect(decodeBase64("AA=A")).toBeUndefined();
  });
});
