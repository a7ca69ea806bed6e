import type { Student } from "../reader/student";

/** File systems take 255 bytes; what else a course puts before or after the name must have room. */
const maxBytes = 150;

/**
 * A name for the zip that any file system takes: number and name, letters and digits of any script with hyphens between
 * them, as in `12345-ada-lovelace.zip`.
 */
export function nameSubmission({ name, number }: Student): string {
  const stem = clip(
    [toWords(number), toWords(name)].filter((part) => part !== "").join("-"),
    maxBytes,
  );
  // Alone, these are devices on Windows.
  const isReserved = /^(con|prn|aux|nul|com\d|lpt\d)$/.test(stem);
  return `${stem === "" || isReserved ? ["submission", stem].filter(Boolean).join("-") : stem}.zip`;
}

function toWords(text: string): string {
  const words = text
    .normalize("NFKC")
    .toLowerCase()
    .match(/[\p{L}\p{N}][\p{L}\p{N}\p{M}]*/gu);
  return words?.join("-") ?? "";
}

/** So much of a text, in whole characters, as has at most so many bytes in UTF-8. */
function clip(text: string, bytes: number): string {
  let clipped = "";
  let size = 0;
  for (const { segment } of new Intl.Segmenter("en").segment(text)) {
    size += new TextEncoder().encode(segment).length;
    if (size > bytes) break;
    clipped += segment;
  }
  return clipped.replace(/-+$/, "");
}
