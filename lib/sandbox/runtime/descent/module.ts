import type { OfferedModule } from "../host";
import { createHelpers } from "./helpers";

/** The book's helpers, each a global name as well. */
export const descentModule: OfferedModule = {
  specifier: "descent",
  globalExports: [
    "display",
    "plot",
    "table",
    "heatmap",
    "image",
    "images",
    "boundary",
    "markdown",
    "html",
    "createPoints",
    "createRandom",
    "setSeed",
    "sleep",
  ] satisfies (keyof ReturnType<typeof createHelpers>)[],
  load: async (host) => ({ exports: createHelpers(host) }),
};
