import { type Finding, skip } from "../row";
import { findAdapter } from "./adapter";
import { openPopulationContestant, populationSamples } from "./contestants/population";
import { type Contestant, compare } from "./measure";

/** The population on WebGPU against the CPU's, with the adapter's name. */
export async function compareGpuPopulation(
  openCpu: () => Contestant | Promise<Contestant>,
): Promise<Finding> {
  const adapter = await findAdapter();
  if (!adapter) return skip("there is no WebGPU adapter");
  const name = adapter.isSoftware ? `software adapter ${adapter.name}` : adapter.name;
  const gpu = await openPopulationContestant("webgpu");
  if (typeof gpu === "string") return skip(`${name}: ${gpu}`);
  return compare(gpu, await openCpu(), { ...populationSamples, note: name });
}
