import { compileDense, type DenseModules } from "./modules";

let modules: Promise<DenseModules> | undefined;

/** Fetches and compiles the kernels, once. */
export function loadDense(): Promise<DenseModules> {
  modules ??= fetchDense().catch((error) => {
    modules = undefined;
    throw error;
  });
  return modules;
}

async function fetchDense(): Promise<DenseModules> {
  // The bundler finds the files by these very expressions.
  const [dense, multiply, multiplyRelaxed] = await Promise.all([
    fetchBytes(new URL("./dense.wasm", import.meta.url)),
    fetchBytes(new URL("./multiply.wasm", import.meta.url)),
    fetchBytes(new URL("./multiply-relaxed.wasm", import.meta.url)),
  ]);
  return compileDense({ dense, multiply, multiplyRelaxed });
}

async function fetchBytes(url: URL): Promise<ArrayBuffer> {
  const response = await fetch(url);
  if (!response.ok) throw new Error(`loadDense: ${url.pathname} answered ${response.status}.`);
  return response.arrayBuffer();
}
