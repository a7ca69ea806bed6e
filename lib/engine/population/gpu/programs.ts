import type { Layout } from "./choose-layout";
import { printEvaluateProgram } from "./print-evaluate";
import { printInvocationProgram } from "./print-invocation";
import { bindings } from "./print-prelude";
import { printWorkgroupProgram } from "./print-workgroup";
import type { Structure } from "./structure";

/** The compiled programs of a population. */
export interface Programs {
  train: GPUComputePipeline;
  evaluate: GPUComputePipeline;
  layout: GPUBindGroupLayout;
}

/** Lanes among which the examples of one network are shared out to be measured. */
const evaluateLanes = 64;

/** The text of both programs. */
export function printPrograms(
  structure: Structure,
  layout: Layout,
): Record<"train" | "evaluate", string> {
  return {
    train:
      layout.name === "workgroup"
        ? printWorkgroupProgram(structure, layout)
        : printInvocationProgram(structure, layout),
    evaluate: printEvaluateProgram(structure, evaluateLanes),
  };
}

/** Rejects with an Error that holds the compiler's words if a program does not compile. */
export async function createPrograms(
  device: GPUDevice,
  structure: Structure,
  chosen: Layout,
): Promise<Programs> {
  const layout = device.createBindGroupLayout({
    label: "population",
    entries: Object.entries(bindings).map(([name, binding]) => ({
      binding,
      visibility: GPUShaderStage.COMPUTE,
      buffer: describeBuffer(name as keyof typeof bindings),
    })),
  });
  const compile = (entryPoint: string, code: string) =>
    device.createComputePipelineAsync({
      label: `population ${entryPoint}`,
      layout: device.createPipelineLayout({ bindGroupLayouts: [layout] }),
      compute: { module: device.createShaderModule({ label: entryPoint, code }), entryPoint },
    });
  const { train, evaluate } = printPrograms(structure, chosen);
  const [trainPipeline, evaluatePipeline] = await Promise.all([
    compile("train", train),
    compile("evaluate", evaluate),
  ]);
  return { train: trainPipeline, evaluate: evaluatePipeline, layout };
}

function describeBuffer(name: keyof typeof bindings): GPUBufferBindingLayout {
  if (name === "job") return { type: "uniform" };
  const isWritten = name === "state" || name === "results";
  return { type: isWritten ? "storage" : "read-only-storage" };
}
