import { listClockNames } from "./print-prelude";
import type { Structure } from "./structure";
import { type Track, takeSteps } from "./tracks";

type Numbers = Float32Array<ArrayBuffer> | Uint32Array<ArrayBuffer>;
type Name = "chunks" | "clock" | "rows";

/** The buffers that say what the coming steps are made with. They grow when they must. */
export class ChunkBuffers {
  readonly #device: GPUDevice;
  readonly #buffers: Record<Name, GPUBuffer>;
  /** Rises whenever a buffer is replaced by a larger one. */
  version = 0;

  constructor(device: GPUDevice) {
    this.#device = device;
    this.#buffers = {
      chunks: this.#create(1024),
      clock: this.#create(1024),
      rows: this.#create(1024),
    };
  }

  get buffers(): Readonly<Record<Name, GPUBuffer>> {
    return this.#buffers;
  }

  write(chunk: PackedChunk): void {
    for (const name of ["chunks", "clock", "rows"] as const) {
      const numbers: Numbers = chunk[name];
      if (numbers.byteLength > this.#buffers[name].size) {
        this.#buffers[name].destroy();
        this.#buffers[name] = this.#create(2 * numbers.byteLength);
        this.version += 1;
      }
      this.#device.queue.writeBuffer(this.#buffers[name], 0, numbers);
    }
  }

  #create(size: number): GPUBuffer {
    return this.#device.createBuffer({
      label: "population chunk",
      size,
      usage: GPUBufferUsage.STORAGE | GPUBufferUsage.COPY_DST,
    });
  }

  dispose(): void {
    for (const buffer of Object.values(this.#buffers)) buffer.destroy();
  }
}

/** The coming steps of all tracks, as the GPU reads them. */
export interface PackedChunk {
  /** The struct `Chunk` of each track. */
  chunks: Uint32Array<ArrayBuffer>;
  /** The struct `Factor` of each step, track by track. */
  clock: Float32Array<ArrayBuffer>;
  /** The examples of all steps in their order, track by track. */
  rows: Uint32Array<ArrayBuffer>;
}

/** Takes these steps from the tracks, and moves them on. */
export function packChunk(
  structure: Structure,
  tracks: readonly Track[],
  steps: readonly number[],
): PackedChunk {
  const hasClock = listClockNames(structure).length > 0;
  const chunks = new Uint32Array(4 * tracks.length);
  const clocks: Float32Array[] = [];
  const orders: Uint32Array[] = [];
  let clockAt = 0;
  let rowsAt = 0;
  for (const [index, track] of tracks.entries()) {
    const count = steps[index] as number;
    const { offset, clock, rows } = takeSteps(structure, track, count);
    chunks.set([count, offset, clockAt, rowsAt], 4 * index);
    clocks.push(clock);
    orders.push(rows);
    clockAt += hasClock ? count : 0;
    rowsAt += rows.length;
  }
  const clock = new Float32Array(clocks.reduce((sum, { length }) => sum + length, 0));
  const rows = new Uint32Array(rowsAt);
  fill(clock, clocks);
  fill(rows, orders);
  return { chunks, clock, rows };
}

function fill(whole: Numbers, parts: readonly (Float32Array | Uint32Array)[]): void {
  let offset = 0;
  for (const part of parts) {
    whole.set(part, offset);
    offset += part.length;
  }
}
