import { toNumeric } from "../../../notebook/output";
import type { Host } from "../host";
import { goOn, present } from "./later";
import { readRows } from "./numbers";
import { expectLabel, expectOptions } from "./text";
import type * as Types from "./types";

/** A field has so many values at most, for a page must draw them. */
const shownValues = 250_000;

export function createHeatmap(host: Host): typeof Types.heatmap {
  return (matrix: unknown, options) => {
    const title = expectLabel("heatmap: title", expectOptions("heatmap", options).title);
    const bundle = goOn(readRows("heatmap", matrix), ({ shape, values }) => {
      const [rows = 0, columns = 1] = shape;
      if (shape.length > 2 || rows * columns > shownValues || values.length === 0) {
        throw new RangeError(
          `heatmap: expected a matrix of at most ${shownValues} numbers, but got shape [${shape.join(", ")}].`,
        );
      }
      return {
        "text/plain": `Heat map of ${rows} × ${columns} values`,
        "application/vnd.descent.field+json": {
          ...(title !== undefined && { title }),
          rows,
          columns,
          values: Array.from(values, toNumeric),
        },
      };
    });
    return present(host, bundle);
  };
}
