/** Bytes in base64; by parts, since a call takes only so many arguments. */
export function encodeBase64(
  bytes: ArrayLike<number> & { subarray(a: number, b: number): Iterable<number> },
): string {
  let text = "";
  for (let start = 0; start < bytes.length; start += 0x8000) {
    text += String.fromCharCode(...bytes.subarray(start, start + 0x8000));
  }
  return btoa(text);
}
