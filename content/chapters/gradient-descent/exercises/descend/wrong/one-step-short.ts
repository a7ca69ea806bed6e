function descend(
  slope: (w: number) => number,
  start: number,
  alpha: number,
  steps: number,
) {
  const path = [start];
  let w = start;
  for (let step = 1; step < steps; step += 1) {
    w = w - alpha * slope(w);
    path.push(w);
  }
  return path;
}
