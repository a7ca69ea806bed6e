import type { Dataset, Examples } from "../../../data/dataset";

/** Where the inputs and the targets of some examples begin in the packed numbers. */
export interface ExamplesPlace {
  x: number;
  y: number;
}

export interface DatasetPlace {
  train: ExamplesPlace;
  test: ExamplesPlace;
}

/** All data sets one behind the other, each only once, and where each of the given ones is. */
export function packData(datasets: readonly Dataset[]): {
  numbers: Float32Array;
  places: DatasetPlace[];
} {
  const distinct: { dataset: Dataset; place: DatasetPlace }[] = [];
  const byObject = new Map<Dataset, DatasetPlace>();
  const byHash = new Map<number, typeof distinct>();
  let length = 0;
  const reserve = ({ x, y }: Examples) => {
    const place = { x: length, y: length + x.length };
    length += x.length + y.length;
    return place;
  };

  const places = datasets.map((dataset) => {
    const known = byObject.get(dataset);
    if (known) return known;
    const hash = hashDataset(dataset);
    const alike = byHash.get(hash) ?? [];
    let found = alike.find((other) => isSame(other.dataset, dataset));
    if (!found) {
      found = { dataset, place: { train: reserve(dataset.train), test: reserve(dataset.test) } };
      byHash.set(hash, [...alike, found]);
      distinct.push(found);
    }
    byObject.set(dataset, found.place);
    return found.place;
  });

  const numbers = new Float32Array(length);
  for (const { dataset, place } of distinct) {
    for (const part of ["train", "test"] as const) {
      numbers.set(dataset[part].x, place[part].x);
      numbers.set(dataset[part].y, place[part].y);
    }
  }
  return { numbers, places };
}

/** How many numbers a data set has. */
export function countNumbers({ train, test }: Dataset): number {
  return train.x.length + train.y.length + test.x.length + test.y.length;
}

function listParts({ train, test }: Dataset): Float32Array[] {
  return [train.x, train.y, test.x, test.y];
}

/** FNV-1a over the words. */
function hashDataset(dataset: Dataset): number {
  let hash = 0x811c9dc5;
  for (const part of listParts(dataset)) {
    for (const word of toWords(part)) hash = Math.imul(hash ^ word, 0x01000193);
  }
  return hash >>> 0;
}

function isSame(a: Dataset, b: Dataset): boolean {
  const partsOfB = listParts(b);
  return listParts(a).every((part, index) => {
    const other = toWords(partsOfB[index] as Float32Array);
    return part.length === other.length && toWords(part).every((word, i) => word === other[i]);
  });
}

function toWords({ buffer, byteOffset, length }: Float32Array): Uint32Array {
  return new Uint32Array(buffer, byteOffset, length);
}
