import type { Task } from "../../task";
import { createStart, type Goal, type Snapshot } from "../../trainer";
import { canTrain } from "./can-train";
import { chooseLayout, type Layout, type LayoutOptions } from "./choose-layout";
import { ChunkBuffers, packChunk } from "./chunk-buffers";
import { MemberGroup, unpackState } from "./member-group";
import { adaptPace, findPaceBounds, type Pace, type PaceBounds } from "./pace";
import { countStepsUntil, planJob } from "./plan-job";
import { type PopulationReading, readResults } from "./population-reading";
import { countStateNumbers } from "./print-prelude";
import { createPrograms, type Programs } from "./programs";
import { countMembersOfGroup } from "./split-groups";
import { createStructure, type Structure } from "./structure";
import { createTracks, findPosition, type Track } from "./tracks";

export interface GpuPopulationOptions extends LayoutOptions {
  /** Where each member begins, if not at its first step. */
  starts?: readonly Snapshot[];
  /** The most members whose weights and data share buffers; otherwise as many as the device allows. */
  groupSize?: number;
}

export interface TrainOptions {
  /** Stops the training after the steps under way. */
  signal?: AbortSignal;
  /** Epochs after which all members are measured, rising. */
  readAt?: readonly number[];
  onReading?: (reading: PopulationReading) => void;
}

/**
 * Opens many networks of one shape for training side by side on a GPU device, which stays the caller's.
 *
 * Rejects with a RangeError if `canTrain` gives a reason against it or a layout is asked for that does
 * not fit, and with an Error if the device refuses the programs or the memory.
 */
export async function createGpuPopulation(
  device: GPUDevice,
  tasks: readonly Task[],
  options: GpuPopulationOptions = {},
): Promise<GpuPopulation> {
  const reason = canTrain(tasks, device.limits);
  if (reason) throw new RangeError(`createGpuPopulation: ${reason}.`);
  const structure = createStructure(tasks);
  const largestBatch = tasks.reduce((largest, { fit }) => Math.max(largest, fit.batchSize), 1);
  const size = { size: tasks.length, largestBatch };
  const layout = chooseLayout(structure, size, device.limits, options);
  const lost = rejectWhenLost(device);
  const programs = await Promise.race([createPrograms(device, structure, layout), lost]);

  device.pushErrorScope("out-of-memory");
  device.pushErrorScope("validation");
  const fitting = countMembersOfGroup(structure, tasks, device.limits);
  const groupSize = Math.min(options.groupSize ?? fitting, fitting);
  const starts = options.starts ?? tasks.map((task) => createStart(task));
  const population = new GpuPopulation({
    device,
    tasks,
    starts,
    structure,
    layout,
    groupSize,
    programs,
    lost,
  });
  const scopes = Promise.all([device.popErrorScope(), device.popErrorScope()]);
  const error = (await Promise.race([scopes, lost])).find((found) => found !== null);
  if (error) {
    population.dispose();
    throw new Error(`createGpuPopulation: the graphics device refused it (${error.message})`);
  }
  return population;
}

interface Parts {
  device: GPUDevice;
  tasks: readonly Task[];
  starts: readonly Snapshot[];
  structure: Structure;
  layout: Layout;
  groupSize: number;
  programs: Programs;
  lost: Promise<never>;
}

/** Many networks in training. They can stop after any step, and go on to the same bytes. */
export class GpuPopulation {
  readonly size: number;
  readonly layout: Layout;
  readonly #parts: Parts;
  readonly #tracks: readonly Track[];
  readonly #groups: readonly MemberGroup[];
  readonly #chunk: ChunkBuffers;
  readonly #job: GPUBuffer;
  readonly #bounds: PaceBounds;
  #trainPace: Pace;
  #evaluatePace: Pace;
  #isBusy = false;
  #isDisposed = false;

  /** For `createGpuPopulation`. */
  constructor(parts: Parts) {
    const { device, tasks, starts, structure, layout, groupSize } = parts;
    this.#parts = parts;
    this.size = tasks.length;
    this.layout = layout;
    const { tracks, trackOf } = createTracks(structure, tasks, starts);
    this.#tracks = tracks;
    const groups: MemberGroup[] = [];
    for (let first = 0; first < tasks.length; first += groupSize) {
      const end = first + groupSize;
      groups.push(
        new MemberGroup(device, structure, {
          first,
          tasks: tasks.slice(first, end),
          starts: starts.slice(first, end),
          trackOf: trackOf.subarray(first, end),
        }),
      );
    }
    this.#groups = groups;
    this.#chunk = new ChunkBuffers(device);
    this.#job = device.createBuffer({
      label: "population job",
      size: 16,
      usage: GPUBufferUsage.UNIFORM | GPUBufferUsage.COPY_DST,
    });
    this.#bounds = findPaceBounds(structure, tracks, groupSize);
    const members = Math.min(groupSize, fewMembers);
    this.#trainPace = { rows: this.#bounds.least.rows, members };
    this.#evaluatePace = { rows: 1, members };
  }

  /**
   * Trains all members to the goal, or until the signal; resolves to whether the goal was reached.
   *
   * Rejects with an Error if the device is lost, or the population disposed of, in the meantime.
   */
  async train(goal: Goal, { signal, readAt = [], onReading }: TrainOptions = {}): Promise<boolean> {
    return this.#exclusively("train", async () => {
      let readings = readAt;
      while (!signal?.aborted) {
        const { rows } = this.#trainPace;
        const plan = planJob(this.#tracks, { goal, readAt: readings, rows });
        if (plan.job === null) break;
        readings = plan.readAt;
        if (plan.job.kind === "train") {
          await this.#advance(plan.job.steps);
        } else {
          onReading?.(await this.#measure(plan.job.epoch));
        }
      }
      return this.#tracks.every((track) => track.step >= countStepsUntil(track, goal));
    });
  }

  /** Updates so far, of all members together. */
  get updates(): number {
    let updates = 0;
    for (const group of this.#groups) {
      for (let i = 0; i < group.size; i += 1) {
        updates += (this.#tracks[group.getTrack(i)] as Track).step;
      }
    }
    return updates;
  }

  /** Measures all members as they stand. */
  async evaluate(): Promise<PopulationReading> {
    const positions = this.#tracks.map((track) => findPosition(track, []));
    const epoch = positions[0]?.epoch ?? 0;
    const isSame = positions.every((place) => place.epoch === epoch && place.offset === 0);
    return this.#exclusively("evaluate", () => this.#measure(isSame ? epoch : null));
  }

  /** The state of one member, from which any path can go on. */
  async snapshot(member: number): Promise<Snapshot> {
    const group = this.#groups.find(({ first, size }) => member >= first && member < first + size);
    if (!group) {
      throw new RangeError(
        `snapshot: expected a member from 0 to ${this.size - 1}, but got ${member}.`,
      );
    }
    return this.#exclusively("snapshot", async () => {
      const packed = await this.#orLost(group.readStates(member - group.first, 1));
      return this.#createSnapshot(group, member - group.first, packed);
    });
  }

  /** The states of all members. */
  async snapshots(): Promise<Snapshot[]> {
    return this.#exclusively("snapshots", async () => {
      const stride = countStateNumbers(this.#parts.structure);
      const snapshots: Snapshot[] = [];
      for (const group of this.#groups) {
        const packed = await this.#orLost(group.readStates(0, group.size));
        for (let i = 0; i < group.size; i += 1) {
          const own = packed.subarray(i * stride, (i + 1) * stride);
          snapshots.push(this.#createSnapshot(group, i, own));
        }
      }
      return snapshots;
    });
  }

  dispose(): void {
    this.#isDisposed = true;
    for (const group of this.#groups) group.dispose();
    this.#chunk.dispose();
    this.#job.destroy();
  }

  async #advance(steps: readonly number[]): Promise<void> {
    const { programs, structure } = this.#parts;
    this.#chunk.write(packChunk(structure, this.#tracks, steps));
    const perWorkgroup = this.layout.name === "workgroup" ? 1 : this.layout.lanes;
    for (const group of this.#groups) {
      for (let first = 0; first < group.size; ) {
        const count = Math.min(this.#trainPace.members, group.size - first);
        const workgroups = Math.ceil(count / perWorkgroup);
        const elapsedMs = await this.#dispatch(programs.train, group, first, count, workgroups);
        this.#trainPace = adaptPace(this.#trainPace, elapsedMs, this.#bounds);
        first += count;
      }
    }
  }

  async #measure(epoch: number | null): Promise<PopulationReading> {
    const { programs, structure } = this.#parts;
    const results: Float32Array[] = [];
    for (const group of this.#groups) {
      for (let first = 0; first < group.size; ) {
        const count = Math.min(this.#evaluatePace.members, group.size - first);
        const elapsedMs = await this.#dispatch(programs.evaluate, group, first, count, count);
        const most = { rows: 1, members: this.#bounds.most.members };
        const least = { rows: 1, members: 1 };
        this.#evaluatePace = adaptPace(this.#evaluatePace, elapsedMs, { least, most });
        first += count;
      }
      results.push(await this.#orLost(group.readResults()));
    }
    return readResults(structure, results, epoch);
  }

  /** Runs a program for some members of a group; resolves to how long that took. */
  async #dispatch(
    program: GPUComputePipeline,
    group: MemberGroup,
    first: number,
    count: number,
    workgroups: number,
  ): Promise<number> {
    const { device, programs } = this.#parts;
    const startMs = performance.now();
    device.queue.writeBuffer(this.#job, 0, Uint32Array.of(first, count));
    const encoder = device.createCommandEncoder();
    const pass = encoder.beginComputePass();
    pass.setPipeline(program);
    pass.setBindGroup(0, group.getBindGroup(programs, this.#job, this.#chunk));
    pass.dispatchWorkgroups(workgroups);
    pass.end();
    device.queue.submit([encoder.finish()]);
    await this.#orLost(device.queue.onSubmittedWorkDone());
    return performance.now() - startMs;
  }

  /** A device that is lost may never answer. */
  async #orLost<Result>(answer: Promise<Result>): Promise<Result> {
    const result = await Promise.race([answer, this.#parts.lost]);
    if (this.#isDisposed) throw new Error("population: it was disposed of while it was at work.");
    return result;
  }

  async #exclusively<Result>(name: string, work: () => Promise<Result>): Promise<Result> {
    if (this.#isBusy || this.#isDisposed) {
      const state = this.#isDisposed ? "disposed of" : "at work already";
      throw new Error(`${name}: expected a population at rest, but it is ${state}.`);
    }
    this.#isBusy = true;
    try {
      return await work();
    } finally {
      this.#isBusy = false;
    }
  }

  #createSnapshot(group: MemberGroup, index: number, packed: Float32Array): Snapshot {
    const start = this.#parts.starts[group.first + index] as Snapshot;
    const track = this.#tracks[group.getTrack(index)] as Track;
    return {
      ...findPosition(track, start.shuffle),
      step: track.step,
      ...unpackState(this.#parts.structure, packed, start),
    };
  }
}

/** Rejects, with an Error that says why, as soon as the device is lost. */
function rejectWhenLost(device: GPUDevice): Promise<never> {
  const lost = device.lost.then(({ reason, message }): never => {
    const why = reason === "destroyed" ? "it was closed" : message || "no reason is known";
    throw new Error(`population: the graphics device was lost (${why}).`);
  });
  // Whoever waits is told; where nobody does, that is no error.
  lost.catch(() => {});
  return lost;
}

/** Of the first dispatch, before anything is known of the device. */
const fewMembers = 64;
