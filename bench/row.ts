/** A line of the benchmark. */
export interface Row {
  /** What `--only` looks in. */
  name: string;
  /** The unit of work and what does it. */
  work: string;
  /** What it is measured against. */
  peer?: string;
  /** The ratio to reach. */
  bar?: number;
  stretch?: number;
  /** For rows where less is better: the largest ratio or reading. */
  atMost?: number;
  /** Whether it needs a browser with a graphics processor. */
  needsGpu?: boolean;
  run(): Promise<Finding>;
}

export type RowDescription = Omit<Row, "run">;

export type Finding = Comparison | Reading | Skipped;

/** Medians for one unit of work, in milliseconds. */
export interface Comparison {
  kind: "comparison";
  oursMs: number;
  peerMs: number;
  /** The fastest sample of each, which other programs disturb least. */
  oursBestMs: number;
  peerBestMs: number;
  note?: string;
}

export interface Reading {
  kind: "reading";
  value: number;
  unit: string;
  note?: string;
}

export interface Skipped {
  kind: "skipped";
  reason: string;
}

export function skip(reason: string): Skipped {
  return { kind: "skipped", reason };
}
