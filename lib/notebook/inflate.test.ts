import { deflateSync, gzipSync } from "fflate";
import { describe, expect, it } from "vitest";
import { inflate } from "./inflate";

const text = Uint8Array.from({ length: 300_000 }, (_, i) => (i * i) % 251);

describe.each([
  ["deflate" as const, deflateSync],
  ["gzip" as const, gzipSync],
])("inflate(bytes, { format: %j })", (format, compress) => {
  const unpack = (bytes: Uint8Array, maxBytes = 1_000_000) =>
    inflate(bytes, { format, maxBytes, name: "It" });

  it("gives back what was compressed, of any size up to the limit", () => {
    for (const size of [0, 1, 1000, 300_000]) {
      const part = text.slice(0, size);
      expect(Buffer.from(part).equals(unpack(compress(part), size))).toBe(true);
    }
  });

  it("refuses one byte more than the limit", () => {
    expect(() => unpack(compress(text), 299_999)).toThrow(RangeError);
    expect(() => unpack(compress(text), 299_999)).toThrow(/^It: .*unpacks to more/);
  });

  it("stops there, and does not even look at what follows", () => {
    const bomb = compress(new Uint8Array(20_000_000));
    const broken = bomb.subarray(0, bomb.length / 2);
    expect(() => unpack(broken, 20_000_000)).toThrow(/damaged/);
    expect(() => unpack(broken, 1_000_000)).toThrow(/unpacks to more/);
  });

  it("refuses data that ends early, or is of another kind", () => {
    const packed = compress(text);
    for (const size of [11, packed.length / 2, packed.length - 20]) {
      expect(() => unpack(packed.subarray(0, size)), `${size} bytes`).toThrow(/^It: .*damaged/);
    }
    expect(() => unpack(new Uint8Array(100).fill(0xff))).toThrow(/^It: .*damaged/);
  });
});

describe("inflate(bytes, { format: 'gzip' })", () => {
  it("does not believe the size that the file claims", () => {
    const packed = gzipSync(text);
    // The last four bytes of a gzip file say how large it was.
    const liar = packed.slice().fill(0xff, -4);
    const unpacked = inflate(liar, { format: "gzip", maxBytes: 300_000, name: "It" });
    expect(Buffer.from(text).equals(unpacked)).toBe(true);
  });
});
