import { describe, expect, it } from "vitest";
import { fingerprint } from "./fingerprint";

describe("fingerprint(weights)", () => {
  it("is FNV-1a of the bytes", () => {
    // No byte gives the offset basis; a zero byte multiplies it by the prime.
    expect(fingerprint(new Float32Array(0))).toBe("811c9dc5");
    const bytes = Uint8Array.from("foobarfoobar", (letter) => letter.charCodeAt(0));
    // Published for "foobar": bf9cf968. Twice the word continues from there.
    let hash = 0xbf9cf968;
    for (const letter of "foobar") hash = Math.imul(hash ^ letter.charCodeAt(0), 0x01000193);
    expect(fingerprint(new Float32Array(bytes.buffer))).toBe((hash >>> 0).toString(16));
  });

  it("changes with the last bit of a weight", () => {
    const weights = Float32Array.of(0.1, 0.2, 0.3);
    const before = fingerprint(weights);
    new Uint8Array(weights.buffer).set([1], 4);
    expect(fingerprint(weights)).not.toBe(before);
  });
});
