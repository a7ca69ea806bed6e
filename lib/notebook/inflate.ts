import { Gunzip, Inflate } from "fflate";
import { formatBytes } from "./limits";

// A byte of compressed data becomes at most 1032, so that one push cannot go far beyond the limit.
const pushBytes = 1024;

/**
 * Unpacks compressed bytes as a stream, and stops at `maxBytes` whatever their header claims.
 *
 * Throws a RangeError that begins with `name` if they unpack to more, end early, or are no such data.
 */
export function inflate(
  bytes: Uint8Array,
  { format, maxBytes, name }: { format: "deflate" | "gzip"; maxBytes: number; name: string },
): Uint8Array {
  const parts: Uint8Array[] = [];
  let sizeBytes = 0;
  const stream = new { deflate: Inflate, gzip: Gunzip }[format]((part) => {
    sizeBytes += part.length;
    if (sizeBytes <= maxBytes) parts.push(part);
  });
  try {
    for (let end = pushBytes; ; end += pushBytes) {
      const isLast = end >= bytes.length;
      stream.push(bytes.subarray(end - pushBytes, end), isLast);
      if (isLast || sizeBytes > maxBytes) break;
    }
  } catch {
    throw new RangeError(`${name}: its compressed data is damaged, or a part of it is missing.`);
  }
  if (sizeBytes > maxBytes) {
    throw new RangeError(
      `${name}: expected at most ${formatBytes(maxBytes)}, but it unpacks to more than that.`,
    );
  }
  return join(parts, sizeBytes);
}

function join(parts: Uint8Array[], sizeBytes: number): Uint8Array {
  const whole = new Uint8Array(sizeBytes);
  let at = 0;
  for (const part of parts) {
    whole.set(part, at);
    at += part.length;
  }
  return whole;
}
