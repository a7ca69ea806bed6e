import { readFile } from "node:fs/promises";
import { buildWasm } from "../../../scripts/build-wasm.mjs";
import { compileDense, type DenseModules } from "./modules";

/** The kernels for tests and scripts in Node, compiled from their sources where those are newer. */
export async function loadDenseInNode(): Promise<DenseModules> {
  await buildWasm();
  const read = (name: string) => readFile(new URL(name, import.meta.url));
  const [dense, multiply, multiplyRelaxed] = await Promise.all([
    read("./dense.wasm"),
    read("./multiply.wasm"),
    read("./multiply-relaxed.wasm"),
  ]);
  return compileDense({ dense, multiply, multiplyRelaxed });
}
