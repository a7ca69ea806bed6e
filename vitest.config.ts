import { fileURLToPath } from "node:url";
import { defineConfig } from "vitest/config";
import { BaseSequencer, type TestSpecification } from "vitest/node";

/** Files that take ten seconds and more. */
const slowFiles =
  /(playground-runs|population\/gpu\/gpu-population|tfjs\/stepper|exercises\/.+\/exercise)\.test\.ts$/;

/** What takes long begins first, so that no core waits at the end for another. */
class SlowestFirst extends BaseSequencer {
  override async sort(files: TestSpecification[]) {
    const isSlow = (file: TestSpecification) => slowFiles.test(file.moduleId);
    const ordered = await super.sort(files);
    return [...ordered.filter(isSlow), ...ordered.filter((file) => !isSlow(file))];
  }
}

export default defineConfig({
  resolve: {
    alias: { "@": fileURLToPath(new URL(".", import.meta.url)) },
    // TensorFlow.js' "main" is a bundle per package; its modules share one registry of gradients.
    mainFields: ["module", "main"],
  },
  test: {
    include: ["{app,bench,components,content,lib,scripts}/**/*.test.{ts,tsx}"],
    testTimeout: 60_000,
    // Vitest would leave one core free for a person who works beside it.
    maxWorkers: "100%",
    sequence: { sequencer: SlowestFirst },
    server: { deps: { inline: [/@tensorflow/] } },
  },
});
