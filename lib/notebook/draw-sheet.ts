import { decodeBase64, type Picture } from "./encode-png";
import type { ImagesView } from "./output";

const sheetWidth = 800;
const gap = 2;
const maxPixels = 2_000_000;

/**
 * All pictures of a view in one, in rows beneath each other, for those who cannot draw the view itself.
 * Undefined where the bytes do not fill whole pictures, or there would be too many pixels.
 */
export function drawSheet({ height, width, channels, bytes }: ImagesView): Picture | undefined {
  const values = decodeBase64(bytes);
  const pictureSize = height * width * channels;
  const count = (values?.length ?? 0) / pictureSize;
  if (!values || !Number.isInteger(count) || count === 0) return undefined;
  const columns = Math.min(count, Math.max(1, Math.floor(sheetWidth / (width + gap))));
  const sheet = {
    width: columns * (width + gap) - gap,
    height: Math.ceil(count / columns) * (height + gap) - gap,
  };
  if (sheet.width * sheet.height > maxPixels) return undefined;

  const rgba = new Uint8Array(4 * sheet.width * sheet.height);
  for (let index = 0; index < count; index++) {
    const left = (index % columns) * (width + gap);
    const top = Math.floor(index / columns) * (height + gap);
    for (let pixel = 0; pixel < height * width; pixel++) {
      const from = index * pictureSize + pixel * channels;
      const x = left + (pixel % width);
      const y = top + Math.floor(pixel / width);
      rgba.set(toRgba(values.subarray(from, from + channels)), 4 * (y * sheet.width + x));
    }
  }
  return { ...sheet, rgba };
}

function toRgba([first = 0, second = first, third = first, opacity = 255]: Uint8Array) {
  return [first, second, third, opacity];
}
