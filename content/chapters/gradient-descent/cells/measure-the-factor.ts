const rows = path.slice(1).map((next, i) => ({
  step: i + 1,
  w: next,
  factor: next / path[i],
}));
await table(rows);
