import type { ImagesView } from "../../../notebook/output";
import { encodeBase64 } from "./base64";

/** Shown of a batch at most; a page has room for so many. */
const shownPictures = 60;
const shownPixels = 1_000_000;
const leastSide = 8;

interface ImagesOptions {
  /** Whose pictures they are, in errors. */
  name?: string;
  range?: readonly [black: number, white: number];
  labels?: readonly string[];
}

type Channels = ImagesView["channels"];

/** Values that look like a picture or a batch of them: large enough, and from 0 to 1 or from 0 to 255. */
export function findPictures(
  values: ArrayLike<number>,
  shape: readonly number[],
): ImagesView | undefined {
  const sides = readShape(shape);
  if (!sides || shape.length < 3) return undefined;
  const [, height, width, channels] = sides;
  if (Math.min(height, width) < leastSide || values.length < height * width * channels) {
    return undefined;
  }
  const range = findRange(values);
  if (!range) return undefined;
  return createImages(values, shape, { range });
}

/**
 * Pictures of values of shape `[height, width]`, `[height, width, channels]` or
 * `[count, height, width, channels]`, with 1, 3 or 4 channels. The values may end before the last of them.
 *
 * `range` is what black and white are; without it 0 and 1 or 0 and 255 if the values lie there, else the
 * smallest and the largest. Throws a RangeError for any other shape.
 */
export function createImages(
  values: ArrayLike<number>,
  shape: readonly number[],
  { name = "image", range, labels }: ImagesOptions = {},
): ImagesView {
  const sides = readShape(shape);
  if (!sides || values.length === 0) {
    throw new RangeError(
      `${name}: expected shape [height, width], [height, width, channels] or [count, height, width, channels] with 1, 3 or 4 channels, but got [${shape.join(", ")}].`,
    );
  }
  const [count, height, width, channels] = sides;
  const [black, white] = range ?? findRange(values) ?? findExtremes(values);
  const size = height * width * channels;
  const complete = Math.floor(Math.min(values.length, shownPixels) / size);
  const shown = Math.max(1, Math.min(count, shownPictures, complete));
  const scale = white === black ? 0 : 255 / (white - black);
  const bytes = Uint8ClampedArray.from(
    { length: shown * size },
    (_, i) => ((values[i] as number) - black) * scale,
  );
  return {
    count: shown,
    height,
    width,
    channels,
    bytes: encodeBase64(bytes),
    ...(labels && { labels: labels.slice(0, shown) }),
    more: count - shown,
  };
}

function readShape(
  shape: readonly number[],
): [count: number, height: number, width: number, channels: Channels] | undefined {
  const [count, height, width, channels] =
    shape.length === 2
      ? [1, ...shape, 1]
      : shape.length === 3
        ? [1, ...shape]
        : shape.length === 4
          ? shape
          : [];
  if (!count || !height || !width) return undefined;
  if (channels !== 1 && channels !== 3 && channels !== 4) return undefined;
  return [count, height, width, channels];
}

function findExtremes(values: ArrayLike<number>): [number, number] {
  let least = Number.POSITIVE_INFINITY;
  let most = Number.NEGATIVE_INFINITY;
  for (let i = 0; i < values.length; i += 1) {
    const value = values[i] as number;
    if (value < least) least = value;
    if (value > most) most = value;
  }
  return [least, most];
}

function findRange(values: ArrayLike<number>): [number, number] | undefined {
  const [least, most] = findExtremes(values);
  if (least < 0 || !(most <= 255)) return undefined;
  return [0, most <= 1 ? 1 : 255];
}
