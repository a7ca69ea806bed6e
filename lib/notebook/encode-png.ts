import { zlibSync } from "fflate";

export interface Picture {
  width: number;
  height: number;
  /** Red, green, blue and alpha of each pixel, row by row from the top: `4 · width · height` bytes. */
  rgba: Uint8Array;
}

const signature = [0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a];

/**
 * A picture as the bytes of a PNG file, the same for the same pixels on every machine.
 *
 * Throws a RangeError if there are no pixels, or not as many as width and height say.
 * Source: W3C, Portable Network Graphics (third edition), section 5.
 */
export function encodePng({ width, height, rgba }: Picture): Uint8Array {
  if (!(width > 0 && height > 0) || rgba.length !== 4 * width * height) {
    throw new RangeError(
      `encodePng: expected 4 bytes for each of ${width} × ${height} pixels, but got ${rgba.length}.`,
    );
  }
  const header = new Uint8Array(13);
  const view = new DataView(header.buffer);
  view.setUint32(0, width);
  view.setUint32(4, height);
  // Eight bits per channel, colour with alpha.
  header.set([8, 6, 0, 0, 0], 8);
  return concat([
    Uint8Array.from(signature),
    createChunk("IHDR", header),
    createChunk("IDAT", zlibSync(filterRows(width, height, rgba))),
    createChunk("IEND", new Uint8Array(0)),
  ]);
}

/** The picture as an address for `src` or `href`. */
export function toPngUrl(picture: Picture): string {
  return `data:image/png;base64,${encodeBase64(encodePng(picture))}`;
}

export function encodeBase64(bytes: Uint8Array): string {
  let text = "";
  // In parts, since a call has room for only so many arguments.
  for (let from = 0; from < bytes.length; from += 0x8000) {
    text += String.fromCharCode(...bytes.subarray(from, from + 0x8000));
  }
  return btoa(text);
}

/** The bytes, or undefined where the text is not base64. */
export function decodeBase64(text: string): Uint8Array | undefined {
  try {
    return Uint8Array.from(atob(text), (char) => char.charCodeAt(0));
  } catch {
    return undefined;
  }
}

/** Each row as its difference from the one above, which packs smooth pictures better. */
function filterRows(width: number, height: number, rgba: Uint8Array): Uint8Array {
  const stride = 4 * width;
  const filtered = new Uint8Array(height * (stride + 1));
  for (let row = 0; row < height; row += 1) {
    const to = row * (stride + 1);
    // The number of this filter, "up".
    filtered[to] = 2;
    for (let i = 0; i < stride; i += 1) {
      const at = row * stride + i;
      const above = row > 0 ? (rgba[at - stride] as number) : 0;
      filtered[to + 1 + i] = (rgba[at] as number) - above;
    }
  }
  return filtered;
}

/** Length, name, data, and the checksum of name and data. */
function createChunk(name: string, data: Uint8Array): Uint8Array {
  const chunk = new Uint8Array(data.length + 12);
  const view = new DataView(chunk.buffer);
  view.setUint32(0, data.length);
  for (let i = 0; i < 4; i += 1) chunk[4 + i] = name.charCodeAt(i);
  chunk.set(data, 8);
  view.setUint32(data.length + 8, crc32(chunk.subarray(4, data.length + 8)));
  return chunk;
}

const crcTable = Uint32Array.from({ length: 256 }, (_, byte) => {
  let crc = byte;
  for (let bit = 0; bit < 8; bit += 1) crc = crc & 1 ? (crc >>> 1) ^ 0xedb88320 : crc >>> 1;
  return crc;
});

function crc32(bytes: Uint8Array): number {
  let crc = 0xffffffff;
  for (const byte of bytes) crc = (crcTable[(crc ^ byte) & 0xff] as number) ^ (crc >>> 8);
  return ~crc >>> 0;
}

function concat(parts: readonly Uint8Array[]): Uint8Array {
  const whole = new Uint8Array(parts.reduce((total, part) => total + part.length, 0));
  let at = 0;
  for (const part of parts) {
    whole.set(part, at);
    at += part.length;
  }
  return whole;
}
