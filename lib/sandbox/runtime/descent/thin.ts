/** A drawn curve has at most about so many points; a display is wide only so many pixels. */
const mostPoints = 4000;

/**
 * The places of the points that show a curve as well as all of them would: of each stretch the lowest and
 * the highest, in their order. A short one stays whole.
 */
export function thinCurve(y: ArrayLike<number>): number[] {
  if (y.length <= mostPoints) return Array.from(y, (_, place) => place);
  const stretches = mostPoints / 2;
  const places = new Set<number>();
  for (let stretch = 0; stretch < stretches; stretch += 1) {
    const start = Math.floor((stretch * y.length) / stretches);
    const end = Math.floor(((stretch + 1) * y.length) / stretches);
    let [low, high] = [start, start];
    for (let place = start; place < end; place += 1) {
      if ((y[place] as number) < (y[low] as number)) low = place;
      if ((y[place] as number) > (y[high] as number)) high = place;
    }
    places.add(Math.min(low, high));
    places.add(Math.max(low, high));
  }
  places.add(y.length - 1);
  return [...places];
}

/** Evenly spread places, where the order of points says nothing. */
export function thinPoints(count: number): number[] {
  const kept = Math.min(count, mostPoints);
  return Array.from({ length: kept }, (_, place) => Math.floor((place * count) / kept));
}
