import { crossesPicture, type Spot } from "./trace";

/** A size that the browser may give a picture, in pixels. */
export interface Size {
  width: number;
  height: number;
}

/** A rectangle in pixels around a place, such as that of a label. */
export interface Box {
  left: number;
  right: number;
  top: number;
  bottom: number;
}

/** What a label must not stand on: lines through spots. */
export type Lines = readonly (readonly Spot[])[];

/**
 * Whether no line crosses the box at a place, in any of the sizes. The size of a picture is known
 * only to the browser, so a label's place has to be good in all of them.
 */
export function isFree(place: Spot, box: Box, lines: Lines, sizes: readonly Size[]) {
  return sizes.every(({ width, height }) => {
    const toBox = ({ x, y }: Spot): Spot => ({
      x: ((x - place.x) * width - box.left) / (box.right - box.left),
      y: ((y - place.y) * height - box.top) / (box.bottom - box.top),
    });
    return lines.every((line) => {
      const spots = line.map(toBox);
      return spots.every((spot, k) => k === 0 || !crossesPicture(spots[k - 1] as Spot, spot));
    });
  });
}

/** Whether the box at a place is within the picture, in all of the sizes. */
export function isInside(place: Spot, box: Box, sizes: readonly Size[]) {
  return sizes.every(({ width, height }) => {
    const [x, y] = [place.x * width, place.y * height];
    return (
      x + box.left >= 0 && x + box.right <= width && y + box.top >= 0 && y + box.bottom <= height
    );
  });
}

const columns = 20;
const rows = 20;

/**
 * The place nearest to a spot at which a box stands on no line. The lines come in order of
 * importance: where all together leave no room, the later ones may be crossed.
 */
export function findRoom(near: Spot, box: Box, lines: Lines, sizes: readonly Size[]) {
  const [{ width, height }] = sizes as [Size];
  const distance = (place: Spot) => {
    const x = (place.x - near.x) * width + (box.left + box.right) / 2;
    const y = (place.y - near.y) * height + (box.top + box.bottom) / 2;
    return x * x + y * y;
  };
  const places = Array.from({ length: columns * rows }, (_, k) => ({
    x: (k % columns) / columns,
    y: Math.floor(k / columns) / rows,
  }))
    .filter((place) => isInside(place, box, sizes))
    .sort((a, b) => distance(a) - distance(b));
  for (let count = lines.length; count > 0; count--) {
    const some = lines.slice(0, count);
    const found = places.find((place) => isFree(place, box, some, sizes));
    if (found) return found;
  }
  return undefined;
}
