import { fileURLToPath } from "node:url";
import { defineConfig } from "vitest/config";

export default defineConfig({
  resolve: {
    alias: { "@": fileURLToPath(new URL(".", import.meta.url)) },
    // TensorFlow.js' "main" is a bundle per package; its modules share one registry of gradients.
    mainFields: ["module", "main"],
  },
  test: {
    include: ["{app,bench,components,content,lib,scripts}/**/*.test.{ts,tsx}"],
    testTimeout: 60_000,
    server: { deps: { inline: [/@tensorflow/] } },
  },
});
