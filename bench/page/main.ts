import type { Finding, Row, RowDescription } from "../row";
import { findAdapter } from "./adapter";
import { cellRows } from "./rows/cells";
import { coldWorkerRow } from "./rows/cold-worker";
import { epochRows } from "./rows/epoch";
import { heapRow } from "./rows/memory";
import { populationRows } from "./rows/population";
import { retrainRows } from "./rows/retrain";
import { startsRow } from "./rows/starts";
import { stepRows } from "./rows/step";
import { vanishingRows } from "./rows/vanishing";
import { measureSpin, type Spin } from "./spin";

const rows: Row[] = [
  ...epochRows,
  ...retrainRows,
  ...stepRows,
  ...populationRows,
  ...vanishingRows,
  ...cellRows,
  coldWorkerRow,
  startsRow,
  heapRow,
];

/** What bench/run.mjs asks the page for. */
export interface Bench {
  rows: RowDescription[];
  measureSpin(): Promise<Spin>;
  run(name: string): Promise<Finding>;
  findAdapter: typeof findAdapter;
}

declare global {
  var bench: Bench;
}

globalThis.bench = {
  rows: rows.map(({ run: _run, ...description }) => description),
  measureSpin: () => measureSpin(),
  run(name) {
    const row = rows.find((candidate) => candidate.name === name);
    if (!row) throw new RangeError(`bench: there is no row "${name}".`);
    return row.run();
  },
  findAdapter,
};
