import type { MimeBundle } from "../../../notebook/output";
import type { Host } from "../host";
import { goOn, type Later, present } from "./later";
import { type Rows, readRows } from "./numbers";
import { createImages } from "./pictures";
import { describeKind, expectLabel, expectOptions } from "./text";
import type * as Types from "./types";

export function createPictures(host: Host): Pick<typeof Types, "image" | "images"> {
  return {
    image: (picture: unknown, options) =>
      present(
        host,
        goOn(readRows("image", picture), (rows) => describe("image", rows, options)),
      ),
    images: (pictures: unknown, options) =>
      present(
        host,
        goOn(readPictures(pictures), (rows) => describe("images", rows, options)),
      ),
  };
}

/** Of several pictures `[count, height, width]` is meant, not one with channels. */
function readPictures(pictures: unknown): Later<Rows> {
  return goOn(readRows("images", pictures), ({ shape, values }) => ({
    shape: shape.length === 3 ? [...shape, 1] : shape,
    values,
  }));
}

function describe(
  name: string,
  { shape, values }: Rows,
  options: Types.ImageOptions | undefined,
): MimeBundle {
  const { range, labels } = expectOptions(name, options);
  if (range !== undefined && !(Array.isArray(range) && range.every(Number.isFinite))) {
    throw new TypeError(`${name}: expected the values of black and white as its range.`);
  }
  if (labels !== undefined && !Array.isArray(labels)) {
    throw new TypeError(`${name}: expected labels as a list, but got ${describeKind(labels)}.`);
  }
  const texts = labels?.map((label) => expectLabel(`${name}: label`, label) ?? "");
  const view = createImages(values, shape, { name, range, labels: texts });
  const { count, more, height, width } = view;
  const what = count + more === 1 ? "Picture" : `${count + more} pictures`;
  return {
    "text/plain": `${what} of ${width} × ${height} pixels`,
    "application/vnd.descent.images+json": view,
  };
}
