/**
 * Eight hexadecimal digits that change with any bit of the weights, so that two runs can be compared
 * at a glance. FNV-1a over their bytes: Fowler, Noll and Vo (1991).
 */
export function fingerprint(weights: Float32Array | Float64Array): string {
  const bytes = new Uint8Array(weights.buffer, weights.byteOffset, weights.byteLength);
  let hash = 0x811c9dc5;
  for (const byte of bytes) hash = Math.imul(hash ^ byte, 0x01000193);
  return (hash >>> 0).toString(16).padStart(8, "0");
}
