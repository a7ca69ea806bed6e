import { stat } from "node:fs/promises";
import { expect, it } from "vitest";
import { loadDenseInNode } from "./load-node";

it("has kernels of at most 40 kB in all, so that a page is soon ready to train", async () => {
  await loadDenseInNode();
  const names = ["dense.wasm", "multiply.wasm", "multiply-relaxed.wasm"];
  const files = await Promise.all(names.map((name) => stat(new URL(name, import.meta.url))));
  expect(files.reduce((sum, { size }) => sum + size, 0)).toBeLessThanOrEqual(40_000);
});
