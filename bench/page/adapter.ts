export interface Adapter {
  name: string;
  /** Whether it is a program on the CPU, which says nothing of a GPU's speed. */
  isSoftware: boolean;
}

/** The graphics processor that WebGPU offers, if there is one. */
export async function findAdapter(): Promise<Adapter | undefined> {
  const info = (await navigator.gpu?.requestAdapter())?.info;
  if (!info) return undefined;
  const parts = [info.vendor, info.architecture, info.device, info.description];
  const name = parts.filter(Boolean).join(" ") || "without a name";
  return { name, isSoftware: /swiftshader|llvmpipe|lavapipe/i.test(name) };
}
