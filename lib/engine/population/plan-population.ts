/** What trains a population: the dense path, one network after the other, or WGSL kernels, many at once. */
export type PopulationEngine = "dense" | "webgpu";

/** Which engine trains a population, and why. */
export interface PopulationPlan {
  engine: PopulationEngine;
  /** One sentence for the page. */
  reason: string;
}

/** What a first handful of networks took on each; null where the GPU was not tried, or why it cannot. */
export interface PopulationTrial {
  /** Networks a second on all workers together. */
  cpuRate: number;
  /** The networks that are left. */
  remaining: number;
  gpu: { rate: number; name: string } | string | null;
}

/** A GPU is asked for only where it could save more time than it takes to open and to compile. */
const worthwhileMs = 3000;

/** Whether the CPU needs long enough for the GPU to be tried. */
export function isGpuWorthTrying({ cpuRate, remaining }: Omit<PopulationTrial, "gpu">): boolean {
  return (1000 * remaining) / cpuRate > worthwhileMs;
}

export function planPopulation({ cpuRate, gpu }: PopulationTrial): PopulationPlan {
  if (gpu === null) {
    // No rate is named: that of the first networks, while code is still compiled, is too low.
    return {
      engine: "dense",
      reason: `The CPU trains them all in less than ${worthwhileMs / 1000} s, so no graphics processor is asked for.`,
    };
  }
  if (typeof gpu === "string") {
    return {
      engine: "dense",
      reason: `The CPU trains ${formatRate(cpuRate)} networks a second. ${gpu}.`,
    };
  }
  const measured = `Measured on the first networks: the graphics processor (${gpu.name}) trains ${formatRate(gpu.rate)} networks a second, the CPU ${formatRate(cpuRate)}`;
  return gpu.rate > cpuRate
    ? { engine: "webgpu", reason: `${measured}, so the graphics processor trains the rest.` }
    : { engine: "dense", reason: `${measured}, so the CPU trains on.` };
}

function formatRate(rate: number): string {
  return rate >= 10 ? String(Math.round(rate)) : rate.toPrecision(2);
}
