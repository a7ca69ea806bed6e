import type { Task } from "../../task";
import type { State } from "../../trainer";
import type { ChunkBuffers } from "./chunk-buffers";
import { packMembers } from "./member-struct";
import { packData } from "./pack-data";
import { countResultNumbers } from "./print-evaluate";
import { bindings, countStateNumbers } from "./print-prelude";
import type { Programs } from "./programs";
import type { Structure } from "./structure";

interface GroupMembers {
  /** The number of the first one in the population. */
  first: number;
  tasks: readonly Task[];
  starts: readonly State[];
  trackOf: Uint32Array;
}

/** Members whose weights, settings and data lie in the same buffers. A large population has several groups. */
export class MemberGroup {
  /** The number of its first member in the population. */
  readonly first: number;
  readonly size: number;
  readonly #device: GPUDevice;
  readonly #structure: Structure;
  readonly #trackOf: Uint32Array;
  readonly #buffers: Record<"members" | "data" | "state" | "results", GPUBuffer>;
  #bindGroup: { version: number; group: GPUBindGroup } | undefined;

  constructor(
    device: GPUDevice,
    structure: Structure,
    { first, tasks, starts, trackOf }: GroupMembers,
  ) {
    this.#device = device;
    this.#structure = structure;
    this.first = first;
    this.size = tasks.length;
    this.#trackOf = trackOf;
    const { numbers, places } = packData(tasks.map(({ dataset }) => dataset));
    const members = packMembers(
      structure,
      tasks,
      places.map((place, index) => ({ ...place, track: trackOf[index] as number })),
    );
    const { STORAGE, COPY_DST, COPY_SRC } = GPUBufferUsage;
    const create = (size: number, usage: number) =>
      device.createBuffer({ label: "population", size, usage: STORAGE | usage });
    const resultBytes = 4 * countResultNumbers(structure) * this.size;
    this.#buffers = {
      members: create(members.byteLength, COPY_DST),
      data: create(numbers.byteLength, COPY_DST),
      state: create(4 * countStateNumbers(structure) * this.size, COPY_DST | COPY_SRC),
      results: create(resultBytes, COPY_SRC),
    };
    device.queue.writeBuffer(this.#buffers.members, 0, members);
    device.queue.writeBuffer(this.#buffers.data, 0, numbers as Float32Array<ArrayBuffer>);
    device.queue.writeBuffer(this.#buffers.state, 0, packStates(structure, starts));
  }

  getTrack(index: number): number {
    return this.#trackOf[index] as number;
  }

  /** Its buffers, bound together with those of the coming steps. */
  getBindGroup({ layout }: Programs, job: GPUBuffer, chunk: ChunkBuffers): GPUBindGroup {
    if (this.#bindGroup?.version !== chunk.version) {
      const buffers: Record<Exclude<keyof typeof bindings, "job">, GPUBuffer> = {
        ...this.#buffers,
        ...chunk.buffers,
      };
      const group = this.#device.createBindGroup({
        layout,
        entries: [
          { binding: bindings.job, resource: { buffer: job } },
          ...Object.entries(buffers).map(([name, buffer]) => ({
            binding: bindings[name as keyof typeof bindings],
            resource: { buffer },
          })),
        ],
      });
      this.#bindGroup = { version: chunk.version, group };
    }
    return this.#bindGroup.group;
  }

  /** The weights and the slots in use of some members, as they lie on the GPU. */
  readStates(first: number, count: number): Promise<Float32Array> {
    const bytes = 4 * countStateNumbers(this.#structure);
    return readBuffer(this.#device, this.#buffers.state, first * bytes, count * bytes);
  }

  /** What was last measured, shape `[members, numbers]`. */
  readResults(): Promise<Float32Array> {
    const bytes = 4 * countResultNumbers(this.#structure) * this.size;
    return readBuffer(this.#device, this.#buffers.results, 0, bytes);
  }

  dispose(): void {
    for (const buffer of Object.values(this.#buffers)) buffer.destroy();
  }
}

/** Each member's weights, followed by those of its slots that the program uses. */
function packStates(structure: Structure, states: readonly State[]): Float32Array<ArrayBuffer> {
  const stride = countStateNumbers(structure);
  const { weightCount } = structure.network;
  const packed = new Float32Array(stride * states.length);
  for (const [index, { weights, slots }] of states.entries()) {
    packed.set(weights, index * stride);
    for (const [slot, { place }] of structure.rule.slots.entries()) {
      const numbers = slots.subarray(place * weightCount, (place + 1) * weightCount);
      packed.set(numbers, index * stride + (slot + 1) * weightCount);
    }
  }
  return packed;
}

/** A member's state again; slots that the program does not use are as they were at the start. */
export function unpackState(
  { network, rule }: Structure,
  packed: Float32Array,
  start: State,
): State {
  const { weightCount } = network;
  const slots = Float32Array.from(start.slots);
  for (const [slot, { place }] of rule.slots.entries()) {
    const numbers = packed.subarray((slot + 1) * weightCount, (slot + 2) * weightCount);
    slots.set(numbers, place * weightCount);
  }
  return { weights: packed.slice(0, weightCount), slots };
}

async function readBuffer(
  device: GPUDevice,
  source: GPUBuffer,
  offset: number,
  size: number,
): Promise<Float32Array> {
  const staging = device.createBuffer({
    label: "population reading",
    size,
    usage: GPUBufferUsage.COPY_DST | GPUBufferUsage.MAP_READ,
  });
  const encoder = device.createCommandEncoder();
  encoder.copyBufferToBuffer(source, offset, staging, 0, size);
  device.queue.submit([encoder.finish()]);
  try {
    await staging.mapAsync(GPUMapMode.READ);
    return new Float32Array(staging.getMappedRange().slice(0));
  } finally {
    staging.destroy();
  }
}
