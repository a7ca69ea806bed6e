import type { Host } from "../host";
import { createBoundary } from "./boundary";
import { createHeatmap } from "./heatmap";
import { createPlot } from "./plot";
import { createPoints } from "./points";
import { createReaderRandom, setSeed } from "./reader-random";
import { createPictures } from "./show-pictures";
import { createSleep } from "./sleep";
import { createTable } from "./table";
import { expectText } from "./text";
import type * as Types from "./types";

/** What cells call, for one kernel. */
export function createHelpers(host: Host): Record<string, unknown> & typeof Types {
  return {
    display: (value) => host.follow(host.show(value)),
    plot: createPlot(host),
    table: createTable(host),
    heatmap: createHeatmap(host),
    ...createPictures(host),
    boundary: createBoundary(host),
    markdown: (text) =>
      host.display({ "text/plain": expectText("markdown", text), "text/markdown": text }),
    html: (text) => host.display({ "text/plain": expectText("html", text), "text/html": text }),
    createPoints,
    createRandom: createReaderRandom,
    setSeed,
    sleep: createSleep(host),
  };
}
